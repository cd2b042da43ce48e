import t, { type Test } from 'tap'
import { fetchAnswer, type Answer } from '../support/answer.ts'
import { expectProblem } from '../support/expect-problem.ts'
import { adminKey } from '../support/open-app.ts'
import { openProbe } from '../support/open-probe.ts'
import { answerJson } from '../support/start-vendor.ts'
import { until } from '../support/until.ts'

interface Health {
  readonly connector: string
  readonly status: string
  readonly since: string | null
  readonly version: string | null
  readonly reasons: ReadonlyArray<{
    readonly code: string
    readonly status: string
    readonly since: string
    readonly message: string
    readonly advice: string
    readonly subject?: string
  }>
  readonly origins: ReadonlyArray<{ readonly origin: string; readonly breaker: string }>
  readonly connections: { readonly total: number; readonly failing: number }
  readonly recent: { readonly calls: number; readonly errorRatio: number | null; readonly p95: number | null }
}

const well = answerJson({ ok: true })
const failing = answerJson({ error: 'down' }, 503)
const acme = { 'patchbay-tenant': 'acme' }
const settings = { vendorAttempts: 1 }

async function open(t: Test, choices: Parameters<typeof openProbe>[2] = {}) {
  const { settings: others, ...rest } = choices
  const app = await openProbe(t, well, { settings: { ...settings, ...others }, ...rest })
  const all = async (query = '', headers = {}): Promise<Health[]> =>
    (JSON.parse((await app.get(`/v1/health/connectors${query}`, headers)).text) as { data: Health[] }).data
  const ofProbe = async (query = '', headers = {}): Promise<Health> => {
    const found = (await all(query, headers)).find(({ connector }) => connector === 'probe')
    if (found === undefined) throw new Error('there is no probe')
    return found
  }
  /** Once so many calls have come to be known. */
  const after = async (calls: number): Promise<Health> => {
    await until(async () => (await ofProbe()).recent.calls >= calls)
    return ofProbe()
  }
  const connectAcme = async (): Promise<Answer> => {
    await app.post('/v1/tenants', { id: 'acme', title: 'Acme' })
    const connection = {
      id: 'theirs',
      connector: 'probe',
      credentials: { key: 'their-secret-key' },
      origins: { api: app.vendor.url },
    }
    return app.post('/v1/connections', connection, acme)
  }
  return { ...app, all, ofProbe, after, connectAcme }
}

t.test('a connector that works is well, and one that was not loaded is down', async (t) => {
  const { all, call, after } = await open(t, {
    settings: { connectors: './fixtures/connectors/probe,./fixtures/connectors/nothing' },
  })
  t.equal((await call('items.get')).status, 200)
  t.match(await after(1), { status: 'ok', since: null, reasons: [], recent: { calls: 1, errorRatio: 0 } })
  const [first, second, ...others] = await all()
  t.same(others, [])
  t.match(first, { connector: 'nothing', status: 'down', version: null, reasons: [{ code: 'quarantined' }] })
  t.match(second, { connector: 'probe', version: /^\d+\./, connections: { total: 1, failing: 0 } })
  t.equal(first?.reasons[0]?.since, first?.since)
})

t.test('errors degrade it from a volume on that says something, and most of them take it down', async (t) => {
  const { vendor, call, after } = await open(t)
  vendor.answerWith(failing)
  for (let count = 0; count < 2; count += 1) expectProblem(t, await call('items.get'), 'vendor_error')
  t.match(await after(2), { status: 'ok', recent: { errorRatio: 1 } }, 'two calls say nothing')
  vendor.answerWith(well)
  for (let count = 0; count < 18; count += 1) await call('items.get')
  const degraded = await after(20)
  t.match(degraded, {
    status: 'degraded',
    reasons: [
      { code: 'errors_high', status: 'degraded', message: /^2 of 20 calls .*10\.0 %/, advice: /statistics/ },
    ],
  })
  vendor.answerWith(failing)
  for (let count = 0; count < 20; count += 1) await call('items.get')
  const down = await after(40)
  t.match(down, { status: 'down', reasons: [{ code: 'errors_high', status: 'down' }] })
  t.equal(down.since, degraded.since, 'it is the same trouble')
  t.equal(Date.parse(down.since ?? '') % 60_000, 0, 'a minute')
})

t.test('a breaker that opens takes it down, since then', async (t) => {
  const { vendor, call, ofProbe } = await open(t, { settings: { breakerVolume: 10 } })
  vendor.answerWith(failing)
  for (let count = 0; count < 10; count += 1) await call('items.get')
  expectProblem(t, await call('items.get'), 'circuit_open')
  t.ok(await until(async () => (await ofProbe()).status === 'down'))
  const { since, reasons, origins } = await ofProbe()
  t.equal(origins.find(({ origin }) => origin === vendor.url)?.breaker, 'open')
  const reason = reasons.find(({ code }) => code === 'breaker_open')
  t.match(reason, { status: 'down', subject: vendor.url, message: /10 of 10 attempts had failed/ })
  t.equal(since, reason?.since)
})

t.test('a probe that fails is no new outage', async (t) => {
  const { vendor, call, get, ofProbe } = await open(t, {
    settings: { breakerVolume: 10, breakerReset: '50ms', breakerResetMax: '50ms' },
  })
  const sinceOf = async (): Promise<string | undefined> =>
    (await ofProbe()).reasons.find(({ code }) => code === 'breaker_open')?.since
  vendor.answerWith(failing)
  for (let count = 0; count < 10; count += 1) await call('items.get')
  const since = await sinceOf()
  t.ok(since)
  const hasProbed = async (): Promise<boolean> => {
    await call('items.get')
    return /"failedProbes":[1-9]/.test((await get('/v1/breakers')).text)
  }
  t.ok(await until(hasProbed))
  // An answer of later than the probe shows a younger time where the probe counts as the beginning.
  const shown = (await ofProbe()).recent.calls
  t.ok(await until(async () => (await ofProbe()).recent.calls > shown))
  t.equal(await sinceOf(), since)
})

t.test('a flag that switches it off is told with the rule', async (t) => {
  const { url, ofProbe } = await open(t)
  const put = await fetchAnswer(`${url}/v1/flags/calls/rules/*:probe:*`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ value: false, note: 'they move' }),
  })
  t.equal(put.status, 200)
  t.ok(await until(async () => (await ofProbe()).status === 'down'))
  t.match((await ofProbe()).reasons, [{ code: 'flag_off', message: /they move/, subject: '*:probe:*' }])
})

t.test('a tenant sees its own traffic and connections, and the operator all', async (t) => {
  const { vendor, post, ofProbe, connectAcme, call, get, url } = await open(t)
  t.equal((await connectAcme()).status, 201)
  t.equal((await call('items.get')).status, 200)
  vendor.answerWith(answerJson({}, 401))
  const checked = await post('/v1/connections/theirs/check', {}, acme)
  t.match(JSON.parse(checked.text), { data: { works: false } })
  const isFailing = async (): Promise<boolean> => (await ofProbe('', acme)).connections.failing === 1
  t.ok(await until(isFailing))
  const theirs = await ofProbe('', acme)
  t.match(theirs, {
    status: 'down',
    connections: { total: 1, failing: 1 },
    reasons: [{ code: 'connections_failing', subject: 'theirs', advice: /theirs\/check/ }],
  })
  await post('/v1/connections/theirs/check', {}, acme)
  t.ok(await until(isFailing))
  t.equal((await ofProbe('', acme)).since, theirs.since, 'it fails since it first failed')
  t.match(await ofProbe(), { status: 'ok', reasons: [], connections: { total: 1, failing: 0 } })
  t.ok(
    await until(async () => (await ofProbe('?tenant=*')).connections.failing === 1),
    'the operator sees those of all',
  )
  t.match(await ofProbe('?tenant=*'), { status: 'degraded', connections: { total: 2, failing: 1 } })
  t.notMatch((await get('/v1/health/connectors?tenant=*')).text, /secret-key/)

  const made = await post('/v1/keys', { name: 'viewer', role: 'viewer' }, acme)
  const { key } = (JSON.parse(made.text) as { data: { key: string } }).data
  const asViewer = (query: string): Promise<Answer> =>
    fetchAnswer(`${url}/v1/health/connectors${query}`, { headers: { authorization: `Bearer ${key}` } })
  t.match(JSON.parse((await asViewer('')).text), { data: [{ connections: { total: 1, failing: 1 } }] })
  expectProblem(t, await asViewer('?tenant=*'), 'forbidden')
  expectProblem(t, await asViewer('?tenant=default'), 'not_found')
})
