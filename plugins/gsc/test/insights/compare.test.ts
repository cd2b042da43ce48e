import t from 'tap'
import { compare, type CompareInput } from '../../src/insights/compare.ts'
import { lostQueries } from '../../src/insights/lost-queries.ts'
import { newQueries } from '../../src/insights/new-queries.ts'
import { row } from './support.ts'

const current = [row('up', 30, 300, 3), row('down', 5, 100, 9), row('same', 7, 70, 5), row('new', 2, 20, 11)]
const previous = [row('up', 10, 200, 6), row('down', 9, 90, 4), row('same', 7, 70, 5), row('lost', 4, 40, 8)]

const run = (input: Partial<CompareInput> = {}) =>
  compare({ current, previous, dimensions: ['query'], ...input })
const order = (input: Partial<CompareInput>) => run(input).rows.map(({ query }) => query)

t.test('both periods of a key become one row with its changes', async (t) => {
  const { rows, rowCount, counts } = run()
  t.strictSame(rows[0], {
    query: 'up',
    status: 'kept',
    current: { clicks: 30, impressions: 300, ctr: 0.1, position: 3 },
    previous: { clicks: 10, impressions: 200, ctr: 0.05, position: 6 },
    change: { clicks: 20, impressions: 100, ctr: 0.05, position: -3 },
    relativeChange: { clicks: 2, impressions: 0.5, ctr: 1, position: -0.5 },
  })
  t.equal(rowCount, 5)
  t.strictSame(counts, { kept: 3, new: 1, lost: 1 })
})

t.test('what one period lacks has no rate, no position and nothing relative to it', async (t) => {
  const { rows } = run({ status: 'new' })
  t.strictSame(rows, [
    {
      query: 'new',
      status: 'new',
      current: { clicks: 2, impressions: 20, ctr: 0.1, position: 11 },
      previous: { clicks: 0, impressions: 0, ctr: null, position: null },
      change: { clicks: 2, impressions: 20, ctr: null, position: null },
      relativeChange: { clicks: null, impressions: null, ctr: null, position: null },
    },
  ])
  t.match(run({ status: 'lost' }).rows, [{ query: 'lost', relativeChange: { clicks: -1, ctr: null } }])
})

t.test('totals are those of the rows, weighted', async (t) => {
  t.strictSame(run().totals.current, { clicks: 44, impressions: 490, ctr: 0.089796, position: 4.836735 })
  t.equal(run().totals.change.clicks, 14)
  t.strictSame(run({ status: 'new' }).totals.previous.clicks, 0)
})

t.test('rows are sorted by the change that is asked for', async (t) => {
  t.strictSame(order({}), ['up', 'down', 'lost', 'new', 'same'])
  t.strictSame(order({ order: 'increase' }), ['up', 'new', 'same', 'down', 'lost'])
  t.strictSame(order({ order: 'decrease' }), ['down', 'lost', 'same', 'new', 'up'])
  t.strictSame(order({ sort: 'position', order: 'increase' }), ['down', 'same', 'up', 'lost', 'new'])
  t.strictSame(order({ sort: 'position', order: 'decrease' }), ['up', 'same', 'down', 'lost', 'new'])
})

t.test('rows are cut by impressions, offset and limit, totals by impressions only', async (t) => {
  t.strictSame(order({ minImpressions: 40 }), ['up', 'down', 'lost', 'same'])
  const page = run({ offset: 1, limit: 2 })
  t.strictSame(
    page.rows.map(({ query }) => query),
    ['down', 'lost'],
  )
  t.equal(page.rowCount, 5)
  t.strictSame(page.totals, run().totals)
})

t.test('dates are not what periods are joined on', async (t) => {
  const { rows } = compare({
    current: [row(['2026-11-08', 'a'], 3, 10), row(['2026-11-09', 'a'], 3, 10)],
    previous: [row(['2026-11-01', 'a'], 1, 10)],
    dimensions: ['date', 'query'],
  })
  t.match(rows, [{ query: 'a', status: 'kept', change: { clicks: 5 } }])
  t.notOk('date' in (rows[0] ?? {}))
})

t.test('without dimensions there is one row', async (t) => {
  const { rows } = compare({ current: [row([], 3, 10)], previous: [row([], 1, 10)], dimensions: [] })
  t.match(rows, [{ change: { clicks: 2 } }])
})

t.test('queries of one period only are new or lost', async (t) => {
  t.strictSame(lostQueries({ current, previous, dimensions: ['query'] }), {
    rows: [{ query: 'lost', clicks: 4, impressions: 40, ctr: 0.1, position: 8 }],
    rowCount: 1,
    totals: { clicks: 4, impressions: 40, ctr: 0.1, position: 8 },
  })
  t.match(newQueries({ current, previous, dimensions: ['query'] }), {
    rows: [{ query: 'new', clicks: 2 }],
    rowCount: 1,
  })
  t.equal(newQueries({ current, previous, dimensions: ['query'], minImpressions: 20 }).rowCount, 1)
  t.equal(newQueries({ current, previous, dimensions: ['query'], minImpressions: 21 }).rowCount, 0)
})
