import { Type, type Static } from '@patchbay/contract'
import { measureFields, MeasuresOf, queryAndPage, rowCountField } from './fields.ts'
import { Decimal, limitField, settle, Whole, type Given } from './parameters.ts'
import { rowsInRange } from './position-range.ts'
import type { Paged, RowsInput } from './row.ts'

export const contentGapsFields = {
  beyondPosition: Decimal(20, 'Only rows whose mean position is worse than this.', { minimum: 1 }),
  minImpressions: Whole(50, 'Only rows with at least so many impressions.'),
  ...limitField,
}

export const ContentGapsResult = Type.Object({
  rows: Type.Array(Type.Object({ ...queryAndPage, ...measureFields }), {
    description: 'The most impressions first.',
  }),
  ...rowCountField,
  totals: MeasuresOf('Of all rows on all pages together.'),
})

/** Rows by query, or by query and page. The thresholds are meant for 90 days. */
export type ContentGapsInput = RowsInput & Paged & Given<typeof contentGapsFields>

/** Queries that people search for and that no page of the site answers well enough to be found. */
export function contentGaps(input: ContentGapsInput): Static<typeof ContentGapsResult> {
  const { beyondPosition, minImpressions, limit } = settle(contentGapsFields, input)
  return rowsInRange(input, { minImpressions, limit, includes: (position) => position > beyondPosition })
}
