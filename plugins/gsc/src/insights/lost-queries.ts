import { Type, type Static } from '@patchbay/contract'
import { keyFields, measureFields, MeasuresOf, rowCountField } from './fields.ts'
import { limitField, settle, Whole, type Given } from './parameters.ts'
import type { Paged, PeriodsInput } from './row.ts'
import { seenOnlyIn } from './turnover.ts'

export const lostQueriesFields = {
  minImpressions: Whole(10, 'Only queries with at least so many impressions in the previous period.'),
  ...limitField,
}

export const LostQueriesResult = Type.Object({
  rows: Type.Array(Type.Object({ ...keyFields, ...measureFields }), {
    description:
      'With the numbers of the previous period, the most clicks first. A query can also be missing because it ' +
      'became rare enough for Google to withhold it.',
  }),
  ...rowCountField,
  totals: MeasuresOf('Of all rows on all pages together, in the previous period.'),
})

/** Rows by query, perhaps by further dimensions. */
export type LostQueriesInput = PeriodsInput & Paged & Given<typeof lostQueriesFields>

/** Queries that the previous period had and the current one has no more. */
export function lostQueries(input: LostQueriesInput): Static<typeof LostQueriesResult> {
  return seenOnlyIn('previous', input, settle(lostQueriesFields, input))
}
