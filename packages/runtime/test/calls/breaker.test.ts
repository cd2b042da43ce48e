import t from 'tap'
import { expectProblem } from '../support/expect-problem.ts'
import { openProbe, operations } from '../support/open-probe.ts'
import { answerJson } from '../support/start-vendor.ts'
import { until } from '../support/until.ts'

const failing = answerJson({ error: 'down' }, 503)
const well = answerJson({ ok: true })
const quick = {
  breakerVolume: 10,
  breakerReset: '100ms',
  breakerResetMax: '100ms',
  vendorAttempts: 1,
} as const

interface BreakerStatus {
  readonly id: string
  readonly state: string
  readonly attempts: number
  readonly failures: number
  readonly lastFailure?: string
  readonly nextProbe?: string
}

const breakersIn = (text: string): BreakerStatus[] => (JSON.parse(text) as { data: BreakerStatus[] }).data

t.test('a vendor that fails is left alone, asked again, and trusted again', async (t) => {
  const { vendor, call, get, lines, metric } = await openProbe(t, failing, {
    settings: { ...quick, breakerReset: '500ms', breakerResetMax: '500ms' },
  })
  for (let count = 0; count < 10; count += 1) expectProblem(t, await call('items.get'), 'vendor_error')
  t.equal(vendor.requests.length, 10)
  const refused = await call('items.get')
  expectProblem(t, refused, 'circuit_open')
  t.equal(refused.headers['retry-after'], '1')
  t.match(
    refused.text,
    /since \d{4}-.*Z: 10 of 10 attempts had failed \(100 %\), the last with vendor_error \(status 503\)/,
  )
  t.equal(vendor.requests.length, 10, 'nothing was sent')
  const [listed] = breakersIn((await get('/v1/breakers')).text)
  t.match(listed, { state: 'open', attempts: 10, failures: 10, lastFailure: 'vendor_error (status 503)' })
  t.match(listed?.nextProbe, /^\d{4}-/)
  t.equal(await metric(/^patchbay_breakers\{connector="probe",state="open"\}/), 1)
  t.ok(
    lines().some(({ msg, to }) => msg === 'breaker' && to === 'open'),
    'a line says so',
  )

  vendor.answerWith(well)
  t.ok(await until(async () => (await call('items.get')).status === 200), 'one probe closes it')
  t.equal(await metric(/^patchbay_breakers\{connector="probe",state="open"\}/), 0)
  t.equal(await metric(/^patchbay_breaker_transitions_total\{.*to="open"/), 1)
  t.equal((await call('items.get')).status, 200)
})

t.test('what is not the fault of the vendor opens nothing', async (t) => {
  const { vendor, call, get } = await openProbe(t, failing, { settings: quick })
  for (const status of [400, 401, 403, 404, 409, 422, 429, 302]) {
    vendor.answerWith(answerJson({}, status, { 'retry-after': '0' }))
    for (let count = 0; count < 12; count += 1)
      t.not((await call('items.get')).status, 503, `status ${status}`)
  }
  t.equal(breakersIn((await get('/v1/breakers')).text)[0]?.state, 'closed')
})

t.test('credentials that are refused neither open it nor hide that the vendor fails', async (t) => {
  const { vendor, call } = await openProbe(t, answerJson({}, 401), { settings: quick })
  for (let count = 0; count < 50; count += 1) await call('items.get')
  vendor.answerWith(failing)
  for (let count = 0; count < 10; count += 1) expectProblem(t, await call('items.get'), 'vendor_error')
  expectProblem(t, await call('items.get'), 'circuit_open')
})

t.test('a caller who goes away proves nothing', async (t) => {
  const { vendor, url, call, calls } = await openProbe(t, () => undefined, { settings: quick })
  const leave = async (): Promise<void> => {
    const abort = new AbortController()
    const before = vendor.requests.length
    const leaving = fetch(`${url}/v1/connectors/probe/${operations.read}`, {
      method: 'POST',
      headers: { authorization: 'Bearer test-admin-key-0123456789', 'content-type': 'application/json' },
      body: '{}',
      signal: abort.signal,
    }).catch(() => undefined)
    await until(() => vendor.requests.length > before)
    abort.abort()
    await leaving
  }
  for (let count = 0; count < 12; count += 1) await leave()
  t.ok(await until(() => calls().length === 12))
  vendor.answerWith(well)
  t.equal((await call('items.get')).status, 200)
})

t.test('answers that come too slowly are failures', async (t) => {
  const { call } = await openProbe(
    t,
    (request, response) => void setTimeout(() => well(request, response), 30),
    { settings: { ...quick, breakerSlow: '10ms' } },
  )
  const answers = await Promise.all(Array.from({ length: 10 }, () => call('items.get')))
  t.ok(answers.every(({ status }) => status === 200))
  const refused = await call('items.get')
  expectProblem(t, refused, 'circuit_open')
  t.match(refused.text, /an answer after \d+ ms/)
})

t.test('a retry that the breaker refuses ends with what the vendor said', async (t) => {
  const { vendor, call, metric } = await openProbe(t, failing, {
    settings: { ...quick, breakerVolume: 8, vendorAttempts: 5 },
  })
  for (let count = 0; count < 2; count += 1) expectProblem(t, await call('items.get'), 'vendor_error')
  t.equal(vendor.requests.length, 8, 'five attempts, and three until it opened')
  t.equal(await metric(/^patchbay_vendor_retries_refused_total\{.*reason="breaker"/), 1)
  expectProblem(t, await call('items.get'), 'circuit_open')
})

t.test('retries are a share of the traffic', async (t) => {
  const { vendor, call, metric } = await openProbe(t, failing, {
    settings: { retryBudget: 0.1, retryBudgetFloor: 0 },
  })
  for (let count = 0; count < 40; count += 1) expectProblem(t, await call('items.get'), 'vendor_error')
  t.equal(vendor.requests.length, 44)
  t.equal(await metric(/^patchbay_vendor_retries_total\{.*origin="api"/), 4)
  t.ok(((await metric(/^patchbay_vendor_retries_refused_total\{.*reason="budget"/)) ?? 0) >= 36)
})

t.test('an operator holds back an origin, and lets it go', async (t) => {
  const { vendor, call, get, post } = await openProbe(t, well, { settings: quick })
  const [breaker] = breakersIn((await get('/v1/breakers')).text)
  const path = `/v1/breakers/${breaker?.id ?? ''}`
  const opened = await post(`${path}/open`, {})
  t.match(JSON.parse(opened.text), { data: { id: breaker?.id, state: 'isolated' } })
  const refused = await call('items.get')
  expectProblem(t, refused, 'circuit_open')
  t.match(refused.text, /An operator holds back all calls/)
  t.equal(vendor.requests.length, 0)
  t.match(JSON.parse((await post(`${path}/close`, {})).text), { data: { state: 'closed' } })
  t.equal((await call('items.get')).status, 200)
  expectProblem(t, await post('/v1/breakers/nobody/open', {}), 'not_found')
  t.equal((await get('/v1/breakers', { authorization: 'Bearer nobody' })).status, 401)
})
