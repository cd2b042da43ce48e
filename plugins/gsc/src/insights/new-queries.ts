import { Type, type Static } from '@patchbay/contract'
import { keyFields, measureFields, MeasuresOf, rowCountField } from './fields.ts'
import { limitField, settle, Whole, type Given } from './parameters.ts'
import type { Paged, PeriodsInput } from './row.ts'
import { seenOnlyIn } from './turnover.ts'

export const newQueriesFields = {
  minImpressions: Whole(10, 'Only queries with at least so many impressions in the current period.'),
  ...limitField,
}

export const NewQueriesResult = Type.Object({
  rows: Type.Array(Type.Object({ ...keyFields, ...measureFields }), {
    description: 'With the numbers of the current period, the most clicks first.',
  }),
  ...rowCountField,
  totals: MeasuresOf('Of all rows on all pages together, in the current period.'),
})

/** Rows by query, perhaps by further dimensions. */
export type NewQueriesInput = PeriodsInput & Paged & Given<typeof newQueriesFields>

/** Queries that the current period has and the previous one did not have. */
export function newQueries(input: NewQueriesInput): Static<typeof NewQueriesResult> {
  return seenOnlyIn('current', input, settle(newQueriesFields, input))
}
