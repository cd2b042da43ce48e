import t from 'tap'
import attributeChange from '../src/transforms/attribute-change.ts'
import compareRanges, { changeOf } from '../src/transforms/compare-ranges.ts'
import encodeReport from '../src/transforms/encode-report.ts'
import findAnomalies from '../src/transforms/find-anomalies.ts'
import shapePivot from '../src/transforms/shape-pivot.ts'
import typeRows from '../src/transforms/type-rows.ts'

const value = (text: string) => ({ value: text })

t.test('rows get names, and metrics become numbers', async (t) => {
  const rows = typeRows.run({
    dimensions: ['country', 'city'],
    metrics: ['sessions', 'rate'],
    rows: [
      { dimensionValues: [value('Japan'), {}], metricValues: [value('12'), value('0.25')] },
      { dimensionValues: [value('12'), value('')], metricValues: [value('oops')] },
    ],
  })
  t.same(rows, [
    { country: 'Japan', city: '', sessions: 12, rate: 0.25 },
    { country: '12', city: '', sessions: 0, rate: 0 },
  ])
})

t.test('two ranges are joined by their dimensions', async (t) => {
  const row = (page: string, dateRange: string, sessions: number) => ({ page, dateRange, sessions })
  const { rows, rowCount } = compareRanges.run({
    rows: [
      row('a', 'current', 10),
      row('b', 'current', 5),
      row('a', 'previous', 8),
      row('c', 'previous', 20),
    ],
    dimensions: ['page'],
    metrics: ['sessions'],
    current: 'current',
    previous: 'previous',
    sortBy: 'sessions',
    limit: 3,
  })
  t.equal(rowCount, 3)
  t.same(rows, [
    {
      key: { page: 'c' },
      status: 'lost',
      changes: { sessions: { current: 0, previous: 20, delta: -20, relative: -1 } },
    },
    {
      key: { page: 'b' },
      status: 'new',
      changes: { sessions: { current: 5, previous: 0, delta: 5, relative: null } },
    },
    {
      key: { page: 'a' },
      status: 'kept',
      changes: { sessions: { current: 10, previous: 8, delta: 2, relative: 0.25 } },
    },
  ])
})

t.test('for any change, the parts, the others and what is unexplained are the whole', async (t) => {
  let state = 7
  const roll = (): number => {
    state = (state * 48_271) % 2_147_483_647
    return state % 1_000
  }
  for (let round = 0; round < 30; round += 1) {
    const rows = Array.from({ length: 1 + (roll() % 60) }, (_, index) => ({
      page: `p${index % 25}`,
      dateRange: index % 2 === 0 ? 'current' : 'previous',
      sessions: roll(),
    }))
    const total = changeOf(roll() * 20, roll() * 20)
    const { parts, others, unexplained } = attributeChange.run({
      rows,
      dimension: 'page',
      metric: 'sessions',
      current: 'current',
      previous: 'previous',
      total,
      limit: 4,
    })
    const named = parts.reduce((sum, { delta }) => sum + delta, 0)
    t.equal(named + others.delta + unexplained, total.delta, `round ${round}`)
    t.ok(parts.length <= 4)
    const sizes = parts.map(({ delta }) => Math.abs(delta))
    t.same(
      sizes,
      sizes.toSorted((one, other) => other - one),
    )
  }
})

const days = (of: (day: number) => number) =>
  Array.from({ length: 84 }, (_, day) => ({
    date: new Date(Date.UTC(2026, 5, 1 + day)).toISOString().slice(0, 10).replaceAll('-', ''),
    sessions: of(day),
  }))

t.test('a day is unusual beside the same weekday of other weeks', async (t) => {
  // Weekends have a tenth; one Saturday is like a Monday.
  const rows = days((day) => (day === 40 ? 1_000 : day % 7 >= 5 ? 100 + (day % 3) : 1_000 + (day % 5)))
  const found = findAnomalies.run({ rows, metrics: ['sessions'], threshold: 3 })
  t.match(found, [{ date: '2026-07-11', value: 1_000, direction: 'up', metric: 'sessions' }])
  t.equal(found.length, 1)
  t.ok((found[0]?.expected ?? 0) < 110)
})

t.test('growth is not unusual, and nothing is where nothing moves', async (t) => {
  const growing = days((day) => 100 + day * 2 + ((day * 7) % 5))
  t.same(findAnomalies.run({ rows: growing, metrics: ['sessions'], threshold: 4 }), [])
  const still = days(() => 50)
  t.same(findAnomalies.run({ rows: still, metrics: ['sessions'], threshold: 3 }), [])
  const single = days((day) => (day === 30 ? 0 : 50))
  t.match(findAnomalies.run({ rows: single, metrics: ['sessions'], threshold: 3 }), [
    { date: '2026-07-01', value: 0, expected: 50, direction: 'down' },
  ])
})

t.test('a page of an export becomes lines with cursors', async (t) => {
  const report = {
    dimensionHeaders: [{ name: 'page' }],
    metricHeaders: [{ name: 'views', type: 'TYPE_INTEGER' }],
    rows: [
      { dimensionValues: [value('/a')], metricValues: [value('2')] },
      { dimensionValues: [value('/"b"\n')], metricValues: [value('1')] },
    ],
    rowCount: 12,
    metadata: { timeZone: 'Asia/Tokyo' },
  }
  const bytes = new TextEncoder().encode(JSON.stringify(report))
  const { page } = encodeReport.run({ bytes, now: Date.parse('2026-11-22T20:00:00Z'), offset: 10 })
  t.match(page, { count: 2, rowCount: 12, day: '20261123' })
  const lines = new TextDecoder().decode(page?.lines).trimEnd().split('\n')
  t.same(
    lines.map((line) => JSON.parse(line) as unknown),
    [
      { data: { page: '/a', views: 2 }, cursor: '20261123.11' },
      { data: { page: '/"b"\n', views: 1 }, cursor: '20261123.12' },
    ],
  )
  for (const wrong of ['{"rows": [', '[]', '{}', '"text"'])
    t.same(encodeReport.run({ bytes: new TextEncoder().encode(wrong), now: 0, offset: 0 }), {}, wrong)
})

t.test('a pivot gets axes with names, and cells', async (t) => {
  const shape = shapePivot.run({
    dimensions: ['country', 'device'],
    metrics: ['sessions'],
    pivots: [{ fields: ['country'] }, { fields: ['device'] }],
    headers: [
      { pivotDimensionHeaders: [{ dimensionValues: [value('Japan')] }], rowCount: 7 },
      { rowCount: 0 },
    ],
    rows: [{ dimensionValues: [value('Japan'), value('mobile')], metricValues: [value('3')] }],
    aggregates: [],
  })
  t.same(shape, {
    pivots: [
      { fields: ['country'], rowCount: 7, keys: [{ country: 'Japan' }] },
      { fields: ['device'], rowCount: 0, keys: [] },
    ],
    cells: [{ country: 'Japan', device: 'mobile', sessions: 3 }],
    totals: [],
  })
})
