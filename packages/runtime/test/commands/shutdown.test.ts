import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { Agent } from 'undici'
import { openRaw } from '../support/answer.ts'
import { adminKey } from '../support/open-app.ts'
import { startPatchbay, type ServingPatchbay } from '../support/spawn-patchbay.ts'
import { until } from '../support/until.ts'

const headers = { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' }
const path = '/v1/connectors/echo/text.say'

const call = (url: string, text: string): Promise<Response> =>
  fetch(url + path, { method: 'POST', headers, body: JSON.stringify({ text }) })

/** A write that must not be repeated. */
const send = (url: string): Promise<Response> =>
  fetch(`${url}/v1/connectors/echo/notes.write`, { method: 'POST', headers, body: '{"note":{"text":"a"}}' })

/** From now on the vendor takes this long to answer. */
const slowDown = async ({ emulator }: ServingPatchbay, delay: number): Promise<void> => {
  const fault = { kind: 'latency', delay }
  await fetch(`${emulator}/__emulator/faults`, { method: 'POST', body: JSON.stringify(fault) })
}

/** A call that the vendor has received and not answered yet. */
const slowCall = async (server: ServingPatchbay, delay: number): Promise<{ answer: Promise<Response> }> => {
  await slowDown(server, delay)
  const answer = call(server.url, 'slow')
  answer.catch(() => undefined)
  const journal = `${server.emulator}/__emulator/journal`
  const hasArrived = async (): Promise<boolean> =>
    ((await (await fetch(journal)).json()) as unknown[]).length > 0
  if (!(await until(hasArrived))) throw new Error('the call did not reach the vendor')
  return { answer }
}

const isListening = (url: string): Promise<boolean> =>
  fetch(`${url}/livez`, { headers: { connection: 'close' } }).then(
    () => true,
    () => false,
  )

const timed = async <T>(work: Promise<T>): Promise<[T, number]> => {
  const begun = performance.now()
  return [await work, performance.now() - begun]
}

t.setTimeout(90_000)
t.jobs = 2 // they mostly wait

t.test('SIGTERM under load loses no request', async (t) => {
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
      await sleep(50)
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
  t.ok(await until(() => statuses.length > 100, 10_000), 'it serves')
  const before = statuses.length
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
    const { answer } = await slowCall(server, 1_600)
    server.child.kill('SIGTERM')
    t.ok(await until(async () => !(await isListening(server.url)), 1_500), 'nobody listens any more')
    t.equal((await answer).status, 200)
    t.match(await (await answer).json(), { data: { text: 'slow' } })
    t.equal(await server.exit(), 0)
  },
)

t.test('SIGINT waits for no load balancer, but for calls in flight', { buffered: true }, async (t) => {
  const server = await startPatchbay(t, { PATCHBAY_DRAIN_DELAY: '30s' })
  const { answer } = await slowCall(server, 500)
  server.child.kill('SIGINT')
  const code = await server.exit()
  t.equal((await answer).status, 200)
  t.equal(code, 0)
})

t.test('a second signal ends it at once', { buffered: true }, async (t) => {
  const server = await startPatchbay(t, { PATCHBAY_DRAIN_DELAY: '30s' })
  server.child.kill('SIGTERM')
  t.ok(await until(async () => (await fetch(`${server.url}/readyz`)).status === 503))
  server.child.kill('SIGTERM')
  const code = await server.exit()
  t.equal(code, 1)
})

t.test('a call that outlasts the grace is answered all the same', { buffered: true }, async (t) => {
  const server = await startPatchbay(t, { PATCHBAY_SHUTDOWN_GRACE: '2500ms' })
  const { answer } = await slowCall(server, 6_000)
  const write = send(server.url)
  const journal = `${server.emulator}/__emulator/journal`
  const haveArrived = async (): Promise<boolean> =>
    ((await (await fetch(journal)).json()) as unknown[]).length === 2
  t.ok(await until(haveArrived))
  server.child.kill('SIGINT')
  const [code, took] = await timed(server.exit())
  t.equal(code, 0)
  t.ok(took >= 1_450, `${took} ms`)
  t.match(await (await answer).json(), {
    status: 504,
    code: 'vendor_timeout',
    detail: /stopping/,
    retryable: true,
  })
  t.match(await (await write).json(), { status: 504, code: 'outcome_unknown', retryable: false })
  t.match(server.output.out, /calls are given up/)
})

t.test('a request that outlasts the grace does not keep it alive', { buffered: true }, async (t) => {
  const server = await startPatchbay(t, { PATCHBAY_SHUTDOWN_GRACE: '600ms' })
  const { socket } = await openRaw(Number(new URL(server.url).port))
  socket.write(`POST ${path} HTTP/1.1\r\nhost: localhost\r\nauthorization: ${headers.authorization}\r\n`)
  socket.write('content-type: application/json\r\ncontent-length: 100\r\n\r\n{"text"')
  await sleep(100)
  server.child.kill('SIGINT')
  const [code, took] = await timed(server.exit())
  t.equal(code, 1)
  t.ok(took >= 550, `${took} ms`)
  t.match(server.output.out, /still in flight at the end of the grace/)
})
