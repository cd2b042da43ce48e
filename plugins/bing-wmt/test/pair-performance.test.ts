import t from 'tap'
import type { WireRow } from '../src/performance/rows.ts'
import pairPerformance, { type PairInput } from '../src/transforms/pair-performance.ts'

const row = (Query: string, date: string, Clicks: number, Impressions: number): WireRow => ({
  Query,
  Date: `/Date(${Date.parse(`${date}T07:00:00Z`)})/`,
  Clicks,
  Impressions,
  AvgImpressionPosition: Impressions,
  AvgClickPosition: -1,
})

const pair = (input: Partial<PairInput> = {}) =>
  pairPerformance.run({
    tables: [
      {
        page: 'p1',
        rows: [row('a', '2026-01-03', 1, 10), row('a', '2026-01-10', 2, 30), row('b', '2026-01-10', 9, 9)],
      },
      { page: 'p2', rows: [row('a', '2026-01-10', 4, 5), row('a', '2026-03-10', 99, 99)] },
    ],
    window: { startDate: '2026-01-01', endDate: '2026-01-31' },
    queryContains: undefined,
    minImpressions: 0,
    sort: 'clicks',
    order: 'desc',
    limit: 100,
    positionScale: 1,
    ...input,
  })

t.test('queries are crossed with pages, within the window', async (t) => {
  const { rows, rowCount, totals } = pair()
  t.same(
    rows.map(({ query, page, clicks }) => [query, page, clicks]),
    [
      ['b', 'p1', 9],
      ['a', 'p2', 4],
      ['a', 'p1', 3],
    ],
  )
  t.equal(rows[2]?.position, 25, 'weighted by impressions')
  t.equal(rowCount, 3)
  t.match(totals, { clicks: 16, impressions: 54 })
})

t.test('the limit leaves the totals whole; filters do not', async (t) => {
  const cut = pair({ limit: 1 })
  t.equal(cut.rows.length, 1)
  t.match(cut, { rowCount: 3, totals: { clicks: 16 } })
  t.match(pair({ minImpressions: 9 }), { rowCount: 2, totals: { clicks: 12 } })
  t.match(pair({ queryContains: 'B' }), { rowCount: 1, totals: { clicks: 9 } })
  t.equal(pair({ sort: 'position', order: 'asc' }).rows[0]?.page, 'p2')
})
