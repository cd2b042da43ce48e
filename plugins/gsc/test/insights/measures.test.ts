import t from 'tap'
import { groupRows, named, presentOf, timelessOf } from '../../src/insights/group.ts'
import { measuresOf, round, sumRows } from '../../src/insights/measures.ts'
import { median } from '../../src/insights/median.ts'
import { ascending, compareKeys, descending } from '../../src/insights/order.ts'
import { anyRows, row } from './support.ts'

t.test('rates and positions come from sums, never from averages', async (t) => {
  const rows = [row('a', 10, 100, 2), row('b', 0, 900, 12)]
  t.same(measuresOf(sumRows(rows)), { clicks: 10, impressions: 1000, ctr: 0.01, position: 11 })
})

t.test('what cannot be divided is null', async (t) => {
  t.same(measuresOf(sumRows([])), { clicks: 0, impressions: 0, ctr: null, position: null })
  const discover = { keys: ['a'], clicks: 1, impressions: 4 }
  t.same(measuresOf(sumRows([discover])), { clicks: 1, impressions: 4, ctr: 0.25, position: null })
})

t.test('rows without a position take no weight', async (t) => {
  const rows = [{ keys: [], clicks: 0, impressions: 1000 }, row([], 0, 10, 7)]
  t.equal(measuresOf(sumRows(rows)).position, 7)
})

t.test('rows are grouped by some of their dimensions', async (t) => {
  const rows = [
    row(['2026-11-01', 'a', '/x'], 1, 10, 1),
    row(['2026-11-02', 'a', '/x'], 2, 30, 5),
    row(['2026-11-02', 'a', '/y'], 4, 40, 9),
  ]
  const groups = groupRows({ rows, dimensions: ['date', 'query', 'page'] }, ['page', 'query'])
  t.same(
    groups.map(({ keys, sums }) => ({ keys, ...measuresOf(sums) })),
    [
      { keys: ['/x', 'a'], clicks: 3, impressions: 40, ctr: 0.075, position: 4 },
      { keys: ['/y', 'a'], clicks: 4, impressions: 40, ctr: 0.1, position: 9 },
    ],
  )
  t.throws(() => groupRows({ rows, dimensions: ['query'] }, ['page']), TypeError)
})

t.test('keys that look alike when joined stay apart', async (t) => {
  const rows = [row(['a,b', 'c'], 1, 1), row(['a', 'b,c'], 1, 1), row(['a","b', 'c'], 1, 1)]
  t.equal(groupRows({ rows, dimensions: ['query', 'page'] }, ['query', 'page']).length, 3)
})

t.test('dimensions are found, named and freed of time', async (t) => {
  t.same(presentOf(['page', 'query'], ['query', 'page']), ['query', 'page'])
  t.same(presentOf(['query'], ['query', 'page']), ['query'])
  t.throws(() => presentOf(['page'], ['query', 'page']), TypeError)
  t.same(timelessOf(['date', 'query', 'hour', 'device']), ['query', 'device'])
  t.same(named(['query', 'device'], ['a', 'MOBILE']), { query: 'a', device: 'MOBILE' })
})

t.test('medians, roundings and orders', async (t) => {
  t.equal(median([]), null)
  t.equal(median([5, 1, 10]), 5)
  t.equal(median([10, 9, 100, 1]), 9.5)
  t.equal(round(0.1 + 0.2), 0.3)
  t.ok(Object.is(round(-0.000_000_1), 0), 'there is no minus zero')
  t.same([null, 1, 3, null, 2].sort(descending), [3, 2, 1, null, null])
  t.same([null, 1, 3, 2].sort(ascending), [1, 2, 3, null])
  t.ok(compareKeys(['a', 'b'], ['a', 'c']) < 0)
  t.equal(compareKeys(['a'], ['a']), 0)
})

t.test('for any rows: groups add up to the rows', async (t) => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const rows = anyRows(seed, 200, (upTo) => [`q${upTo(9)}`, `/p${upTo(4)}`])
    const groups = groupRows({ rows, dimensions: ['query', 'page'] }, ['query'])
    const whole = sumRows(rows)
    for (const part of ['clicks', 'impressions', 'positionSum', 'positionWeight'] as const) {
      const sum = groups.reduce((total, { sums }) => total + sums[part], 0)
      t.ok(Math.abs(sum - whole[part]) <= 1e-9 * Math.max(1, whole[part]), `${part} of seed ${seed}`)
    }
  }
})
