import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import t, { type Test } from 'tap'
import { createOverloadGate, inFlightMin, type OverloadGate } from '../../src/overload/overload-gate.ts'
import { createRefusal } from '../../src/overload/refusal.ts'
import { fetchAnswer } from '../support/answer.ts'
import { expectProblem } from '../support/expect-problem.ts'
import { until } from '../support/until.ts'

interface Choices {
  /** What the watch says of the event loop. */
  readonly turns?: { isBehind: boolean; wasLong: boolean }
  readonly inFlightMax?: number
  readonly random?: () => number
}

/** A server behind the gate that answers when it is told to. */
async function openServer(t: Test, choices: Choices) {
  const { turns = { isBehind: false, wasLong: false }, inFlightMax = 1_000, random = () => 0 } = choices
  const gate: OverloadGate = createOverloadGate({
    turns: Object.assign(turns, { noteRequest: () => undefined }),
    inFlightMax,
    refuse: createRefusal(random),
  })
  const open: ServerResponse[] = []
  const server = createServer(gate.guard((_request, response) => void open.push(response)))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    gate,
    url,
    /** Requests that are not answered yet. */
    begin: async (count: number) => {
      const before = open.length
      const answers = Array.from({ length: count }, () => fetchAnswer(`${url}/v1/x`))
      for (const answer of answers) answer.catch(() => undefined)
      if (!(await until(() => open.length === before + count))) throw new Error('they did not arrive')
      return answers
    },
    /** Answers the oldest of them: all, or so many. */
    finish: (count = open.length, status = 200) => {
      for (const response of open.splice(0, count)) response.writeHead(status).end('served')
    },
  }
}

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736'

t.test('above the bound requests are refused, until others are done', async (t) => {
  const { gate, url, begin, finish } = await openServer(t, { inFlightMax: 2 })
  const answers = await begin(2)
  t.equal(gate.inFlight, 2)
  const refused = await fetchAnswer(`${url}/v1/x`, {
    method: 'POST',
    body: 'never read',
    headers: { traceparent: `00-${traceId}-00f067aa0ba902b7-01` },
  })
  const problem = expectProblem(t, refused, 'overloaded')
  t.equal(problem.retryable, true)
  t.equal(problem.retryAfter, 1)
  t.equal(problem.traceId, traceId)
  t.equal(problem.instance, `urn:patchbay:request:${refused.headers['x-request-id']}`)
  t.equal(refused.headers['cache-control'], 'no-store')
  t.same(gate.shed, { eventLoop: 0, inFlight: 1 })
  finish()
  for (const answer of answers) t.equal((await answer).text, 'served')
  t.ok(await until(() => gate.inFlight === 0))
  await begin(1)
  finish()
})

t.test('those who are refused together come back at different times', async (t) => {
  const draws = [0, 0.4, 0.99]
  const { url, begin } = await openServer(t, { inFlightMax: 1, random: () => draws.shift() ?? 0 })
  await begin(1)
  const told: string[] = []
  for (let count = 0; count < 3; count += 1) {
    const refused = await fetchAnswer(`${url}/v1/x`)
    expectProblem(t, refused, 'overloaded')
    told.push(refused.headers['retry-after'] ?? '')
  }
  t.same(told, ['1', '2', '3'])
})

t.test('a loop that is behind lets one in for one that was served, once many are in flight', async (t) => {
  const turns = { isBehind: true, wasLong: false }
  const { gate, url, begin, finish } = await openServer(t, { turns })
  await begin(inFlightMin)
  expectProblem(t, await fetchAnswer(`${url}/v1/x`), 'overloaded')
  t.same(gate.shed, { eventLoop: 1, inFlight: 0 })

  const leave = async (count: number, status?: number): Promise<void> => {
    const before = gate.inFlight
    finish(count, status)
    if (!(await until(() => gate.inFlight === before - count))) throw new Error('they did not leave')
  }
  turns.isBehind = false
  await begin(20)
  turns.isBehind = true
  await leave(10, 503)
  expectProblem(t, await fetchAnswer(`${url}/v1/x`), 'overloaded')
  await leave(10)
  await begin(11)
  expectProblem(t, await fetchAnswer(`${url}/v1/x`), 'overloaded')

  turns.wasLong = true
  await leave(10)
  await begin(9)
  expectProblem(t, await fetchAnswer(`${url}/v1/x`), 'overloaded')
  turns.isBehind = false
  await begin(5)
})

t.test('how the server is can always be asked', async (t) => {
  const { gate, url, begin, finish } = await openServer(t, { inFlightMax: 1 })
  await begin(1)
  for (const path of ['/livez', '/readyz', '/metrics?x=1']) {
    const answer = fetchAnswer(url + path)
    t.ok(await until(() => gate.inFlight === 2), path)
    finish()
    t.equal((await answer).text, 'served')
    await begin(1)
  }
  expectProblem(t, await fetchAnswer(`${url}/livezzz`), 'overloaded')
})

t.test('from the drain on, answers in flight and new ones end their connection', async (t) => {
  const { gate, begin, finish } = await openServer(t, {})
  const [before] = await begin(1)
  gate.drain()
  const [after] = await begin(1)
  finish()
  t.equal((await before)?.headers['connection'], 'close')
  t.equal((await after)?.headers['connection'], 'close')
})
