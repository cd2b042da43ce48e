import { Type, type Static } from '@patchbay/contract'
import { ctrCurve, curveFields, pointAt } from './ctr-curve.ts'
import { Count, measureFields, NumberOrNull, queryAndPage, rowCountField } from './fields.ts'
import { groupRows, named, presentOf } from './group.ts'
import { measuresOf, round } from './measures.ts'
import { compareKeys, descending } from './order.ts'
import { pageOf } from './page-of.ts'
import { Decimal, limitField, settle, Whole, type Given } from './parameters.ts'
import type { Paged, RowsInput } from './row.ts'

export const ctrOpportunitiesFields = {
  minImpressions: Whole(200, 'Only rows with at least so many impressions.'),
  maxShareOfMedian: Decimal(
    1,
    'Only rows whose click-through rate is below this share of the median of their position; 0.5 is below half of it.',
    { maximum: 1 },
  ),
  ...curveFields,
  ...limitField,
}

export const CtrOpportunitiesResult = Type.Object({
  rows: Type.Array(
    Type.Object({
      ...queryAndPage,
      ...measureFields,
      medianCtr: Type.Number({ description: "The property's own median at about this position." }),
      missedClicks: Type.Number({ description: 'Impressions × (median rate − own rate).' }),
    }),
    { description: 'The most missed clicks first.' },
  ),
  ...rowCountField,
  missedClicks: Type.Number({ description: 'Of all rows on all pages together.' }),
  medians: Type.Array(
    Type.Object({
      from: Type.Integer({ description: 'First position of the span, after rounding.' }),
      to: Type.Union([Type.Integer(), Type.Null()], { description: 'Last position; null: no end.' }),
      ctr: NumberOrNull('Median click-through rate; null where there were too few rows to tell.'),
      rows: Count('How many rows it was taken from.'),
    }),
    { description: 'What rows were held against. Other sites play no part in it.' },
  ),
  unjudged: Count('Rows with impressions enough at positions that have too few rows for a median.'),
})

/** Rows by query, by page or both. Medians are better the more rows there are, so give all there are. */
export type CtrOpportunitiesInput = RowsInput & Paged & Given<typeof ctrOpportunitiesFields>

/** Rows that are clicked less than the property's other rows at the same position: titles and snippets to improve. */
export function ctrOpportunities(input: CtrOpportunitiesInput): Static<typeof CtrOpportunitiesResult> {
  const settings = settle(ctrOpportunitiesFields, input)
  const by = presentOf(input.dimensions, input.dimensions.includes('query') ? ['query', 'page'] : ['page'])
  const all = groupRows(input, by).map(({ keys, sums }) => ({ keys, measures: measuresOf(sums) }))
  const curve = ctrCurve(
    all.map(({ measures }) => measures),
    settings,
  )

  const found = []
  let missed = 0
  let unjudged = 0
  for (const { keys, measures } of all) {
    const { position, impressions, ctr, clicks } = measures
    if (position === null || ctr === null || impressions < settings.minImpressions) continue
    const { ctr: median } = pointAt(curve, position)
    if (median === null) {
      unjudged += 1
      continue
    }
    if (ctr >= round(median * settings.maxShareOfMedian)) continue
    const missedClicks = round(impressions * median - clicks)
    missed += missedClicks
    found.push({ keys, measures, medianCtr: round(median), missedClicks })
  }
  const page = pageOf(
    found,
    input.offset,
    settings.limit,
    (a, b) =>
      descending(a.missedClicks, b.missedClicks) ||
      descending(a.measures.impressions, b.measures.impressions) ||
      compareKeys(a.keys, b.keys),
  )
  return {
    rows: page.map(({ keys, measures, ...rest }) => ({ ...named(by, keys), ...measures, ...rest })),
    rowCount: found.length,
    missedClicks: round(missed),
    medians: curve.map(({ from, to, ctr, rows }) => ({
      from,
      to,
      ctr: ctr === null ? null : round(ctr),
      rows,
    })),
    unjudged,
  }
}
