import t from 'tap'
import { named, property, startAnalytics, week } from './support/analytics.ts'
import { emulatorTime } from './support/call.ts'

const request = { metrics: named('sessions'), dateRanges: [week], returnPropertyQuota: true }
const realtime = { metrics: named('activeUsers'), returnPropertyQuota: true }
const later = 10_000
const hour = 3_600_000

t.test('reports take tokens of their property, dearer ones more', async (t) => {
  const analytics = await startAnalytics(t)
  const { body: first } = await analytics.report(request)
  t.match(first.propertyQuota, {
    tokensPerDay: { consumed: 1, remaining: 199_999 },
    tokensPerHour: { consumed: 1, remaining: 39_999 },
    tokensPerProjectPerHour: { consumed: 1, remaining: 13_999 },
    concurrentRequests: { consumed: 0, remaining: 10 },
    serverErrorsPerProjectPerHour: { remaining: 10 },
    potentiallyThresholdedRequestsPerHour: { remaining: 120 },
  })
  analytics.setTime(emulatorTime + later)
  const { body: dear } = await analytics.report({
    ...request,
    dimensions: named('date', 'country', 'city', 'pagePath', 'browser'),
    dateRanges: [{ startDate: '2026-05-01', endDate: '2026-09-30' }],
    limit: 1,
  })
  const { consumed = 0, remaining = 0 } = dear.propertyQuota?.['tokensPerDay'] ?? {}
  t.ok(consumed > 5, `it costs ${consumed}`)
  t.equal(remaining, 199_999 - consumed)
  const { body: other } = await analytics.report(request, property.sampled)
  t.equal(other.propertyQuota?.['tokensPerDay']?.remaining, 199_999, 'other properties have their own')
  const { body: without } = await analytics.report({ ...request, returnPropertyQuota: false })
  t.notOk('propertyQuota' in without)
})

t.test('Analytics 360 has ten times as much', async (t) => {
  const { report } = await startAnalytics(t)
  const { body } = await report(
    { ...request, dateRanges: [{ startDate: 'today', endDate: 'today' }] },
    property.large,
  )
  t.match(body.propertyQuota, {
    tokensPerDay: { remaining: 1_999_999 },
    concurrentRequests: { remaining: 50 },
  })
})

t.test(
  'a spent quota is refused in the words of its kind, and comes back when its time is over',
  async (t) => {
    const cases = [
      ['tokensPerHour', /^Exhausted property tokens per hour\. .*under 60 minutes/, hour],
      ['tokensPerProjectPerHour', /^Exhausted property tokens for a project per hour/, hour],
      ['tokensPerDay', /^Exhausted property tokens per day\. .*under 24 hours/, 16 * hour],
    ] as const
    for (const [name, message, wait] of cases) {
      const analytics = await startAnalytics(t, { amounts: { [name]: 1 } })
      t.equal((await analytics.report(request)).status, 200)
      t.match(await analytics.report(request), {
        status: 429,
        body: { error: { code: 429, status: 'RESOURCE_EXHAUSTED', message } },
      })
      const other = await analytics.send(
        'POST',
        `/v1beta/properties/${property.shop}:runRealtimeReport`,
        realtime,
      )
      t.equal(other.status, 200, 'realtime reports have a quota of their own')
      analytics.setTime(emulatorTime + wait)
      t.equal((await analytics.report(request)).status, 200, `${name} is there again`)
    }
  },
)

t.test('days of tokens begin at midnight in California', async (t) => {
  const analytics = await startAnalytics(t, { amounts: { tokensPerDay: 1 } })
  await analytics.report(request)
  analytics.setTime(Date.parse('2026-11-23T07:59:00Z'))
  t.equal((await analytics.report(request)).status, 429)
  analytics.setTime(Date.parse('2026-11-23T08:00:00Z'))
  t.equal((await analytics.report(request)).status, 200)
})

t.test('requests at once are counted, and failures and withheld data are', async (t) => {
  const crowded = await startAnalytics(t, { amounts: { concurrentRequests: 0 } })
  t.match(await crowded.report(request), {
    status: 429,
    body: { error: { message: /^Exhausted concurrent requests/ } },
  })
  const failing = await startAnalytics(t, { amounts: { serverErrorsPerProjectPerHour: 0 } })
  t.match(await failing.report(request), {
    status: 429,
    body: { error: { message: /^Exhausted server errors/ } },
  })
  const withheld = await startAnalytics(t, { amounts: { potentiallyThresholdedRequestsPerHour: 2 } })
  const personal = { ...request, dimensions: named('userGender') }
  const remaining = []
  for (let count = 0; count < 2; count += 1) {
    const { body } = await withheld.report(personal, property.thresholded)
    remaining.push(body.propertyQuota?.['potentiallyThresholdedRequestsPerHour']?.remaining)
  }
  t.same(remaining, [1, 0])
  t.match(await withheld.report(personal, property.thresholded), {
    status: 429,
    body: { error: { message: /^Exhausted potentially thresholded requests/ } },
  })
})

t.test('a refused request costs nothing', async (t) => {
  const analytics = await startAnalytics(t)
  await analytics.report({ ...request, metrics: named('nothing') })
  analytics.setTime(emulatorTime + later)
  const { body } = await analytics.report(request)
  t.equal(body.propertyQuota?.['tokensPerDay']?.remaining, 199_999)
})

t.test('a snapshot shows all kinds, and costs a token itself', async (t) => {
  const analytics = await startAnalytics(t)
  await analytics.report(request)
  analytics.setTime(emulatorTime + later)
  const path = `/v1alpha/properties/${property.shop}/propertyQuotasSnapshot`
  const { body } = await analytics.send('GET', path)
  t.match(body, {
    name: `properties/${property.shop}/propertyQuotasSnapshot`,
    corePropertyQuota: { tokensPerDay: { remaining: 199_999 } },
    realtimePropertyQuota: { tokensPerDay: { remaining: 200_000 } },
    funnelPropertyQuota: { tokensPerDay: { remaining: 200_000 } },
  })
  analytics.setTime(emulatorTime + 2 * later)
  t.match((await analytics.send('GET', path)).body, {
    corePropertyQuota: { tokensPerDay: { remaining: 199_998 } },
  })
})
