import { Problem, Type, type CacheRule, type Static, type TSchema } from '@patchbay/contract'
import { gid, nullable } from '../fields.ts'
import { ask } from '../graphql.ts'
import { textOf } from '../json.ts'
import { pageSizeOf, pagingFields } from '../paging.ts'
import type { Part } from '../shape/part.ts'
import { answerSchema } from '../shape/record.ts'
import { textOfSelection } from '../shape/selection.ts'
import { commonCache, operation, type Draft, type ExampleCalls, type Words } from './operation.ts'
import { notesFor } from './read-answer.ts'
import { declaring, passing } from './variables.ts'

/** A way to name what is wanted, beside its id. */
export interface Name {
  readonly schema: TSchema
  /** The field of the identifier, where it is called otherwise there. */
  readonly as?: string
  /** Makes what Shopify takes of it, where that is not the text itself. */
  readonly asSent?: (value: string) => unknown
}

export interface GetPlan extends Words {
  /** The root field, such as `page` or `productByIdentifier`. */
  readonly root: string
  /** Shopify's name of the type. */
  readonly type: string
  /** The schema of ids that are not numbers. */
  readonly id?: TSchema
  /** In lower case, for sentences: `product`. */
  readonly thing: string
  readonly record: Part
  /** Shopify's input type where the root field takes an `identifier` of one of several kinds; else it takes an `id`. */
  readonly identifier?: string
  /** By which other names it can be asked for; the call has exactly one, or the id. */
  readonly names?: Readonly<Record<string, Name>>
  /** Further arguments of the root field: input fields of the same name, with the type of Shopify's argument. */
  readonly more?: Readonly<Record<string, { readonly type: string; readonly schema: TSchema }>>
  /** For the list that is paged through, where the record has one. */
  readonly limit?: { readonly default: number; readonly maximum: number }
  /** Default: as most reads. `never` where the point is to be current. */
  readonly cache?: CacheRule | 'never'
  readonly advice?: string
  readonly examples: ExampleCalls<Readonly<Record<string, unknown>>>
}

/** One thing, by its id or another name. What does not exist is the problem `not_found`. */
export function get(plan: GetPlan): Draft {
  const {
    root,
    type,
    thing,
    record,
    identifier,
    names = {},
    more = {},
    limit,
    cache,
    advice,
    ...words
  } = plan
  const ways = ['id', ...Object.keys(names)]
  const isChoice = ways.length > 1
  const id = plan.id ?? gid(type)
  const others = Object.entries(more)
  const input = Type.Object({
    id: isChoice ? Type.Optional(id) : id,
    ...Object.fromEntries(Object.entries(names).map(([name, { schema }]) => [name, Type.Optional(schema)])),
    ...Object.fromEntries(others.map(([name, { schema }]) => [name, schema])),
    ...(record.isPaged ? pagingFields(limit) : {}),
  })
  const variables: Record<string, string> = {
    ...(identifier === undefined ? { id: 'ID!' } : { identifier: `${identifier}!` }),
    ...Object.fromEntries(others.map(([name, asked]) => [name, asked.type])),
  }
  const declared = { ...variables, ...(record.isPaged ? { first: 'Int!', after: 'String' } : {}) }
  const selected = textOfSelection(record.inner)
  const within = root === 'node' ? `... on ${type} { ${selected} }` : selected
  const schema = answerSchema(record)
  const pageSize = pageSizeOf(limit)
  const missing = ({ id: asked, ...rest }: Readonly<Record<string, unknown>>) => {
    const name = Object.keys(names).find((way) => rest[way] !== undefined)
    const said = textOf(asked) ?? `with the ${name} "${String(rest[name ?? ''])}"`
    return new Problem('not_found', {
      detail: `The shop has no ${thing} ${said}.`,
      advice: advice ?? 'Check it; the search of the same resource lists what there is.',
      errors: [{ path: `/${name ?? 'id'}`, message: 'does not exist' }],
    })
  }
  return operation({
    ...words,
    effect: 'read',
    input,
    output: record.output,
    cache: cache === 'never' ? undefined : (cache ?? commonCache),
    documents: {
      get: {
        text: (name) =>
          `query ${name}(${declaring(declared)}) { ${root}(${passing(variables)}) { ${within} } }`,
        data: Type.Object({ [root]: nullable(root === 'node' ? Type.Partial(schema as never) : schema) }),
      },
    },
    pageSize,
    async run(context, documents) {
      const given: Readonly<Record<string, unknown>> = context.input
      const named = ways.filter((way) => given[way] !== undefined)
      if (named.length !== 1) {
        const choice = ways.map((way) => `\`${way}\``).join(', ')
        throw new Problem('invalid_input', {
          detail: `Give exactly one of ${choice} of the ${thing}.`,
          errors: [{ path: '', message: `needs exactly one of ${choice}` }],
        })
      }
      const [way = 'id'] = named
      const data: Readonly<Record<string, unknown>> = await ask(context, documents.get, {
        ...(identifier === undefined
          ? { id: given['id'] }
          : {
              identifier: { [names[way]?.as ?? way]: names[way]?.asSent?.(String(given[way])) ?? given[way] },
            }),
        ...Object.fromEntries(others.map(([name]) => [name, given[name]])),
        ...(record.isPaged ? { first: pageSize(given), after: given['cursor'] } : {}),
      })
      const found = data[root]
      if (found === null || found === undefined || Object.keys(found).length === 0) throw missing(given)
      return record.read(found, notesFor(context.report)) as Static<TSchema>
    },
    examples: plan.examples as never,
  })
}
