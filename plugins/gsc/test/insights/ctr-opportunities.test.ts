import t from 'tap'
import { ctrCurve, pointAt } from '../../src/insights/ctr-curve.ts'
import { ctrOpportunities } from '../../src/insights/ctr-opportunities.ts'
import { row } from './support.ts'

/** Rows at one position with rates of 1 % to so many. */
const ramp = (position: number, count: number, name = 'r') =>
  Array.from({ length: count }, (_, index) =>
    row([`${name}${position} ${index}`, '/'], index + 1, 100, position),
  )

t.test('rows are held against the median of their own position', async (t) => {
  const rows = [
    ...ramp(2, 11),
    ...ramp(5, 11),
    row(['weak', '/w'], 10, 1000, 5.4),
    row(['fine', '/f'], 90, 1000, 5.4),
  ]
  const result = ctrOpportunities({ rows, dimensions: ['query', 'page'] })
  t.same(result.rows, [
    {
      query: 'weak',
      page: '/w',
      clicks: 10,
      impressions: 1000,
      ctr: 0.01,
      position: 5.4,
      medianCtr: 0.06,
      missedClicks: 50,
    },
  ])
  t.match(result, { rowCount: 1, missedClicks: 50, unjudged: 0 })
  t.match(result.medians[1], { from: 2, to: 2, ctr: 0.06, rows: 11 })
  t.match(result.medians[4], { from: 5, to: 5, ctr: 0.06, rows: 13 })
  t.match(result.medians.at(-1), { from: 51, to: null, ctr: null, rows: 0 })
})

t.test('no foreign curve stands in: rows without a median stay unjudged', async (t) => {
  const rows = [...ramp(2, 11), row(['alone', '/'], 0, 5000, 9)]
  t.match(ctrOpportunities({ rows, dimensions: ['query', 'page'] }), { rows: [], unjudged: 1 })
})

t.test('how far below the median is a parameter', async (t) => {
  const rows = [...ramp(3, 21), row(['half', '/'], 12, 200, 3), row(['quarter', '/'], 6, 200, 3)]
  const queries = (maxShareOfMedian?: number) =>
    ctrOpportunities({ rows, dimensions: ['query', 'page'], maxShareOfMedian }).rows.map(({ query }) => query)
  t.same(queries(), ['quarter', 'half'])
  t.same(queries(0.5), ['quarter'])
})

t.test('positions from 1 on belong to one span each', async (t) => {
  const curve = ctrCurve([], { benchmarkMinImpressions: 0, benchmarkMinRows: 1 })
  for (const [position, from] of [
    [1, 1],
    [1.49, 1],
    [1.5, 2],
    [10.4, 10],
    [10.5, 11],
    [15.5, 16],
    [20.4, 16],
    [20.5, 21],
    [50.5, 51],
    [900, 51],
    [0.2, 1],
  ] as const) {
    t.equal(pointAt(curve, position).from, from, `${position}`)
  }
  t.ok(curve.every(({ fallback }, index) => fallback < (curve[index - 1]?.fallback ?? 1)))
})
