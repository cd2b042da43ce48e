import t from 'tap'
import type { WireRow } from '../src/performance/rows.ts'
import comparePerformance, { type CompareInput } from '../src/transforms/compare-performance.ts'

const row = (Query: string, date: string, Clicks: number, Impressions: number, position = 5): WireRow => ({
  Query,
  Date: `/Date(${Date.parse(`${date}T07:00:00Z`)})/`,
  Clicks,
  Impressions,
  AvgImpressionPosition: position,
  AvgClickPosition: -1,
})

const compare = (rows: readonly WireRow[], input: Partial<CompareInput> = {}) =>
  comparePerformance.run({
    rows,
    dimension: 'query',
    filters: {},
    before: { startDate: '2026-01-01', endDate: '2026-01-31' },
    after: { startDate: '2026-02-01', endDate: '2026-02-28' },
    minImpressions: 0,
    sort: 'clicks',
    order: 'asc',
    offset: 0,
    limit: 100,
    positionScale: 1,
    ...input,
  })

const rows = [
  row('steady', '2026-01-10', 5, 50, 4),
  row('steady', '2026-02-07', 5, 50, 4),
  row('falling', '2026-01-10', 30, 100, 2),
  row('falling', '2026-01-17', 10, 100, 4),
  row('falling', '2026-02-07', 10, 100, 6),
  row('new', '2026-02-14', 8, 20),
  row('gone', '2026-01-03', 2, 10),
  row('outside', '2025-12-31', 99, 999),
]

t.test('the same query in both windows is one row, greatest losses first', async (t) => {
  const answer = compare(rows)
  t.same(
    answer.rows.map(({ query, presence, change }) => [query, presence, change.clicks]),
    [
      ['falling', 'both', -30],
      ['gone', 'lost', -2],
      ['steady', 'both', 0],
      ['new', 'new', 8],
    ],
  )
  t.match(answer.rows[0], {
    before: { clicks: 40, impressions: 200, ctr: 0.2, position: 3 },
    after: { clicks: 10, impressions: 100, ctr: 0.1, position: 6 },
    change: { impressions: -100, ctr: -0.1, position: 3 },
  })
  t.match(answer.rows[1]?.change, { ctr: null, position: null }, 'what is gone cannot be compared')
  t.match(answer.totals, {
    before: { clicks: 47, impressions: 260 },
    after: { clicks: 23, impressions: 170 },
    change: { clicks: -24, impressions: -90 },
  })
  t.match(answer, { rowCount: 4, dataFrom: '2025-12-31', dataTo: '2026-02-14' })
})

t.test('what cannot be compared is last in either order', async (t) => {
  for (const order of ['asc', 'desc'] as const) {
    const names = compare(rows, { sort: 'position', order }).rows.map(({ query }) => query)
    t.same(new Set(names.slice(0, 2)), new Set(['falling', 'steady']))
    t.same(new Set(names.slice(2)), new Set(['gone', 'new']))
  }
})

t.test('rows are filtered by the sum of both windows, then paged', async (t) => {
  t.same(
    compare(rows, { minImpressions: 20 }).rows.map(({ query }) => query),
    ['falling', 'steady', 'new'],
  )
  const page = compare(rows, { offset: 1, limit: 2 })
  t.same(
    page.rows.map(({ query }) => query),
    ['gone', 'steady'],
  )
  t.equal(page.rowCount, 4)
  t.same(
    compare(rows, { filters: { queryContains: 'NE' } }).rows.map(({ query }) => query),
    ['gone', 'new'],
  )
})

t.test('windows may overlap, and keys may be pages or missing', async (t) => {
  const both = compare([row('https://a.example/', '2026-01-20', 1, 2)], {
    dimension: 'page',
    after: { startDate: '2026-01-15', endDate: '2026-02-28' },
  })
  t.match(both.rows, [{ page: 'https://a.example/', before: { clicks: 1 }, after: { clicks: 1 } }])
  const { Query: _query, ...nameless } = row('', '2026-01-20', 1, 2)
  t.match(compare([nameless], { filters: { query: 'fixed' } }).rows, [{ query: 'fixed', presence: 'lost' }])
})

t.test('the position scale divides positions and their change', async (t) => {
  t.match(compare(rows, { positionScale: 10 }).rows[0], {
    before: { position: 0.3 },
    change: { position: 0.3 },
  })
})
