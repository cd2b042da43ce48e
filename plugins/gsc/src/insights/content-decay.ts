import { Type, type Static } from '@patchbay/contract'
import { MeasuresOf, NumberOrNull, rowCountField } from './fields.ts'
import { groupRows } from './group.ts'
import { measuresOf, noSums, quotient, type Sums } from './measures.ts'
import { ascending, descending } from './order.ts'
import { pageOf } from './page-of.ts'
import { limitField, settle, Whole, type Given } from './parameters.ts'
import type { Dimension, Paged, Row } from './row.ts'

export const contentDecayFields = {
  minClicks: Whole(10, 'Only pages with at least so many clicks in the first window.'),
  ...limitField,
}

export const ContentDecayResult = Type.Object({
  rows: Type.Array(
    Type.Object({
      page: Type.String(),
      first: MeasuresOf('The oldest window.'),
      second: MeasuresOf('The window in between.'),
      third: MeasuresOf('The newest window.'),
      lostClicks: Type.Number({ description: 'Clicks of the oldest window minus those of the newest.' }),
      lostShare: NumberOrNull('Lost clicks as a share of those of the oldest window, 0 to 1.'),
    }),
    { description: 'The most lost clicks first.' },
  ),
  ...rowCountField,
  lostClicks: Type.Number({ description: 'Of all rows on all pages together.' }),
})

export interface ContentDecayInput extends Paged, Given<typeof contentDecayFields> {
  /** Rows by page of three windows that follow each other, 30 days each; the oldest first. */
  readonly windows: readonly [readonly Row[], readonly Row[], readonly Row[]]
  readonly dimensions: readonly Dimension[]
}

/** Pages whose clicks fell from window to window, twice. A page that a window lacks had no clicks in it. */
export function contentDecay(input: ContentDecayInput): Static<typeof ContentDecayResult> {
  const settings = settle(contentDecayFields, input)
  const pages = input.windows.map(
    (rows) =>
      new Map(
        groupRows({ rows, dimensions: input.dimensions }, ['page']).map(({ keys, sums }): [string, Sums] => [
          keys[0] ?? '',
          sums,
        ]),
      ),
  )
  const [oldest, middle, newest] = pages
  const found = []
  let lost = 0
  for (const [page, sums] of oldest ?? []) {
    const first = measuresOf(sums)
    const second = measuresOf(middle?.get(page) ?? noSums())
    const third = measuresOf(newest?.get(page) ?? noSums())
    if (first.clicks < settings.minClicks) continue
    if (first.clicks <= second.clicks || second.clicks <= third.clicks) continue
    const lostClicks = first.clicks - third.clicks
    lost += lostClicks
    found.push({ page, first, second, third, lostClicks, lostShare: quotient(lostClicks, first.clicks) })
  }
  const page = pageOf(
    found,
    input.offset,
    settings.limit,
    (a, b) => descending(a.lostClicks, b.lostClicks) || ascending(a.page, b.page),
  )
  return {
    rows: page,
    rowCount: found.length,
    lostClicks: lost,
  }
}
