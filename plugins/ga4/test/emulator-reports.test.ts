import t from 'tap'
import {
  firstTotal,
  named,
  property,
  startAnalytics,
  sumOf,
  valuesOf,
  week,
  type Analytics,
} from './support/analytics.ts'

const byDimension = (analytics: Analytics, dimension: string, metric: string, more: object = {}) =>
  analytics.report({
    dimensions: named(dimension),
    metrics: named(metric),
    dateRanges: [week],
    metricAggregations: ['TOTAL'],
    ...more,
  })

t.test('everything is text, and says its type', async (t) => {
  const { report } = await startAnalytics(t)
  const { status, body } = await report({
    dimensions: named('country'),
    metrics: named('sessions', 'engagementRate', 'purchaseRevenue', 'averageSessionDuration'),
    dateRanges: [week],
  })
  t.equal(status, 200)
  t.same(body['metricHeaders'], [
    { name: 'sessions', type: 'TYPE_INTEGER' },
    { name: 'engagementRate', type: 'TYPE_FLOAT' },
    { name: 'purchaseRevenue', type: 'TYPE_CURRENCY' },
    { name: 'averageSessionDuration', type: 'TYPE_SECONDS' },
  ])
  t.ok((body.rows ?? []).length > 5)
  t.ok((body.rows ?? []).flatMap(valuesOf).every((value) => typeof value === 'string'))
  t.match(body, {
    kind: 'analyticsData#runReport',
    metadata: { currencyCode: 'USD', timeZone: 'America/New_York' },
  })
})

t.test(
  'sessions and events of any breakdown that each has one of sum up to the total; users do not',
  async (t) => {
    const analytics = await startAnalytics(t)
    const { body: plain } = await analytics.report({
      metrics: named('sessions', 'eventCount'),
      dateRanges: [week],
    })
    const [sessions, events] = (plain.rows?.[0]?.metricValues ?? []).map(({ value }) => Number(value))
    for (const dimension of [
      'country',
      'deviceCategory',
      'sessionSource',
      'landingPage',
      'date',
      'browser',
    ]) {
      const { body } = await byDimension(analytics, dimension, 'sessions')
      t.equal(sumOf(body.rows), sessions, `sessions by ${dimension}`)
      t.equal(firstTotal(body), sessions)
    }
    const { body: byEvent } = await byDimension(analytics, 'eventName', 'eventCount')
    t.equal(sumOf(byEvent.rows), events)
    const { body: users } = await byDimension(analytics, 'date', 'totalUsers')
    t.ok(sumOf(users.rows) > firstTotal(users), 'who came on two days is one user')
  },
)

t.test('traffic has the shape of traffic', async (t) => {
  const analytics = await startAnalytics(t)
  const { body: days } = await analytics.report({
    dimensions: named('dayOfWeek'),
    metrics: named('sessions'),
    dateRanges: [{ startDate: '2026-05-03', endDate: '2026-10-31' }],
  })
  const of = new Map((days.rows ?? []).map((row) => [valuesOf(row)[0], Number(valuesOf(row)[1])]))
  t.ok((of.get('1') ?? 0) > 1.3 * (of.get('0') ?? 0), 'more on Mondays than on Sundays')
  const { body: hours } = await byDimension(analytics, 'hour', 'sessions')
  const at = new Map((hours.rows ?? []).map((row) => [valuesOf(row)[0], Number(valuesOf(row)[1])]))
  t.ok((at.get('20') ?? 0) > 4 * (at.get('03') ?? 0), 'more in the evening than at night')
  const years = await Promise.all(
    ['2025-10', '2026-10'].map((month) =>
      analytics.report({
        metrics: named('sessions'),
        dateRanges: [{ startDate: `${month}-01`, endDate: `${month}-31` }],
      }),
    ),
  )
  const [before = 0, after = 0] = years.map(({ body }) => sumOf(body.rows))
  t.ok(after > 1.15 * before, 'it grows from year to year')
  const { body: pages } = await byDimension(analytics, 'pagePath', 'screenPageViews')
  t.ok(sumOf(pages.rows?.slice(0, 10)) > sumOf(pages.rows) / 2, 'ten pages have more than half of the views')
})

t.test('rows come by the first metric downwards, or as asked, and in pages that fit together', async (t) => {
  const analytics = await startAnalytics(t)
  const { body: usual } = await byDimension(analytics, 'city', 'sessions')
  const amounts = (usual.rows ?? []).map((row) => Number(valuesOf(row)[1]))
  t.same(
    amounts,
    amounts.toSorted((one, other) => other - one),
  )
  const { body: sorted } = await byDimension(analytics, 'city', 'sessions', {
    orderBys: [{ dimension: { dimensionName: 'city' }, desc: true }],
  })
  const cities = (sorted.rows ?? []).map((row) => valuesOf(row)[0] ?? '')
  t.same(cities, cities.toSorted().toReversed())
  const pages = await Promise.all(
    [0, 5, 10, 15, 20].map((offset) =>
      byDimension(analytics, 'city', 'sessions', { offset: String(offset), limit: '5' }),
    ),
  )
  t.same(
    pages.flatMap(({ body }) => body.rows ?? []),
    usual.rows,
  )
  t.ok(
    pages.every(({ body }) => body.rowCount === usual.rowCount),
    'the count is of all rows',
  )
  const { body: beyond } = await byDimension(analytics, 'city', 'sessions', { offset: 500 })
  t.equal(beyond.rows, undefined, 'a page past the end has no rows')
  t.equal(beyond.rowCount, usual.rowCount)
})

t.test('numbers sort as numbers where that is asked', async (t) => {
  const analytics = await startAnalytics(t)
  const order = async (orderType: string) => {
    const { body } = await byDimension(analytics, 'screenResolution', 'sessions', {
      dimensions: [{ name: 'nthDay' }],
      orderBys: [{ dimension: { dimensionName: 'nthDay', orderType } }],
    })
    return (body.rows ?? []).map((row) => valuesOf(row)[0])
  }
  t.same(await order('NUMERIC'), ['0000', '0001', '0002', '0003', '0004', '0005', '0006'])
})

t.test('relative days are days where the property is', async (t) => {
  const analytics = await startAnalytics(t)
  const daysOf = async (startDate: string, endDate: string, id: string) => {
    const { body } = await analytics.report(
      {
        dimensions: named('date'),
        metrics: named('sessions'),
        dateRanges: [{ startDate, endDate }],
        orderBys: [{ dimension: { dimensionName: 'date' } }],
      },
      id,
    )
    return (body.rows ?? []).map((row) => valuesOf(row)[0])
  }
  analytics.setTime(Date.parse('2026-11-23T02:00:00Z'))
  t.same(await daysOf('yesterday', 'yesterday', property.shop), ['20261121'], 'still the 22nd in New York')
  t.same(
    await daysOf('yesterday', 'yesterday', property.thresholded),
    ['20261122'],
    'already the 23rd in Berlin',
  )
  t.same(await daysOf('2daysAgo', 'today', property.shop), ['20261120', '20261121', '20261122'])
})

t.test('of today there is what has happened', async (t) => {
  const analytics = await startAnalytics(t)
  const today = { metrics: named('eventCount'), dateRanges: [{ startDate: 'today', endDate: 'today' }] }
  analytics.setTime(Date.parse('2026-11-19T13:00:00Z'))
  const morning = sumOf((await analytics.report(today)).body.rows)
  analytics.setTime(Date.parse('2026-11-20T04:00:00Z'))
  const evening = sumOf((await analytics.report(today)).body.rows)
  t.ok(morning > 0 && evening > 2 * morning, `${morning} in the morning, ${evening} in the evening`)
})

t.test('several ranges mark their rows, and totals are for each', async (t) => {
  const analytics = await startAnalytics(t)
  const { body } = await byDimension(analytics, 'deviceCategory', 'sessions', {
    dateRanges: [week, { startDate: '2026-09-24', endDate: '2026-09-30', name: 'before' }],
  })
  t.same(body.dimensionHeaders, named('deviceCategory', 'dateRange'))
  t.same(new Set((body.rows ?? []).map((row) => valuesOf(row)[1])), new Set(['date_range_0', 'before']))
  t.same(
    (body.totals ?? []).map((row) => valuesOf(row).slice(0, 2)),
    [
      ['RESERVED_TOTAL', 'date_range_0'],
      ['RESERVED_TOTAL', 'before'],
    ],
  )
  for (const [index, range] of ['date_range_0', 'before'].entries()) {
    const own = (body.rows ?? []).filter((row) => valuesOf(row)[1] === range)
    t.equal(sumOf(own), Number(valuesOf(body.totals?.[index] ?? {})[2]), range)
  }
})

t.test('comparisons are parts of the same data', async (t) => {
  const analytics = await startAnalytics(t)
  const { body } = await byDimension(analytics, 'country', 'sessions', {
    dimensions: [],
    comparisons: [
      { name: 'Mobile', comparison: 'comparisons/1' },
      { name: 'All', dimensionFilter: { filter: { fieldName: 'platform', stringFilter: { value: 'web' } } } },
    ],
  })
  const { body: mobile } = await byDimension(analytics, 'deviceCategory', 'sessions', {
    dimensionFilter: { filter: { fieldName: 'deviceCategory', stringFilter: { value: 'MOBILE' } } },
  })
  const of = new Map((body.rows ?? []).map((row) => [valuesOf(row)[0], Number(valuesOf(row)[1])]))
  t.equal(of.get('Mobile'), sumOf(mobile.rows))
  t.ok((of.get('All') ?? 0) > (of.get('Mobile') ?? 0))
})

t.test('columns can be computed of others, and metrics kept out of sight', async (t) => {
  const analytics = await startAnalytics(t)
  const { body } = await analytics.report({
    dimensions: [
      { name: 'upper', dimensionExpression: { upperCase: { dimensionName: 'deviceCategory' } } },
      {
        name: 'both',
        dimensionExpression: {
          concatenate: { dimensionNames: ['browser', 'operatingSystem'], delimiter: ' on ' },
        },
      },
    ],
    metrics: [
      { name: 'each', expression: '(eventCount + 0) / activeUsers' },
      { name: 'eventCount', invisible: true },
      { name: 'activeUsers' },
    ],
    dateRanges: [week],
    limit: 3,
  })
  t.same(body['metricHeaders'], [
    { name: 'each', type: 'TYPE_FLOAT' },
    { name: 'activeUsers', type: 'TYPE_INTEGER' },
  ])
  for (const row of body.rows ?? []) {
    const [device = '', both = '', each = '', users = ''] = valuesOf(row)
    t.equal(device, device.toUpperCase())
    t.match(both, / on /)
    t.ok(Number.isInteger(Math.round(Number(each) * Number(users) * 1e6) / 1e6), 'events divided by users')
  }
})

t.test('the least and the most are of the rows', async (t) => {
  const analytics = await startAnalytics(t)
  const { body } = await byDimension(analytics, 'date', 'sessions', {
    metricAggregations: ['MINIMUM', 'MAXIMUM', 'COUNT'],
  })
  const amounts = (body.rows ?? []).map((row) => Number(valuesOf(row)[1]))
  t.same(valuesOf(body.minimums?.[0] ?? {}), ['RESERVED_MINIMUM', String(Math.min(...amounts))])
  t.same(valuesOf(body.maximums?.[0] ?? {}), ['RESERVED_MAXIMUM', String(Math.max(...amounts))])
})

t.test('rows of zeros are left out unless they are asked for', async (t) => {
  const analytics = await startAnalytics(t)
  const { body: without } = await byDimension(analytics, 'eventName', 'keyEvents')
  t.same((without.rows ?? []).map((row) => valuesOf(row)[0]).toSorted(), [
    'generate_lead',
    'purchase',
    'sign_up',
  ])
  const { body: with_ } = await byDimension(analytics, 'eventName', 'keyEvents', { keepEmptyRows: true })
  t.ok((with_.rowCount ?? 0) > 10)
})

t.test('every start gives the same', async (t) => {
  const [one, other] = [await startAnalytics(t), await startAnalytics(t)]
  t.same(
    (await byDimension(one, 'landingPage', 'sessions')).body,
    (await byDimension(other, 'landingPage', 'sessions')).body,
  )
})
