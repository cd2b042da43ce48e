import { defineTransform } from '@patchbay/contract'
import { passes } from '../performance/filter.ts'
import { addRow, addSums, measuresOf, noSums, type Measures, type Sums } from '../performance/measures.ts'
import { compareBy, type Order } from '../performance/order.ts'
import type { WireRow } from '../performance/rows.ts'
import { isWithin, type Window } from '../site/window.ts'
import { day } from '../wire/date.ts'

export interface PairInput {
  /** The table of queries of each page. */
  readonly tables: ReadonlyArray<{ readonly page: string; readonly rows: readonly WireRow[] }>
  readonly window: Window
  readonly queryContains: string | undefined
  readonly minImpressions: number
  readonly sort: 'clicks' | 'impressions' | 'ctr' | 'position'
  readonly order: Order
  readonly limit: number
  readonly positionScale: number
}

export interface Pair extends Measures {
  readonly query: string
  readonly page: string
}

export interface Pairs {
  readonly rows: Pair[]
  /** Before the limit. */
  readonly rowCount: number
  readonly totals: Measures
}

/** Crosses queries with pages, which none of Bing's tables does, from the tables of single pages. */
export default defineTransform(import.meta.url, (input: PairInput): Pairs => {
  const { window, queryContains, positionScale, sort, order } = input
  const totals = noSums()
  const pairs = input.tables.flatMap(({ page, rows }) =>
    [...sumsByQuery(rows, window)]
      .filter(
        ([query, { impressions }]) =>
          impressions >= input.minImpressions && passes({ queryContains }, query, page),
      )
      .map(([query, sums]) => {
        addSums(totals, sums)
        return { query, page, ...measuresOf(sums, positionScale) }
      }),
  )
  pairs.sort(
    (a, b) =>
      compareBy(a[sort], b[sort], order) ||
      b.impressions - a.impressions ||
      compareBy(a.query, b.query, 'asc') ||
      compareBy(a.page, b.page, 'asc'),
  )
  return {
    rows: pairs.slice(0, input.limit),
    rowCount: pairs.length,
    totals: measuresOf(totals, positionScale),
  }
})

function sumsByQuery(rows: readonly WireRow[], window: Window): Map<string, Sums> {
  const groups = new Map<string, Sums>()
  for (const row of rows) {
    const date = day(row.Date)
    if (date === null || row.Query === undefined || !isWithin(window, date)) continue
    const sums = groups.get(row.Query) ?? noSums()
    groups.set(row.Query, sums)
    addRow(sums, row)
  }
  return groups
}
