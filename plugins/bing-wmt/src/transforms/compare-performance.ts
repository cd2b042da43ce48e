import { defineTransform } from '@patchbay/contract'
import { passes } from '../performance/filter.ts'
import { addRow, addSums, measuresOf, noSums, type Measures, type Sums } from '../performance/measures.ts'
import { compareBy, type Order } from '../performance/order.ts'
import type { WireRow } from '../performance/rows.ts'
import type { Filters } from '../performance/table.ts'
import { isWithin, type Window } from '../site/window.ts'
import { day } from '../wire/date.ts'

export type ChangeKey = 'clicks' | 'impressions' | 'ctr' | 'position'

export interface CompareInput {
  readonly rows: readonly WireRow[]
  /** What `Query` of a row holds. */
  readonly dimension: 'query' | 'page'
  readonly filters: Filters
  readonly before: Window
  readonly after: Window
  readonly minImpressions: number
  readonly sort: ChangeKey
  readonly order: Order
  readonly offset: number
  readonly limit: number
  readonly positionScale: number
}

/** How the numbers have changed; null where one of the two is missing. */
export interface Change {
  readonly clicks: number
  readonly impressions: number
  readonly ctr: number | null
  /** Negative is better: nearer to the top. */
  readonly position: number | null
}

export interface Comparison {
  readonly before: Measures
  readonly after: Measures
  readonly change: Change
}

export interface Compared extends Comparison {
  readonly query?: string
  readonly page?: string
  /** Whether it was shown in both windows. */
  readonly presence: 'both' | 'new' | 'lost'
}

export interface ComparedPerformance {
  readonly rows: Compared[]
  readonly rowCount: number
  readonly totals: Comparison
  readonly dataFrom: string | null
  readonly dataTo: string | null
}

/** Sets the same queries or pages in two windows side by side, from one table of Bing's. */
export default defineTransform(import.meta.url, (input: CompareInput): ComparedPerformance => {
  const { dimension, filters, positionScale } = input
  const groups = new Map<string, { before: Sums; after: Sums }>()
  let dataFrom: string | null = null
  let dataTo: string | null = null
  for (const row of input.rows) {
    const date = day(row.Date)
    if (date === null) continue
    if (dataFrom === null || date < dataFrom) dataFrom = date
    if (dataTo === null || date > dataTo) dataTo = date
    // Where a table is about one query and one page, its rows have no key.
    const key = row.Query ?? filters[dimension] ?? ''
    const query = dimension === 'query' ? key : filters.query
    const page = dimension === 'page' ? key : filters.page
    if (!passes(filters, query, page)) continue
    const [isBefore, isAfter] = [isWithin(input.before, date), isWithin(input.after, date)]
    if (!isBefore && !isAfter) continue
    const group = groups.get(key) ?? { before: noSums(), after: noSums() }
    groups.set(key, group)
    // Windows may overlap.
    if (isBefore) addRow(group.before, row)
    if (isAfter) addRow(group.after, row)
  }

  const kept = [...groups].filter(
    ([, { before, after }]) => before.impressions + after.impressions >= input.minImpressions,
  )
  const totals = { before: noSums(), after: noSums() }
  for (const [, { before, after }] of kept) {
    addSums(totals.before, before)
    addSums(totals.after, after)
  }
  const rows = kept.map(([key, sums]) => ({
    ...(dimension === 'query' ? { query: key } : { page: key }),
    presence: presenceOf(sums),
    ...comparisonOf(sums, positionScale),
  }))
  rows.sort(byChange(input.sort, input.order))
  return {
    rows: rows.slice(input.offset, input.offset + input.limit),
    rowCount: rows.length,
    totals: comparisonOf(totals, positionScale),
    dataFrom,
    dataTo,
  }
})

function presenceOf({ before, after }: { before: Sums; after: Sums }): Compared['presence'] {
  if (before.impressions === 0 && after.impressions > 0) return 'new'
  return before.impressions > 0 && after.impressions === 0 ? 'lost' : 'both'
}

function comparisonOf(sums: { before: Sums; after: Sums }, positionScale: number): Comparison {
  const before = measuresOf(sums.before, positionScale)
  const after = measuresOf(sums.after, positionScale)
  const change = {
    clicks: after.clicks - before.clicks,
    impressions: after.impressions - before.impressions,
    ctr: difference(before.ctr, after.ctr),
    position: difference(before.position, after.position),
  }
  return { before, after, change }
}

function difference(before: number | null, after: number | null): number | null {
  return before === null || after === null ? null : Math.round((after - before) * 10_000) / 10_000
}

function byChange(sort: ChangeKey, order: Order): (a: Compared, b: Compared) => number {
  return (a, b) =>
    compareBy(a.change[sort], b.change[sort], order) ||
    b.after.impressions + b.before.impressions - a.after.impressions - a.before.impressions ||
    compareBy(a.query ?? a.page, b.query ?? b.page, 'asc')
}
