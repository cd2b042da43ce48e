import { startFaultProxy } from '@patchbay/fault-proxy'
import t from 'tap'
import { createClient, stream } from '@patchbay/client'
import { adminKey, openPatchbay } from './support/open-patchbay.ts'
import { all, answerOf, problemOf } from './support/outcome.ts'

const { app, port } = await openPatchbay(t, ['gsc', 'ga4'])
const faults = await startFaultProxy()
t.teardown(() => faults.close())
const proxy = await faults.proxies.add({ name: 'patchbay', upstream: `127.0.0.1:${port}` })
const baseUrl = `http://${proxy.listen}`
const emulator = (connector: string) => {
  const host = app.patchbay.emulators.get(connector)
  if (host === undefined) throw new Error(`The emulator of ${connector} does not run.`)
  return host
}
t.beforeEach(() => {
  proxy.toxics.clear()
  emulator('gsc').reset()
})

/** The connection breaks in the middle of the answer. */
const cutAfter = (bytes: number) => ({
  name: 'cut',
  type: 'limit_data' as const,
  stream: 'downstream' as const,
  toxicity: 1,
  attributes: { bytes },
})

t.test('a write whose answer is lost is done once, and answered', async (t) => {
  proxy.toxics.set(cutAfter(20))
  const client = createClient({
    baseUrl,
    key: adminKey,
    // Asked before each repetition: the network has recovered.
    random() {
      proxy.toxics.clear()
      return 0
    },
  })
  const { headers } = answerOf(await client.call('gsc', 'sites.add', { siteUrl: 'sc-domain:new.example' }))
  t.equal(headers.get('idempotency-replayed'), 'true', 'the second answer is that of the first call')
  const writes = emulator('gsc').journal.filter(({ method }) => method === 'PUT')
  t.equal(writes.length, 1)
})

t.test('a server that is away is unreachable, and nothing is thrown', async (t) => {
  await proxy.disable()
  const client = createClient({ baseUrl, key: adminKey, random: () => 0 })
  t.match(problemOf(await client.call('gsc', 'sites.list')), { code: 'unreachable', status: 0 })
  t.equal(problemOf(await client.get('/v1/connectors')).code, 'unreachable')
  await proxy.enable()
  answerOf(await client.call('gsc', 'sites.list'))
})

t.test('a vendor that fails is a problem of its own, with what the vendor said', async (t) => {
  emulator('gsc').inject({ kind: 'status', status: 500 })
  const client = createClient({ baseUrl, key: adminKey, random: () => 0 })
  const fresh = { cacheControl: 'no-cache' }
  t.match(problemOf(await client.call('gsc', 'sites.list', {}, fresh)), {
    code: 'vendor_error',
    connector: 'gsc',
    upstream: { status: 500 },
    retryable: true,
  })
})

const report = {
  dimensions: ['date', 'landingPage'],
  metrics: ['sessions'],
  dateRanges: [{ startDate: '2026-09-01', endDate: '2026-10-31' }],
}

t.test('a stream that breaks off says so, or goes on after its last item', async (t) => {
  const client = createClient({ baseUrl, key: adminKey, random: () => 0 })
  const whole = await all(stream(client, 'ga4', 'reports.export', report))
  t.ok(whole.length > 2_000)

  proxy.toxics.set(cutAfter(100_000))
  const some: unknown[] = []
  const reading = async () => {
    for await (const item of stream(client, 'ga4', 'reports.export', report)) some.push(item)
  }
  await t.rejects(reading(), { name: 'PatchbayProblem', code: 'interrupted', retryable: true })
  t.ok(some.length > 100 && some.length < whole.length)
  t.same(some, whole.slice(0, some.length))

  // Each connection carries so much, and no more.
  const resumed = await all(stream(client, 'ga4', 'reports.export', report, { resumptions: 20 }))
  t.same(resumed, whole, 'nothing is missing, and nothing comes twice')
})

t.test('a stream ends with its signal', async (t) => {
  const client = createClient({ baseUrl, key: adminKey })
  const controller = new AbortController()
  const rows = stream(client, 'ga4', 'reports.export', report, { signal: controller.signal })
  await rows.next()
  controller.abort()
  await t.rejects(all(rows), { code: 'aborted', retryable: false })
})
