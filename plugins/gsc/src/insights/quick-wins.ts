import { Type, type Static } from '@patchbay/contract'
import { ctrCurve, curveFields, pointAt } from './ctr-curve.ts'
import { Count, measureFields, queryAndPage, rowCountField } from './fields.ts'
import { groupRows, named, presentOf } from './group.ts'
import { measuresOf, round } from './measures.ts'
import { compareKeys, descending } from './order.ts'
import { pageOf } from './page-of.ts'
import { Decimal, limitField, settle, Whole, type Given } from './parameters.ts'
import type { Paged, RowsInput } from './row.ts'

export const quickWinsFields = {
  minPosition: Decimal(4, 'Only rows whose mean position is at least this.', { minimum: 1 }),
  maxPosition: Decimal(15, 'Only rows whose mean position is at most this.', { minimum: 1 }),
  minImpressions: Whole(100, 'Only rows with at least so many impressions.'),
  targetPosition: Decimal(3, 'The position whose click-through rate a row is taken to reach.', {
    minimum: 1,
  }),
  ...curveFields,
  ...limitField,
}

export const QuickWinsResult = Type.Object({
  benchmark: Type.Object({
    position: Type.Number({ description: 'The position that was aimed at.' }),
    ctr: Type.Number({ description: 'The click-through rate that a row is taken to reach there.' }),
    rows: Count('How many rows of the property there were at about that position.'),
    source: Type.Union([Type.Literal('property'), Type.Literal('fallback')], {
      description:
        "property: the median of the property's own rows. fallback: it had too few of them, so the rate is a rough " +
        'average of the web; read potentials as an order of magnitude then.',
    }),
  }),
  rows: Type.Array(
    Type.Object({
      ...queryAndPage,
      ...measureFields,
      potentialClicks: Type.Number({
        description: 'Impressions × (rate of the benchmark − own rate): clicks to win in as long a period.',
      }),
    }),
    { description: 'The largest potential first.' },
  ),
  ...rowCountField,
  potentialClicks: Type.Number({ description: 'Of all rows on all pages together.' }),
})

/** Rows by query, by page or both. The benchmark is better the more rows there are, so give all there are. */
export type QuickWinsInput = RowsInput & Paged & Given<typeof quickWinsFields>

/**
 * Queries on the brink of the top of the first page, with what they would gain there. Rows that already do
 * better than the benchmark have nothing to gain and are left out.
 */
export function quickWins(input: QuickWinsInput): Static<typeof QuickWinsResult> {
  const settings = settle(quickWinsFields, input)
  const by = presentOf(input.dimensions, input.dimensions.includes('query') ? ['query', 'page'] : ['page'])
  const all = groupRows(input, by).map(({ keys, sums }) => ({ keys, measures: measuresOf(sums) }))
  const point = pointAt(
    ctrCurve(
      all.map(({ measures }) => measures),
      settings,
    ),
    settings.targetPosition,
  )
  const benchmark = point.ctr ?? point.fallback

  const wins = []
  let potential = 0
  for (const { keys, measures } of all) {
    const { position, impressions, clicks } = measures
    if (position === null || position < settings.minPosition || position > settings.maxPosition) continue
    if (impressions < settings.minImpressions) continue
    const potentialClicks = round(impressions * benchmark - clicks)
    if (potentialClicks <= 0) continue
    potential += potentialClicks
    wins.push({ keys, measures, potentialClicks })
  }
  const page = pageOf(
    wins,
    input.offset,
    settings.limit,
    (a, b) =>
      descending(a.potentialClicks, b.potentialClicks) ||
      descending(a.measures.impressions, b.measures.impressions) ||
      compareKeys(a.keys, b.keys),
  )
  return {
    benchmark: {
      position: settings.targetPosition,
      ctr: round(benchmark),
      rows: point.rows,
      source: point.ctr === null ? 'fallback' : 'property',
    },
    rows: page.map(({ keys, measures, potentialClicks }) => ({
      ...named(by, keys),
      ...measures,
      potentialClicks,
    })),
    rowCount: wins.length,
    potentialClicks: round(potential),
  }
}
