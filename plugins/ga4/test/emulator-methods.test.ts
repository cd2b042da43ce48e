import t from 'tap'
import { named, property, startAnalytics, sumOf, valuesOf, week, type WireBody } from './support/analytics.ts'

const base = `/v1beta/properties/${property.shop}`
const alpha = `/v1alpha/properties/${property.shop}`

t.test('a batch is all or nothing, of five at the most', async (t) => {
  const { send, report } = await startAnalytics(t)
  const one = { metrics: named('sessions'), dateRanges: [week] }
  const other = { ...one, dimensions: named('country') }
  const { body } = await send('POST', `${base}:batchRunReports`, { requests: [one, other] })
  t.same(
    (body['reports'] as WireBody[]).map(({ rows }) => rows),
    [(await report(one)).body.rows, (await report(other)).body.rows],
  )
  const broken = await send('POST', `${base}:batchRunReports`, {
    requests: [one, { ...one, metrics: named('none') }],
  })
  t.equal(broken.status, 400)
  const six = await send('POST', `${base}:batchRunReports`, {
    requests: Array.from({ length: 6 }, () => one),
  })
  t.match(six, { status: 400, body: { error: { message: /limited to 5 requests/ } } })
})

t.test('a pivot shows the best of each axis, and the cells where they cross', async (t) => {
  const { send, report } = await startAnalytics(t)
  const request = {
    dimensions: named('country', 'deviceCategory'),
    metrics: named('sessions'),
    dateRanges: [week],
  }
  const { body: plain } = await report(request)
  const sessions = new Map(
    (plain.rows ?? []).map((row) => [valuesOf(row).slice(0, 2).join(), valuesOf(row)[2]]),
  )
  const { body } = await send('POST', `${base}:runPivotReport`, {
    ...request,
    pivots: [
      { fieldNames: ['country'], limit: 3, metricAggregations: ['TOTAL'] },
      {
        fieldNames: ['deviceCategory'],
        limit: 2,
        orderBys: [{ dimension: { dimensionName: 'deviceCategory' } }],
      },
    ],
  })
  const headers = body['pivotHeaders'] as Array<{ pivotDimensionHeaders: object[]; rowCount: number }>
  t.same(headers[1]?.pivotDimensionHeaders, [
    { dimensionValues: [{ value: 'desktop' }] },
    { dimensionValues: [{ value: 'mobile' }] },
  ])
  t.equal(headers[0]?.pivotDimensionHeaders.length, 3)
  t.ok((headers[0]?.rowCount ?? 0) > 10, 'the count is of all values')
  t.equal(body.rows?.length, 6)
  for (const row of body.rows ?? []) {
    const [country = '', device = '', amount] = valuesOf(row)
    t.equal(amount, sessions.get(`${country},${device}`), `${country} on ${device}`)
  }
  const totals = (body.aggregates ?? []).map(valuesOf)
  t.same(
    totals.map(([country, device]) => [country, device]),
    [
      ['RESERVED_TOTAL', 'desktop'],
      ['RESERVED_TOTAL', 'mobile'],
    ],
  )
  const refused = async (pivots: object[]) => send('POST', `${base}:runPivotReport`, { ...request, pivots })
  t.match(await refused([{ fieldNames: ['country'] }]), {
    status: 400,
    body: { error: { message: /limit/ } },
  })
  const large = ['country', 'deviceCategory'].map((name) => ({ fieldNames: [name], limit: 1_000 }))
  t.match(await refused(large), { status: 400, body: { error: { message: /must not exceed 250000/ } } })
})

t.test('the last minutes know few fields', async (t) => {
  const { send } = await startAnalytics(t)
  const realtime = (body: object, id: string = property.shop) =>
    send('POST', `/v1beta/properties/${id}:runRealtimeReport`, body)
  const { body } = await realtime({ dimensions: named('minutesAgo'), metrics: named('eventCount') })
  const minutes = (body.rows ?? []).map((row) => Number(valuesOf(row)[0]))
  t.ok(minutes.length > 5 && minutes.every((minute) => minute >= 0 && minute <= 29))
  const { body: recent } = await realtime({
    metrics: named('eventCount'),
    minuteRanges: [
      { name: 'now', startMinutesAgo: 4 },
      { startMinutesAgo: 29, endMinutesAgo: 5 },
    ],
  })
  t.equal(sumOf(recent.rows), sumOf(body.rows), 'two ranges make up the half hour')
  t.match(await realtime({ dimensions: named('pagePath'), metrics: named('activeUsers') }), {
    status: 400,
    body: { error: { message: /Field pagePath is not a valid dimension of realtime reports/ } },
  })
  const hour = { metrics: named('activeUsers'), minuteRanges: [{ startMinutesAgo: 59 }] }
  t.match(await realtime(hour), { status: 400, body: { error: { message: /at most 29/ } } })
  t.equal((await realtime(hour, property.large)).status, 200, 'Analytics 360 has an hour')
})

t.test('fields are told by kind, custom ones of the property, and by version', async (t) => {
  const { send } = await startAnalytics(t)
  const { body } = await send('GET', `${base}/metadata`)
  const dimensions = body['dimensions'] as Array<{ apiName: string; customDefinition?: boolean }>
  t.ok(dimensions.length > 150)
  t.ok(
    dimensions.some(
      ({ apiName, customDefinition }) => apiName === 'customEvent:plant_zone' && customDefinition,
    ),
  )
  t.notOk('conversions' in body)
  const { body: common } = await send('GET', '/v1beta/properties/0/metadata')
  t.notOk((common['dimensions'] as typeof dimensions).some(({ customDefinition }) => customDefinition))
  const { body: newer } = await send('GET', `${alpha}/metadata`)
  t.match(newer['conversions'], [{ conversionAction: 'conversionActions/4100', displayName: 'purchase' }])
})

t.test('what could be added is told, by kind of field', async (t) => {
  const { send } = await startAnalytics(t)
  const ask = (body: object) => send('POST', `${base}:checkCompatibility`, body)
  const { body } = await ask({
    dimensions: named('itemName'),
    metrics: named('itemRevenue'),
    compatibilityFilter: 'COMPATIBLE',
  })
  const names = (kind: string) =>
    (body[`${kind}Compatibilities`] as Array<Record<string, { apiName: string }>>).map(
      (each) => each[`${kind}Metadata`]?.apiName,
    )
  t.ok(names('dimension').includes('country'))
  t.notOk(names('dimension').includes('pagePath'))
  t.ok(names('metric').includes('itemsPurchased'))
  t.notOk(names('metric').includes('sessions'))
  t.equal((await ask({ dimensions: named('itemName'), metrics: named('sessions') })).status, 400)
})

t.test('a funnel loses users at each step, and knows order and time', async (t) => {
  const { send } = await startAnalytics(t)
  const step = (name: string, eventName: string, more: object = {}) => ({
    name,
    filterExpression: { funnelEventFilter: { eventName } },
    ...more,
  })
  const run = async (steps: object[], more: object = {}) => {
    const { body } = await send('POST', `${alpha}:runFunnelReport`, {
      dateRanges: [week],
      funnel: { steps, ...more },
    })
    const table = body['funnelTable'] as WireBody
    return (table.rows ?? []).map((row) => Number(valuesOf(row)[1]))
  }
  const steps = [step('Item', 'view_item'), step('Cart', 'add_to_cart'), step('Purchase', 'purchase')]
  const [item = 0, cart = 0, purchase = 0] = await run(steps)
  t.ok(item > cart && cart > purchase && purchase > 0, `${item} > ${cart} > ${purchase}`)
  const [, none] = await run([step('Purchase', 'purchase'), step('Item', 'session_start')])
  t.ok((none ?? 0) < purchase, 'who buys does not begin anew right after')
  const [, soon = 0] = await run([
    step('Item', 'view_item'),
    step('Cart', 'add_to_cart', { withinDurationFromPriorStep: '60s' }),
  ])
  t.ok(soon < cart, 'not everybody is quick')
  const [, direct = 0] = await run([
    step('Item', 'view_item'),
    step('Cart', 'add_to_cart', { isDirectlyFollowedBy: true }),
  ])
  t.equal(direct, 0, 'engagement is recorded in between')
  const open = await run(steps, { isOpenFunnel: true })
  t.ok((open[2] ?? 0) >= purchase)
})

t.test('a cohort is followed from its first day on', async (t) => {
  const { report } = await startAnalytics(t)
  const { body } = await report({
    dimensions: named('cohort', 'cohortNthDay'),
    metrics: named('cohortActiveUsers', 'cohortTotalUsers'),
    cohortSpec: {
      cohorts: [
        { dimension: 'firstSessionDate', dateRange: { startDate: '2026-10-01', endDate: '2026-10-01' } },
      ],
      cohortsRange: { granularity: 'DAILY', startOffset: 0, endOffset: 4 },
    },
    orderBys: [{ dimension: { dimensionName: 'cohortNthDay' } }],
  })
  const rows = (body.rows ?? []).map(valuesOf)
  t.same(
    rows.map(([cohort, nth]) => [cohort, nth]),
    ['0000', '0001', '0002', '0003', '0004'].map((nth) => ['cohort_0', nth]),
  )
  t.equal(rows[0]?.[2], rows[0]?.[3], 'all are there on the first day')
  t.ok(Number(rows[1]?.[2]) < Number(rows[0]?.[2]) / 4, 'few come back')
  const { body: day } = await report({
    metrics: named('newUsers'),
    dateRanges: [{ startDate: '2026-10-01', endDate: '2026-10-01' }],
  })
  t.equal(rows[0]?.[3], valuesOf(day.rows?.[0] ?? {})[0], 'it is the new users of that day')
})

t.test('users of the last days are counted back from the day of the row', async (t) => {
  const { report } = await startAnalytics(t)
  const users = async (startDate: string, endDate: string, ...metrics: string[]) => {
    const { body } = await report({ metrics: named(...metrics), dateRanges: [{ startDate, endDate }] })
    return valuesOf(body.rows?.[0] ?? {}).map(Number)
  }
  const day = '2026-10-07'
  const [one = 0, seven = 0, month = 0, share = 0] = await users(
    day,
    day,
    'active1DayUsers',
    'active7DayUsers',
    'active28DayUsers',
    'dauPerWau',
  )
  t.same(await users(day, day, 'activeUsers'), [one])
  t.same(await users('2026-10-01', day, 'activeUsers'), [seven])
  t.same(await users('2026-09-10', day, 'activeUsers'), [month])
  t.equal(share, one / seven)
  const { body } = await report({
    dimensions: named('date'),
    metrics: named('active7DayUsers'),
    dateRanges: [week],
    orderBys: [{ dimension: { dimensionName: 'date' } }],
  })
  t.equal(Number(valuesOf(body.rows?.at(-1) ?? {})[1]), seven)
})
