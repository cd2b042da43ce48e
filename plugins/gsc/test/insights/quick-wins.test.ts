import t from 'tap'
import { quickWins, type QuickWinsInput } from '../../src/insights/quick-wins.ts'
import { row } from './support.ts'

const run = (input: Partial<QuickWinsInput>) =>
  quickWins({ rows: [], dimensions: ['query', 'page'], ...input })

/** Rows at the third position. */
const third = (count: number) =>
  Array.from({ length: count }, (_, index) => row([`top ${index}`, '/top'], 12, 100, 3.2))

t.test("potential is measured at the property's own median", async (t) => {
  const top = [6, 8, 9, 10, 11, 13, 14, 15, 16, 30].map((clicks, index) =>
    row([`top ${index}`, '/top'], clicks, 100, index % 2 === 0 ? 2.6 : 3.4),
  )
  const result = run({ rows: [...top, row(['a', '/a'], 10, 1000, 7), row(['b', '/b'], 3, 500, 12)] })
  t.same(result.benchmark, { position: 3, ctr: 0.12, rows: 10, source: 'property' })
  t.same(result.rows, [
    { query: 'a', page: '/a', clicks: 10, impressions: 1000, ctr: 0.01, position: 7, potentialClicks: 110 },
    { query: 'b', page: '/b', clicks: 3, impressions: 500, ctr: 0.006, position: 12, potentialClicks: 57 },
  ])
  t.equal(result.rowCount, 2)
  t.equal(result.potentialClicks, 167)
})

t.test('with too few own rows a constant is used, and said so', async (t) => {
  const result = run({ rows: [...third(9), row(['a', '/a'], 10, 1000, 7)] })
  t.same(result.benchmark, { position: 3, ctr: 0.1, rows: 9, source: 'fallback' })
  t.match(result.rows, [{ query: 'a', potentialClicks: 90 }])
  t.equal(run({ rows: third(9), benchmarkMinRows: 9 }).benchmark.source, 'property')
})

t.test('rows with few impressions do not make the benchmark', async (t) => {
  const noise = Array.from({ length: 50 }, (_, index) => row([`n${index}`, '/n'], 0, 19, 3))
  t.equal(run({ rows: noise }).benchmark.rows, 0)
  t.equal(run({ rows: noise, benchmarkMinImpressions: 19 }).benchmark.rows, 50)
})

t.test('positions and impressions bound the rows, both ends included', async (t) => {
  const rows = [
    row(['early', '/'], 0, 100, 3.99),
    row(['first', '/'], 0, 100, 4),
    row(['last', '/'], 0, 100, 15),
    row(['late', '/'], 0, 100, 15.01),
    row(['rare', '/'], 0, 99, 9),
  ]
  const queries = (input: Partial<QuickWinsInput>) => run({ rows, ...input }).rows.map(({ query }) => query)
  t.same(queries({}), ['first', 'last'])
  t.same(queries({ minPosition: 1, maxPosition: 9.5, minImpressions: 1 }), ['early', 'first', 'rare'])
})

t.test('what already does better has nothing to win', async (t) => {
  t.same(run({ rows: [row(['a', '/'], 20, 100, 5), row(['b', '/'], 10, 100, 5)] }).rows, [])
})

t.test('days are added up before anything is judged', async (t) => {
  const rows = [row(['2026-11-01', 'a', '/a'], 1, 60, 5), row(['2026-11-02', 'a', '/a'], 1, 60, 7)]
  t.match(quickWins({ rows, dimensions: ['date', 'query', 'page'] }).rows, [
    { impressions: 120, position: 6 },
  ])
})

t.test('queries alone or pages alone will do', async (t) => {
  const rows = [row('a', 0, 100, 5)]
  t.same(Object.keys(quickWins({ rows, dimensions: ['query'] }).rows[0] ?? {})[0], 'query')
  t.same(Object.keys(quickWins({ rows, dimensions: ['page'] }).rows[0] ?? {})[0], 'page')
  t.throws(() => quickWins({ rows, dimensions: ['device'] }), TypeError)
})

t.test('ties fall to the impressions, then to the keys', async (t) => {
  const rows = ['c', 'a', 'b'].map((query) => row([query, '/'], 0, 100, 5))
  t.same(
    run({ rows }).rows.map(({ query }) => query),
    ['a', 'b', 'c'],
  )
  t.match(run({ rows, offset: 1, limit: 1 }), { rows: [{ query: 'b' }], rowCount: 3, potentialClicks: 30 })
})
