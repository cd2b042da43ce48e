import { refusal } from '@patchbay/google/emulator'
import t from 'tap'
import { learn } from '../src/learn.ts'

const headers = { date: 'Mon, 23 Nov 2026 07:00:00 GMT' }
const request = (method: string) =>
  ({ method: 'POST', origin: 'data', path: `/v1beta/properties/1${method}`, query: {} }) as const
const ok = (body: unknown) => ({ status: 200, headers, body })
const quota = {
  tokensPerDay: { consumed: 3, remaining: 150_000 },
  tokensPerHour: { consumed: 3, remaining: 30_000 },
  tokensPerProjectPerHour: { consumed: 3 },
}
const levels = (category: string) => ({
  [`${category}TokensPerDay`]: { cost: 3, left: 150_000 },
  [`${category}TokensPerHour`]: { cost: 3, left: 30_000 },
  [`${category}TokensPerProjectPerHour`]: { cost: 3, left: 0 },
})

t.test('every kind of report tells about its own limits', async (t) => {
  t.same(learn(ok({ propertyQuota: quota }), request(':runReport')), levels('core'))
  t.same(learn(ok({ propertyQuota: quota }), request(':runRealtimeReport')), levels('realtime'))
  t.same(learn(ok({ propertyQuota: quota }), request(':runFunnelReport')), levels('funnel'))
  t.equal(
    learn(ok({ propertyQuota: quota }), request(':chat')),
    undefined,
    'questions have a quota of their own',
  )
  const snapshot = { corePropertyQuota: quota, realtimePropertyQuota: quota, funnelPropertyQuota: quota }
  t.same(learn(ok(snapshot), request('/propertyQuotasSnapshot')), {
    ...levels('core'),
    ...levels('realtime'),
    ...levels('funnel'),
  })
})

t.test('of a batch, the last report tells', async (t) => {
  const reports = [{ propertyQuota: { tokensPerDay: { remaining: 9 } } }, { propertyQuota: quota }]
  t.same(learn(ok({ reports }), request(':batchRunReports')), levels('core'))
  t.same(learn(ok({ pivotReports: reports }), request(':batchRunPivotReports')), levels('core'))
})

t.test('an answer that is not read here tells it at its end', async (t) => {
  const bytes = (body: object, indent = 0) =>
    new TextEncoder().encode(JSON.stringify(body, undefined, indent))
  const rows = Array.from({ length: 5_000 }, () => ({
    dimensionValues: [{ value: '"propertyQuota": {"a": 1}' }],
  }))
  const body = { rows, propertyQuota: quota, kind: 'analyticsData#runReport' }
  t.same(learn(ok(bytes(body)), request(':runReport')), levels('core'))
  t.same(learn(ok(bytes(body, 2)), request(':runReport')), levels('core'), 'indented as well')
  t.equal(learn(ok(bytes({ rows: [] })), request(':runReport')), undefined)
  t.equal(learn(ok(bytes(body).subarray(0, 200)), request(':runReport')), undefined)
})

t.test('more than a standard property has is Analytics 360', async (t) => {
  const body = { propertyQuota: { tokensPerDay: { consumed: 1, remaining: 1_500_000 } } }
  t.same(learn(ok(body), request(':runReport')), {
    coreTokensPerDay: { cost: 1, left: 1_500_000, capacity: 2_000_000 },
  })
})

t.test('a refusal pauses the limit that is spent', async (t) => {
  const refused = (message: string, method = ':runReport') => {
    const { status, body } = refusal(429, message, 'RESOURCE_EXHAUSTED')
    return learn({ status, headers, body }, request(method))
  }
  t.same(refused('Exhausted property tokens per day. These…'), { coreTokensPerDay: { pausedFor: 3_600 } })
  t.same(refused('Exhausted property tokens per hour. These…', ':runRealtimeReport'), {
    realtimeTokensPerHour: { pausedFor: 1_800 },
  })
  t.same(refused('Exhausted property tokens for a project per hour.'), {
    coreTokensPerProjectPerHour: { pausedFor: 1_800 },
  })
  t.same(refused('Exhausted concurrent requests quota.'), { coreTokensPerHour: { pausedFor: 30 } })
  t.equal(refused('Something else.'), undefined)
})
