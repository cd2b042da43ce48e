import { Problem, Type, type CacheRule, type Static, type TSchema } from '@patchbay/contract'
import { gid, nullable, oneOf } from '../fields.ts'
import { ask } from '../graphql.ts'
import { isObject } from '../json.ts'
import { itemsOf, pageInfoFields, pageOf, pageSizeOf, pagingFields, reportNext } from '../paging.ts'
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

/** The object that has the list, where that is not the shop: found by the id that an input field holds. */
export interface Owner {
  /** The root field, such as `location`. */
  readonly field: string
  /** The input field with its id. */
  readonly input: string
  /** Its type, or several; the id must be of one of them. */
  readonly types: readonly [string, ...string[]]
  /** The interface that has the list, where the root field is `node`. */
  readonly on?: string
}

export interface SearchPlan<F extends Filters, More extends Properties> extends Words {
  /** The field that answers the connection, such as `products`. */
  readonly connection: string
  readonly item: Part
  readonly filters?: F
  /** Terms that are always part of the search. */
  readonly always?: string
  readonly sorting?: Sorting
  readonly of?: Owner
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
    more,
    limit,
    cache,
    ...words
  } = plan
  const others = Object.entries(more ?? {}) as Array<[string, { type: string; schema: TSchema }]>
  const isSearched = plan.filters !== undefined || always !== undefined
  const input = Type.Object({
    ...(owner === undefined
      ? {}
      : {
          [owner.input]: gid(
            owner.types.length === 1 ? owner.types[0] : `(${owner.types.join('|')})`,
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
  const declared = { ...(owner === undefined ? {} : { ownerId: 'ID!' }), ...variables }
  const nodes = item.inner.size === 0 ? 'nodes' : `nodes { ${textOfSelection(item.inner)} }`
  const list = `${connection}(${passing(variables)}) { ${nodes} ${pageInfoFields} }`
  const within = owner?.on === undefined ? list : `... on ${owner.on} { ${list} }`
  const rows = Type.Object({ [connection]: nullable(pageOf(answerSchema(item))) })
  const pageSize = pageSizeOf(limit)
  return operation({
    ...words,
    effect: 'read',
    input,
    output: itemsOf(item.output),
    cache: cache === 'never' ? undefined : (cache ?? commonCache),
    documents: {
      list: {
        text: (name) =>
          `query ${name}(${declaring(declared)}) { ${owner === undefined ? list : `${owner.field}(id: $ownerId) { ${within} }`} }`,
        data:
          owner === undefined
            ? rows
            : Type.Object({ [owner.field]: nullable(owner.on === undefined ? rows : Type.Partial(rows)) }),
      },
    },
    pageSize,
    async run(context, documents) {
      const { report } = context
      const given: Readonly<Record<string, unknown>> = context.input
      const query = [always, searchOf(filters, given)].filter((part) => part !== undefined).join(' AND ')
      const data: Readonly<Record<string, unknown>> = await ask(context, documents.list, {
        ...(owner === undefined ? {} : { ownerId: given[owner.input] }),
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
        throw new Problem('not_found', {
          detail: `The shop has nothing with the id ${String(given[owner?.input ?? ''])} that has such a list.`,
          errors: [{ path: `/${owner?.input ?? ''}`, message: 'does not exist' }],
        })
      }
      const notes = notesFor(report)
      notes.place.push('items')
      const items = found.nodes.map((node, index) => {
        notes.place[1] = index
        return item.read(node, notes)
      })
      reportNext(report, found.pageInfo)
      return { items }
    },
    examples: plan.examples as never,
  })
}

interface Found {
  readonly nodes: readonly unknown[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
}
