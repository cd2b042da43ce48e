import { defineTransform } from '@patchbay/contract'
import { passes } from '../performance/filter.ts'
import { addRow, addSums, measuresOf, noSums, type Measures, type Sums } from '../performance/measures.ts'
import { compareBy, type Order } from '../performance/order.ts'
import type { WireRow } from '../performance/rows.ts'
import type { Dimension, Filters, Table } from '../performance/table.ts'
import { isWithin, type Window } from '../site/window.ts'
import { day } from '../wire/date.ts'

export type SortKey = 'clicks' | 'impressions' | 'ctr' | 'position' | 'date'

export interface AggregateInput {
  readonly rows: readonly WireRow[]
  readonly keyedBy: Table['keyedBy']
  readonly dimensions: readonly Dimension[]
  readonly window: Window
  readonly filters: Filters
  readonly minImpressions: number
  readonly sort: SortKey
  readonly order: Order
  readonly offset: number
  readonly limit: number
  /** What positions are divided by. */
  readonly positionScale: number
}

export interface Aggregate {
  readonly rows: Array<Measures & { query?: string; page?: string; date?: string }>
  /** How many rows there are on all pages together. */
  readonly rowCount: number
  /** Of all rows on all pages. */
  readonly totals: Measures
  /** First and last bucket that Bing sent, inside the window or not. Null where it sent none. */
  readonly dataFrom: string | null
  readonly dataTo: string | null
}

interface Group {
  readonly key: { query?: string; page?: string; date?: string }
  readonly sums: Sums
}

/**
 * Turns Bing's rows, which are one per key and bucket with the oldest first, into an answer. The order
 * matters: window, then aggregate, then sort, then page. Cutting the raw rows first would show the oldest
 * data only.
 */
export default defineTransform(import.meta.url, (input: AggregateInput): Aggregate => {
  const { rows, window, filters, dimensions, keyedBy, positionScale } = input
  const groups = new Map<string, Group>()
  let dataFrom: string | null = null
  let dataTo: string | null = null

  for (const row of rows) {
    const date = day(row.Date)
    if (date === null) continue
    if (dataFrom === null || date < dataFrom) dataFrom = date
    if (dataTo === null || date > dataTo) dataTo = date
    if (!isWithin(window, date)) continue
    const query = keyedBy === 'query' ? row.Query : filters.query
    const page = keyedBy === 'page' ? row.Query : filters.page
    if (!passes(filters, query, page)) continue
    const key = pick({ query, page, date }, dimensions)
    const id = JSON.stringify(key)
    const group = groups.get(id) ?? { key, sums: noSums() }
    addRow(group.sums, row)
    groups.set(id, group)
  }

  const kept = [...groups.values()].filter(({ sums }) => sums.impressions >= input.minImpressions)
  const totals = noSums()
  for (const { sums } of kept) addSums(totals, sums)
  const sorted = kept.map(({ key, sums }) => ({ ...key, ...measuresOf(sums, positionScale) }))
  sorted.sort(comparison(input.sort, input.order))
  return {
    rows: sorted.slice(input.offset, input.offset + input.limit),
    rowCount: sorted.length,
    totals: measuresOf(totals, positionScale),
    dataFrom,
    dataTo,
  }
})

function pick(
  { query, page, date }: { query: string | undefined; page: string | undefined; date: string },
  dimensions: readonly Dimension[],
): Group['key'] {
  return {
    ...(dimensions.includes('query') && query !== undefined ? { query } : {}),
    ...(dimensions.includes('page') && page !== undefined ? { page } : {}),
    ...(dimensions.includes('date') ? { date } : {}),
  }
}

type Row = Aggregate['rows'][number]

/** Ties fall to impressions, then to the key. */
function comparison(sort: SortKey, order: Order): (a: Row, b: Row) => number {
  return (a, b) =>
    compareBy(a[sort], b[sort], order) ||
    b.impressions - a.impressions ||
    compareBy(a.query ?? a.page, b.query ?? b.page, 'asc') ||
    compareBy(a.date, b.date, 'asc')
}
