import { Problem, Type, type CacheRule, type Static, type TSchema } from '@patchbay/contract'
import { gid, nullable, oneOf } from '../fields.ts'
import { ask } from '../graphql.ts'
import { isObject } from '../json.ts'
import { edgesOf, itemsOf, pageInfoFields, pageOf, pageSizeOf, pagingFields, reportNext } from '../paging.ts'
import type { Part } from '../shape/part.ts'
import { answerSchema } from '../shape/record.ts'
import { textOfSelection } from '../shape/selection.ts'
import { inputOfFilters, searchOf, type Filters, type InputOfFilters } from './filters.ts'
import { commonCache, operation, type Draft, type ExampleCalls, type Words } from './operation.ts'
import { notesFor } from './read-answer.ts'
import { declaring, passing } from './variables.ts'

type Properties = Readonly<Record<string, TSchema>>

/** What a list can be sorted by. `by` and `reverse` say what holds where a caller says nothing. */
export interface Sorting {
  /** Shopify's enumeration. */
  readonly type: string
  readonly keys: readonly string[]
  readonly by: string
  readonly reverse: boolean
}

/** The object that has the list, where that is not the root: found by the id that an input field holds. */
export interface OwnerWithId {
  /** The root field, such as `location`. */
  readonly field: string
  /** The input field with its id. */
  readonly input: string
  /** Its type, or several; the id must be of one of them. */
  readonly types: readonly [string, ...string[]]
  /** The interface that has the list, where the root field is `node`. */
  readonly on?: string
}

/** One that a shop has or has not. */
export interface OnlyOwner {
  readonly field: string
  /** What it means that the shop has none, for the problem `not_found`. */
  readonly missing: string
}

export type Owner = OwnerWithId | OnlyOwner

export interface SearchPlan<F extends Filters, More extends Properties> extends Words {
  /** The field that answers the connection, such as `products`. */
  readonly connection: string
  readonly item: Part
  readonly filters?: F
  /** Terms that are always part of the search. */
  readonly always?: string
  readonly sorting?: Sorting
  readonly of?: Owner
  /** Whether the connection has edges and no nodes. Default: no. */
  readonly isEdged?: boolean
  /** Arguments of the connection beside those: input fields of the same name, with the type of Shopify's argument. */
  readonly more?: { readonly [Name in keyof More]: { readonly type: string; readonly schema: More[Name] } }
  /** Default: 50 and 250. Dear nodes need less: no page may cost more than 1,000 points. */
  readonly limit?: { readonly default: number; readonly maximum: number }
  /** Default: as most reads. `never` where the point is to be current. */
  readonly cache?: CacheRule | 'never'
  readonly examples: ExampleCalls<
    Static<ReturnType<typeof Type.Object<InputOfFilters<F> & More>>> & Readonly<Record<string, unknown>>
  >
}

/** Lists and searches: a connection, a page at a time. */
export function search<const F extends Filters = {}, More extends Properties = {}>(
  plan: SearchPlan<F, More>,
): Draft {
  const {
    connection,
    item,
    filters = {} as F,
    always,
    sorting,
    of: owner,
    isEdged = false,
    more,
    limit,
    cache,
    ...words
  } = plan
  const others = Object.entries(more ?? {}) as Array<[string, { type: string; schema: TSchema }]>
  const isSearched = plan.filters !== undefined || always !== undefined
  const named = owner !== undefined && 'input' in owner ? owner : undefined
  const input = Type.Object({
    ...(named === undefined
      ? {}
      : {
          [named.input]: gid(
            named.types.length === 1 ? named.types[0] : `(${named.types.join('|')})`,
            'Whose list it is.',
          ),
        }),
    ...inputOfFilters(filters),
    ...Object.fromEntries(others.map(([name, { schema }]) => [name, schema])),
    ...(sorting === undefined
      ? {}
      : {
          sortKey: Type.Optional(oneOf(sorting.keys, `Default: ${sorting.by}.`)),
          reverse: Type.Optional(
            Type.Boolean({ default: sorting.reverse, description: 'Largest, newest or last first.' }),
          ),
        }),
    ...pagingFields(limit),
  })
  const variables: Record<string, string> = {
    first: 'Int!',
    after: 'String',
    ...(isSearched ? { query: 'String' } : {}),
    ...(sorting === undefined ? {} : { sortKey: sorting.type, reverse: 'Boolean' }),
    ...Object.fromEntries(others.map(([name, { type }]) => [name, type])),
  }
  const declared = { ...(named === undefined ? {} : { ownerId: 'ID!' }), ...variables }
  const selected = item.inner.size === 0 ? '' : ` { ${textOfSelection(item.inner)} }`
  const items = isEdged ? `edges { node${selected} }` : `nodes${selected}`
  const list = `${connection}(${passing(variables)}) { ${items} ${pageInfoFields} }`
  const within = named?.on === undefined ? list : `... on ${named.on} { ${list} }`
  const whole =
    owner === undefined ? list : `${owner.field}${named === undefined ? '' : '(id: $ownerId)'} { ${within} }`
  const rows = Type.Object({
    [connection]: nullable(isEdged ? edgesOf(answerSchema(item)) : pageOf(answerSchema(item))),
  })
  const pageSize = pageSizeOf(limit)
  return operation({
    ...words,
    effect: 'read',
    input,
    output: itemsOf(item.output),
    cache: cache === 'never' ? undefined : (cache ?? commonCache),
    documents: {
      list: {
        text: (name) => `query ${name}(${declaring(declared)}) { ${whole} }`,
        data:
          owner === undefined
            ? rows
            : Type.Object({ [owner.field]: nullable(named?.on === undefined ? rows : Type.Partial(rows)) }),
      },
    },
    pageSize,
    async run(context, documents) {
      const { report } = context
      const given: Readonly<Record<string, unknown>> = context.input
      const query = [always, searchOf(filters, given)].filter((part) => part !== undefined).join(' AND ')
      const data: Readonly<Record<string, unknown>> = await ask(context, documents.list, {
        ...(named === undefined ? {} : { ownerId: given[named.input] }),
        ...Object.fromEntries(others.map(([name]) => [name, given[name]])),
        first: pageSize(given),
        after: given['cursor'],
        query: query === '' ? undefined : query,
        ...(sorting === undefined
          ? {}
          : { sortKey: given['sortKey'] ?? sorting.by, reverse: given['reverse'] ?? sorting.reverse }),
      })
      const holder = owner === undefined ? data : data[owner.field]
      const found = (isObject(holder) ? holder[connection] : undefined) as Found | null | undefined
      if (found === null) return { items: [] }
      if (found === undefined) {
        if (owner !== undefined && 'missing' in owner)
          throw new Problem('not_found', { detail: owner.missing })
        throw new Problem('not_found', {
          detail: `The shop has nothing with the id ${String(given[named?.input ?? ''])} that has such a list.`,
          errors: [{ path: `/${named?.input ?? ''}`, message: 'does not exist' }],
        })
      }
      const notes = notesFor(report)
      notes.place.push('items')
      const nodes = 'edges' in found ? found.edges.map(({ node }) => node) : found.nodes
      const items = nodes.map((node, index) => {
        notes.place[1] = index
        return item.read(node, notes)
      })
      reportNext(report, found.pageInfo)
      return { items }
    },
    examples: plan.examples as never,
  })
}

type Found = {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
} & ({ readonly nodes: readonly unknown[] } | { readonly edges: ReadonlyArray<{ readonly node: unknown }> })
