import { Type } from '@patchbay/contract'
import { nullable } from '../fields.ts'
import { ask } from '../graphql.ts'
import { inputOfFilters, searchOf, type Filters } from './filters.ts'
import { commonCache, operation, type Draft, type ExampleCalls, type Words } from './operation.ts'

export interface CountPlan<F extends Filters> extends Words {
  /** Such as `productsCount`. */
  readonly root: string
  readonly filters: F
  readonly examples: ExampleCalls<Readonly<Record<string, unknown>>>
}

const Total = Type.Object({ count: Type.Integer(), precision: Type.String() })

/** How many there are that match all given filters. */
export function count<const F extends Filters>({ root, filters, ...words }: CountPlan<F>): Draft {
  return operation({
    ...words,
    effect: 'read',
    input: Type.Object({
      ...inputOfFilters(filters),
      upTo: Type.Optional(
        Type.Integer({
          minimum: 1,
          maximum: 10_000_000,
          default: 10_000,
          description: 'Where Shopify stops counting.',
        }),
      ),
    }),
    output: Type.Object({
      count: Type.Integer(),
      exact: Type.Boolean({ description: 'False if there are at least so many, since counting stopped.' }),
    }),
    cache: commonCache,
    documents: {
      count: {
        text: (name) =>
          `query ${name}($query: String, $limit: Int) { total: ${root}(query: $query, limit: $limit) { count precision } }`,
        data: Type.Object({ total: nullable(Total) }),
      },
    },
    async run(context, documents) {
      const given: Readonly<Record<string, unknown>> = context.input
      const { total } = await ask(context, documents.count, {
        query: searchOf(filters, given),
        limit: given['upTo'],
      })
      return { count: total?.count ?? 0, exact: total?.precision === 'EXACT' }
    },
    examples: words.examples as never,
  })
}
