import t from 'tap'
import { defineEmulator } from '@patchbay/contract/emulator'
import { startEmulator } from '@patchbay/emulator'

const counter = defineEmulator({
  title: 'Counter',
  connection: { config: {}, auth: 'key', credentials: { key: 'k' } },
  seed: () => ({ count: 0 }),
  answer: (request, state) => {
    if (request.path !== '/count') return { status: 404, body: { error: 'no' } }
    state.count += 1
    return { status: 200, body: { count: state.count } }
  },
  failures: { unauthorized: { status: 401, body: { error: 'who?' } } },
})

t.test('serves the emulator, keeps a journal and resets', async (t) => {
  const host = await startEmulator(counter)
  t.teardown(() => host.close())
  t.same(await (await fetch(`${host.url}/count`)).json(), { count: 1 })
  t.same(await (await fetch(`${host.url}/count?a=1`, { headers: { 'X-Key': 'v' } })).json(), { count: 2 })
  t.match(host.journal, [{ path: '/count' }, { path: '/count', query: 'a=1', headers: { 'x-key': 'v' } }])
  host.reset()
  t.equal(host.journal.length, 0)
  t.same(await (await fetch(`${host.url}/count`)).json(), { count: 1 })
})

t.test('gives bodies that are no text as they came', async (t) => {
  const mirror = defineEmulator({
    title: 'Mirror',
    connection: { config: {}, auth: 'key', credentials: { key: 'k' } },
    seed: () => ({}),
    answer: ({ bytes }) => ({ status: 200, body: bytes }),
    failures: {},
  })
  const host = await startEmulator(mirror)
  t.teardown(() => host.close())
  const sent = Uint8Array.of(0, 128, 255, 254, 10)
  const response = await fetch(host.url, { method: 'POST', body: sent })
  t.same(new Uint8Array(await response.arrayBuffer()), sent)
})

t.test('injects each kind of fault, on the requests that fit, as often as told', async (t) => {
  const host = await startEmulator(counter)
  t.teardown(() => host.close())
  host.inject({
    kind: 'status',
    status: 503,
    headers: { 'retry-after': '7' },
    body: { busy: true },
    times: 1,
  })
  const busy = await fetch(`${host.url}/count`)
  t.equal(busy.status, 503)
  t.equal(busy.headers.get('retry-after'), '7')
  t.equal((await fetch(`${host.url}/count`)).status, 200)

  host.inject({ kind: 'failure', failure: 'unauthorized', path: '/other', method: 'GET' })
  t.equal((await fetch(`${host.url}/count`)).status, 200)
  t.same(await (await fetch(`${host.url}/other`)).json(), { error: 'who?' })
  host.clearFaults()

  host.inject({ kind: 'malformed', times: 1 })
  await t.rejects((await fetch(`${host.url}/count`)).json())

  host.inject({ kind: 'reset', times: 1 })
  await t.rejects(fetch(`${host.url}/count`))

  host.inject({ kind: 'latency', delay: 20, times: 1 })
  t.equal((await fetch(`${host.url}/count`)).status, 200)

  host.inject({ kind: 'drip', delay: 1, times: 1 })
  t.match(await (await fetch(`${host.url}/count`)).json(), { count: Number })

  host.inject({ kind: 'hang', times: 1 })
  await t.rejects(fetch(`${host.url}/count`, { signal: AbortSignal.timeout(50) }))
  for (let tries = 0; tries < 100 && host.journal.at(-1)?.aborted !== true; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  t.equal(host.journal.at(-1)?.aborted, true, 'a caller that leaves is seen')
})

t.test('is controlled over HTTP', async (t) => {
  const host = await startEmulator(counter)
  t.teardown(() => host.close())
  const post = (body: unknown) =>
    fetch(`${host.url}/__emulator/faults`, { method: 'POST', body: JSON.stringify(body) })
  const refused = await post({ kind: 'explode' })
  t.equal(refused.status, 400)
  t.match(await refused.json(), { error: /kind/ })
  t.equal((await post({ kind: 'status', status: 500 })).status, 201)
  t.equal((await fetch(`${host.url}/count`)).status, 500)
  t.equal((await fetch(`${host.url}/__emulator/faults`, { method: 'DELETE' })).status, 204)
  t.equal((await fetch(`${host.url}/count`)).status, 200)
  t.equal(((await (await fetch(`${host.url}/__emulator/journal`)).json()) as unknown[]).length, 2)
  t.equal((await fetch(`${host.url}/__emulator/reset`, { method: 'POST' })).status, 204)
  t.match(await (await fetch(`${host.url}/__emulator`)).json(), { title: 'Counter', requests: 0 })
  t.equal((await fetch(`${host.url}/__emulator/nothing`)).status, 404)
})
