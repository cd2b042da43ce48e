import { Type, type Static } from '@patchbay/contract'
import { measureFields, MeasuresOf, queryAndPage, rowCountField } from './fields.ts'
import { Decimal, limitField, settle, Whole, type Given } from './parameters.ts'
import { rowsInRange } from './position-range.ts'
import type { Paged, RowsInput } from './row.ts'

export const strikingDistanceFields = {
  minPosition: Decimal(8, 'Only rows whose mean position is at least this.', { minimum: 1 }),
  maxPosition: Decimal(20, 'Only rows whose mean position is at most this.', { minimum: 1 }),
  minImpressions: Whole(10, 'Only rows with at least so many impressions.'),
  ...limitField,
}

export const StrikingDistanceResult = Type.Object({
  rows: Type.Array(Type.Object({ ...queryAndPage, ...measureFields }), {
    description: 'The most impressions first.',
  }),
  ...rowCountField,
  totals: MeasuresOf('Of all rows on all pages together.'),
})

/** Rows by query, or by query and page. */
export type StrikingDistanceInput = RowsInput & Paged & Given<typeof strikingDistanceFields>

/** Queries at the bottom of the first page of results or on the second, where a few places bring most. */
export function strikingDistance(input: StrikingDistanceInput): Static<typeof StrikingDistanceResult> {
  const { minPosition, maxPosition, minImpressions, limit } = settle(strikingDistanceFields, input)
  return rowsInRange(input, {
    minImpressions,
    limit,
    includes: (position) => position >= minPosition && position <= maxPosition,
  })
}
