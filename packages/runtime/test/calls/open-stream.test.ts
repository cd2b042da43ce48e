import { setTimeout as sleep } from 'node:timers/promises'
import { Problem, type StreamPart } from '@patchbay/contract'
import t from 'tap'
import type { Call } from '../../src/calls/call.ts'
import type { Deadline } from '../../src/calls/deadline.ts'
import { createStreams } from '../../src/calls/open-stream.ts'
import type { Connection } from '../../src/connections/connection.ts'

/** A stream of parts, and what was told of it. */
function open(parts: () => AsyncGenerator<StreamPart<unknown>>, timeout = 60) {
  const told: string[] = []
  let deadline: Deadline | undefined
  const description = { id: 'rows.read', effect: 'read' }
  const host = { description: { id: 'reel', limits: {} }, stream: parts }
  const call = {
    operation: {
      description,
      timeout,
      hasCost: false,
      checkOutput: () => undefined,
      connector: { host },
      secretInputs: undefined,
      metrics: { outsideVendor: () => undefined },
    },
    input: {},
    place: {},
    principal: { tenant: 'default', id: 'one' },
    requestId: 'request',
    attend: (given: Deadline) => void (deadline = given),
  } as unknown as Call
  const calls = { add: () => told.push('opened'), remove: () => told.push('closed') }
  const openStream = createStreams({
    log: {} as never,
    clientOf: () => ({}) as never,
    terms: { of: () => ({ usage: { spent: () => told.push('counted') } }) as never },
    now: () => 0,
  })
  const stream = openStream(
    call,
    { id: 'main', source: 'live', config: {}, calls } as unknown as Connection,
    {
      succeeded: () => void told.push('ok'),
      failed: (error) => {
        const { problem } = error as { problem: Problem }
        told.push(problem.code)
        return JSON.stringify({ code: problem.code })
      },
    },
  )
  return { told, stream, leave: () => deadline?.abort(new Problem('cancelled')) }
}

async function* twoParts(): AsyncGenerator<StreamPart<unknown>> {
  yield [{ data: 1, cursor: 'a' }]
  yield [{ data: 2, cursor: 'b' }]
}

t.test('the end is told before the last line is taken', async (t) => {
  const { stream, told } = open(twoParts)
  const { lines } = await stream
  for (let count = 0; count < 3; count += 1) await lines.next()
  t.same(told, ['opened', 'ok', 'closed', 'counted'])
  t.equal((await lines.next()).done, true)
  t.equal(told.length, 4)
})

t.test(
  'a stream that nobody begins to read is closed once, when its caller leaves or takes too long',
  async (t) => {
    const left = open(twoParts)
    const { lines } = await left.stream
    left.leave()
    t.same(left.told, ['opened', 'cancelled', 'closed', 'counted'])
    t.equal((await lines.next()).done, true, 'and gives nothing')
    t.equal(left.told.length, 4)

    const slow = open(twoParts, 20)
    let stalls = 0
    const opened = await slow.stream
    opened.onStalled(() => (stalls += 1))
    await sleep(60)
    t.same(slow.told, ['opened', 'cancelled', 'closed', 'counted'])
    t.equal(stalls, 1)
  },
)

t.test('a stream that is left in the middle ends the connector as well', async (t) => {
  let isEnded = false
  const { stream, told } = open(async function* () {
    try {
      yield* twoParts()
    } finally {
      isEnded = true
    }
  })
  const { lines } = await stream
  await lines.next()
  await lines.return()
  await sleep(1)
  t.ok(isEnded)
  t.same(told, ['opened', 'cancelled', 'closed', 'counted'])
})

t.test('a failure in the middle is told in the last line', async (t) => {
  const { stream, told } = open(async function* () {
    yield [{ data: 1, cursor: 'a' }]
    throw new TypeError('a bug')
  })
  const { lines } = await stream
  await lines.next()
  t.equal((await lines.next()).value, '{"problem":{"code":"internal"}}\n')
  t.same(told, ['opened', 'internal', 'closed', 'counted'])
})
