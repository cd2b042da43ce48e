import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { Agent } from 'undici'
import { adminKey } from '../support/open-app.ts'
import { startPatchbay, type ServingPatchbay } from '../support/spawn-patchbay.ts'

const headers = { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' }
const path = '/v1/connectors/echo/text.say'

const call = (url: string, text: string): Promise<Response> =>
  fetch(url + path, { method: 'POST', headers, body: JSON.stringify({ text }) })

/** From now on the vendor takes this long to answer. */
const slowDown = async ({ emulator }: ServingPatchbay, delay: number): Promise<void> => {
  const fault = { kind: 'latency', delay }
  await fetch(`${emulator}/__emulator/faults`, { method: 'POST', body: JSON.stringify(fault) })
}

const timed = async <T>(work: Promise<T>): Promise<[T, number]> => {
  const begun = performance.now()
  return [await work, performance.now() - begun]
}

// They mostly wait.
t.jobs = 2

t.test('SIGTERM under load loses no request', { buffered: true }, async (t) => {
  const server = await startPatchbay(t, { PATCHBAY_DRAIN_DELAY: '1s', PATCHBAY_LOG_SAMPLE: '0' })
  const agent = new Agent({ connections: 20, keepAliveTimeout: 30_000 })
  t.teardown(() => agent.destroy())
  const statuses: number[] = []
  const failures: unknown[] = []
  let closing = 0
  const send = async (): Promise<void> => {
    try {
      const answer = await agent.request({
        origin: server.url,
        path,
        method: 'POST',
        headers,
        body: '{"text":"load"}',
      })
      await answer.body.dump()
      statuses.push(answer.statusCode)
      if (answer.headers['connection'] === 'close') closing += 1
    } catch (error) {
      failures.push(error)
    }
  }
  // What a load balancer does: it asks now and then, and sends nothing more once the answer is no.
  let isReady = true
  const watch = (async () => {
    while (isReady) {
      await sleep(100)
      isReady = (await fetch(`${server.url}/readyz`)).ok
    }
  })()
  const sent: Promise<void>[] = []
  const load = (async () => {
    while (isReady) {
      sent.push(send())
      await sleep(5)
    }
  })()
  await sleep(700)
  const before = statuses.length
  t.ok(before > 50, `${before} requests before the signal`)
  server.child.kill('SIGTERM')
  await Promise.all([watch, load])
  await Promise.all(sent)
  t.same(failures, [], 'no request failed')
  t.same([...new Set(statuses)], [200], 'all were answered')
  t.ok(statuses.length > before, `${statuses.length - before} after the signal`)
  t.ok(closing > 0, 'kept-alive connections were told to go')
  t.equal(await server.exit(), 0)
  t.match(server.output.out, /"msg":"draining"/)
  t.match(server.output.out, /"msg":"stopped"/)
})

t.test(
  'SIGTERM waits for a slow call, although the server has stopped listening',
  { buffered: true },
  async (t) => {
    const server = await startPatchbay(t, { PATCHBAY_DRAIN_DELAY: '200ms' })
    await slowDown(server, 1_200)
    const slow = timed(call(server.url, 'slow'))
    await sleep(100)
    server.child.kill('SIGTERM')
    await sleep(600)
    await t.rejects(fetch(`${server.url}/livez`), 'nobody listens any more')
    const [answer, took] = await slow
    t.equal(answer.status, 200)
    t.match(await answer.json(), { data: { text: 'slow' } })
    t.ok(took >= 1_200, `${took} ms`)
    t.equal(await server.exit(), 0)
  },
)

t.test('SIGINT waits for no load balancer, but for calls in flight', { buffered: true }, async (t) => {
  const server = await startPatchbay(t, { PATCHBAY_DRAIN_DELAY: '30s' })
  await slowDown(server, 500)
  const slow = call(server.url, 'slow')
  await sleep(100)
  server.child.kill('SIGINT')
  const [code, took] = await timed(server.exit())
  t.equal((await slow).status, 200)
  t.equal(code, 0)
  t.ok(took < 3_000, `${took} ms`)
})

t.test('a second signal ends it at once', { buffered: true }, async (t) => {
  const server = await startPatchbay(t, { PATCHBAY_DRAIN_DELAY: '30s' })
  server.child.kill('SIGTERM')
  await sleep(100)
  t.equal((await fetch(`${server.url}/readyz`)).status, 503)
  server.child.kill('SIGTERM')
  const [code, took] = await timed(server.exit())
  t.equal(code, 1)
  t.ok(took < 2_000, `${took} ms`)
})

t.test('a call that outlasts the grace does not keep it alive', { buffered: true }, async (t) => {
  const server = await startPatchbay(t, { PATCHBAY_SHUTDOWN_GRACE: '300ms' })
  await slowDown(server, 1_900)
  const slow = call(server.url, 'slow')
  slow.catch(() => undefined)
  await sleep(100)
  server.child.kill('SIGINT')
  const [code, took] = await timed(server.exit())
  t.equal(code, 1)
  t.ok(took >= 250 && took < 1_500, `${took} ms`)
  t.match(server.output.out, /still in flight at the end of the grace/)
  await t.rejects(slow)
})
