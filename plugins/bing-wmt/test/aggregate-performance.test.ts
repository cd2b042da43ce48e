import t from 'tap'
import type { WireRow } from '../src/performance/rows.ts'
import aggregatePerformance, { type AggregateInput } from '../src/transforms/aggregate-performance.ts'

/** Numbers that look random, the same at each run (mulberry32). */
const random = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let value = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
  return ((value ^ (value >>> 14)) >>> 0) / 0x1_0000_0000
}

const wire = (date: string) => `/Date(${Date.parse(`${date}T07:00:00Z`)})/`

const row = (
  Query: string,
  date: string,
  Clicks: number,
  Impressions: number,
  position = 5,
  clickPosition = 3,
): WireRow => ({
  Query,
  Date: wire(date),
  Clicks,
  Impressions,
  AvgImpressionPosition: position,
  AvgClickPosition: clickPosition,
})

const aggregate = (rows: readonly WireRow[], input: Partial<AggregateInput> = {}) =>
  aggregatePerformance.run({
    rows,
    keyedBy: 'query',
    dimensions: ['query'],
    window: { startDate: '2026-01-01', endDate: '2026-12-31' },
    filters: {},
    minImpressions: 0,
    sort: 'clicks',
    order: 'desc',
    offset: 0,
    limit: 1000,
    positionScale: 1,
    ...input,
  })

t.test('buckets of a key become one row, its positions weighted', async (t) => {
  const { rows } = aggregate([
    row('a', '2026-01-03', 1, 10, 2, 1),
    row('a', '2026-01-10', 3, 30, 6, 5),
    row('a', '2026-01-17', 0, 20, 9, -1),
  ])
  t.same(rows, [{ query: 'a', clicks: 4, impressions: 60, ctr: 0.0667, position: 6.3333, clickPosition: 4 }])
})

t.test('a position of -1 is none', async (t) => {
  const { rows, totals } = aggregate([
    row('a', '2026-01-03', 0, 10, -1, -1),
    row('a', '2026-01-10', 0, 1, 7, -1),
  ])
  t.match(rows, [{ position: 7, clickPosition: null }], 'it takes no weight either')
  t.match(totals, { position: 7, clickPosition: null })
})

t.test('nothing is clamped', async (t) => {
  t.match(aggregate([row('a', '2026-01-03', 3, 2)]).rows, [{ clicks: 3, impressions: 2, ctr: 1.5 }])
  t.match(aggregate([row('a', '2026-01-03', 3, 0, -1)]).rows, [{ ctr: null, position: null }])
})

t.test('the scale divides both positions', async (t) => {
  t.match(aggregate([row('a', '2026-01-03', 1, 1, 57, 30)], { positionScale: 10 }).rows, [
    { position: 5.7, clickPosition: 3 },
  ])
})

t.test('the window holds both of its days, and sees to nothing else', async (t) => {
  const rows = ['2026-03-06', '2026-03-07', '2026-03-14', '2026-03-21', '2026-03-22'].map((date) =>
    row('a', date, 1, 1),
  )
  const { totals, dataFrom, dataTo } = aggregate(rows, {
    window: { startDate: '2026-03-07', endDate: '2026-03-21' },
  })
  t.equal(totals.clicks, 3)
  t.same([dataFrom, dataTo], ['2026-03-06', '2026-03-22'])
})

t.test('nothing gives nothing', async (t) => {
  t.same(aggregate([]), {
    rows: [],
    rowCount: 0,
    totals: { clicks: 0, impressions: 0, ctr: null, position: null, clickPosition: null },
    dataFrom: null,
    dataTo: null,
  })
  const never = { ...row('a', '2026-01-03', 1, 1), Date: '/Date(-62135596800000)/' }
  t.match(aggregate([never]), { rowCount: 0, dataFrom: null }, 'a row of no day belongs to no window')
})

t.test('the newest rows count although they come last', async (t) => {
  const rows = [row('old', '2026-01-03', 9, 9), row('new', '2026-06-06', 1, 1)]
  const window = { startDate: '2026-06-01', endDate: '2026-06-30' }
  t.match(aggregate(rows, { limit: 1, window }).rows, [{ query: 'new' }])
})

t.test('filters look at the key and at what the table is about', async (t) => {
  const rows = [
    row('Red Shoes', '2026-01-03', 1, 5),
    row('red hat', '2026-01-03', 1, 6),
    row('blue hat', '2026-01-03', 1, 7),
  ]
  const queries = (input: Partial<AggregateInput>) => aggregate(rows, input).rows.map(({ query }) => query)
  t.same(queries({ filters: { queryContains: 'RED' }, sort: 'impressions' }), ['red hat', 'Red Shoes'])
  t.same(queries({ filters: { query: 'red hat' } }), ['red hat'])
  t.same(queries({ filters: { query: 'Red Hat' } }), [], 'a whole query is compared exactly')
  t.same(queries({ minImpressions: 6, sort: 'impressions' }), ['blue hat', 'red hat'])
  const ofPage = aggregate(rows, {
    filters: { page: 'https://a.example/', queryContains: 'hat' },
    dimensions: ['page'],
  })
  t.match(ofPage.rows, [{ page: 'https://a.example/', impressions: 13 }])
  const pages = aggregate(rows, { keyedBy: 'page', dimensions: ['page'], filters: { pageContains: 'SHOES' } })
  t.match(pages.rows, [{ page: 'Red Shoes' }])
  t.equal(pages.rowCount, 1)
})

t.test('the least impressions are asked of the row, not of its buckets', async (t) => {
  const rows = [row('a', '2026-01-03', 0, 6), row('a', '2026-01-10', 0, 6), row('b', '2026-01-03', 0, 11)]
  t.match(aggregate(rows, { minImpressions: 12 }), {
    rowCount: 1,
    rows: [{ query: 'a' }],
    totals: { impressions: 12 },
  })
})

t.test('dates can be a dimension of their own', async (t) => {
  const rows = [row('a', '2026-01-03', 1, 1), row('b', '2026-01-03', 2, 2), row('a', '2026-01-10', 4, 4)]
  const byDate = aggregate(rows, { dimensions: ['date'], sort: 'date', order: 'asc' })
  t.match(byDate.rows, [
    { date: '2026-01-03', clicks: 3 },
    { date: '2026-01-10', clicks: 4 },
  ])
  t.notOk('query' in (byDate.rows[0] ?? {}))
  t.match(aggregate(rows, { dimensions: ['query', 'date'] }).rows, [
    { query: 'a', date: '2026-01-10' },
    { query: 'b', date: '2026-01-03' },
    { query: 'a', date: '2026-01-03' },
  ])
})

t.test('rows without a value stand last in either order, ties have an order of their own', async (t) => {
  const rows = [
    row('none', '2026-01-03', 0, 9, -1),
    row('c', '2026-01-03', 0, 1, 4),
    row('b', '2026-01-03', 0, 2, 4),
    row('a', '2026-01-03', 0, 2, 4),
    row('z', '2026-01-03', 0, 1, 8),
  ]
  const order = (order: 'asc' | 'desc') =>
    aggregate(rows, { sort: 'position', order }).rows.map(({ query }) => query)
  t.same(order('asc'), ['a', 'b', 'c', 'z', 'none'])
  t.same(order('desc'), ['z', 'a', 'b', 'c', 'none'])
})

t.test('for any rows: sums, weighted means and pages are what adding by hand gives', async (t) => {
  for (let seed = 1; seed <= 40; seed += 1) {
    const roll = random(seed)
    const upTo = (most: number) => Math.floor(roll() * (most + 1))
    const rows = Array.from({ length: upTo(120) }, () => {
      const date = new Date(Date.UTC(2026, 0, 1 + upTo(60))).toISOString().slice(0, 10)
      return row(
        `q${upTo(6)}`,
        date,
        upTo(5),
        upTo(9),
        upTo(3) === 0 ? -1 : upTo(40),
        upTo(2) === 0 ? -1 : upTo(40),
      )
    })
    const window = { startDate: '2026-01-15', endDate: '2026-02-10' }
    const from = Date.parse('2026-01-15T00:00:00Z')
    const to = Date.parse('2026-02-11T00:00:00Z')
    const inside = rows.filter(({ Date: date }) => {
      const time = Number(/\d+/.exec(date)?.[0])
      return time >= from && time < to
    })
    const byHand = (list: readonly WireRow[]) => {
      // Each impression and each click for itself, so that the weights are counted, not multiplied.
      const positions = list.flatMap((each) =>
        Array<number>(each.Impressions).fill(each.AvgImpressionPosition ?? -1),
      )
      const clicked = list.flatMap((each) => Array<number>(each.Clicks).fill(each.AvgClickPosition ?? -1))
      const mean = (values: number[]) => {
        const known = values.filter((value) => value !== -1)
        return known.length === 0 ? null : known.reduce((a, b) => a + b, 0) / known.length
      }
      return {
        clicks: clicked.length,
        impressions: positions.length,
        ctr: positions.length === 0 ? null : clicked.length / positions.length,
        position: mean(positions),
        clickPosition: mean(clicked),
      }
    }
    const near = (a: number | null, b: number | null) =>
      a === b || (a !== null && b !== null && Math.abs(a - b) <= 0.00005001)
    const agree = (a: ReturnType<typeof byHand>, b: ReturnType<typeof byHand>) =>
      a.clicks === b.clicks &&
      a.impressions === b.impressions &&
      near(a.ctr, b.ctr) &&
      near(a.position, b.position) &&
      near(a.clickPosition, b.clickPosition)

    const { rows: found, totals, rowCount } = aggregate(rows, { window })
    const groups = Map.groupBy(inside, ({ Query = '' }) => Query)
    const label = `seed ${seed}`
    t.equal(rowCount, groups.size, label)
    t.ok(
      found.every(({ query = '', ...measures }) => agree(measures, byHand(groups.get(query) ?? []))),
      `${label}: rows`,
    )
    t.ok(agree(totals, byHand(inside)), `${label}: totals`)
    t.same(
      found.map(({ clicks }) => clicks),
      found.map(({ clicks }) => clicks).toSorted((a, b) => b - a),
      `${label}: order`,
    )
    const limit = 1 + upTo(3)
    const pages = Array.from({ length: 7 }, (_, page) =>
      aggregate(rows, { window, offset: page * limit, limit }),
    )
    t.same(
      pages.flatMap((page) => page.rows),
      found.slice(0, 7 * limit),
      `${label}: pages follow each other`,
    )
    t.ok(
      pages.every((page) => page.rowCount === rowCount && agree(page.totals, totals)),
      `${label}: totals do not depend on the page`,
    )
  }
})
