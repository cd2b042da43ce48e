import t, { type Test } from 'tap'
import { Problem, type HttpRequest, type VendorAnswer } from '@patchbay/contract'
import { Deadline } from '../../src/calls/deadline.ts'
import type { ConnectorHost } from '../../src/connectors/connector-host.ts'
import { createValidatedAnswers } from '../../src/vendor/revalidation.ts'
import { mayRepeat, retryDelay } from '../../src/vendor/retry-policy.ts'
import { type Transport } from '../../src/vendor/transport.ts'
import { AttemptFailed, type WireAnswer, type WireRequest } from '../../src/vendor/wire.ts'
import type { VendorCall } from '../../src/vendor/vendor-call.ts'
import { createVendorClient } from '../../src/vendor/vendor-client.ts'
import { aConnection } from '../support/a-connection.ts'
import { originsOf } from '../support/origin-of.ts'
import { watchedLimits } from '../support/watched-limits.ts'

type Outcome = WireAnswer | AttemptFailed

const answer = (status: number, headers: Record<string, string> = {}, body = '{}'): WireAnswer => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: Buffer.from(body),
})

/** A client whose transport gives these outcomes, one after the other. */
function clientOf(t: Test, outcomes: Outcome[], random = () => 0.5, connection = aConnection()) {
  const sent: WireRequest[] = []
  const slept: number[] = []
  const transport: Pick<Transport, 'send'> = {
    send: async (request) => {
      sent.push(request)
      const next = outcomes.shift() ?? answer(200)
      if (next instanceof AttemptFailed) throw next
      return next
    },
  }
  const host = {
    description: { id: 'some', origins: ['api', 'files'], limits: {}, operations: [] },
    learn: () => undefined,
    classify: () => undefined,
  } as unknown as ConnectorHost
  const originOf = originsOf(t)
  const limits = watchedLimits(t).of(host, connection)
  let acquired = 0
  const client = createVendorClient(connection, {
    host,
    transport,
    retry: { attempts: 3, base: 100, cap: 250 },
    originOf,
    limits: {
      ...limits,
      acquire(...parameters) {
        acquired += 1
        return limits.acquire(...parameters)
      },
    },
    random,
    now: () => 0,
    validated: createValidatedAnswers(10_000),
  })
  const deadline = new Deadline(10_000)
  deadline.sleep = async (duration) => void slept.push(duration)
  const call: VendorCall = {
    effect: 'read',
    deadline,
    timeout: 10_000,
    attempts: 0,
    requests: 0,
    operation: 'items.get',
    input: {},
    costs: undefined,
    mayHaveActed: false,
    mayRevalidate: false,
    observe: () => {},
    hideInText: (text) => text,
    wasAtVendor: () => {},
  }
  const request = async (request: HttpRequest): Promise<VendorAnswer> => {
    try {
      return await client.request(request, call)
    } finally {
      deadline.end()
    }
  }
  const { breaker } = originOf('api', connection.origins['api'] ?? '')
  return { request, sent, slept, call, breaker, acquired: () => acquired }
}

const get: HttpRequest = { method: 'GET', path: '/items' }

t.test('waits between attempts are random shares of a growing bound', async (t) => {
  const { request, slept } = clientOf(t, [answer(503), answer(503)], () => 0.5)
  await request(get)
  t.same(slept, [50, 100])
  const capped = retryDelay(5, new Problem('vendor_error'), { attempts: 9, base: 100, cap: 250 }, () => 1)
  t.equal(capped, 250, 'the bound is capped')
})

t.test('what the vendor asks for is the least that is waited', async (t) => {
  for (const random of [0, 0.5, 0.999]) {
    const { request, slept } = clientOf(t, [answer(429, { 'retry-after': '2' })], () => random)
    await request(get)
    t.equal(slept[0], 2_000 + random * 100)
  }
})

t.test('what may be repeated', (t) => {
  const retryable = new Problem('vendor_error')
  const refused = new Problem('vendor_rejected')
  const limited = new Problem('vendor_rate_limited')
  const exhausted = new Problem('vendor_rate_limited', { retryable: false })
  for (const effect of ['read', 'idempotent'] as const) {
    t.equal(mayRepeat(effect, retryable, true), true, effect)
    t.equal(mayRepeat(effect, refused, true), false, effect)
    t.equal(mayRepeat(effect, new Problem('overloaded'), false), false, effect)
  }
  for (const effect of ['write', 'destructive'] as const) {
    t.equal(mayRepeat(effect, retryable, true), false, effect)
    t.equal(mayRepeat(effect, retryable, false), true, effect)
    t.equal(mayRepeat(effect, limited, true), true, effect)
    t.equal(mayRepeat(effect, exhausted, true), false, effect)
  }
  t.end()
})

t.test('a request may say that it does less than its operation', async (t) => {
  const { request, sent, call } = clientOf(t, [answer(503), answer(503), answer(503)])
  Object.assign(call, { effect: 'write' })
  await t.rejects(request({ ...get, effect: 'read' }), { code: 'vendor_error' })
  t.equal(sent.length, 3)
  t.equal(call.mayHaveActed, false)
})

t.test('a write that succeeded may have acted, one that was refused has not', async (t) => {
  const post: HttpRequest = { method: 'POST', path: '/items', json: { a: 1 }, effect: 'write' }
  const done = clientOf(t, [answer(201)])
  await done.request(post)
  t.equal(done.call.mayHaveActed, true)
  const refused = clientOf(t, [answer(400)])
  await t.rejects(refused.request(post))
  t.equal(refused.call.mayHaveActed, false)
  const unsent = new AttemptFailed(new Problem('vendor_error'), false)
  const never = clientOf(t, [unsent, unsent, unsent])
  await t.rejects(never.request(post))
  t.equal(never.call.mayHaveActed, false)
  t.equal(never.sent.length, 3)
  const broken = clientOf(t, [new AttemptFailed(new Problem('vendor_error'), true)])
  await t.rejects(broken.request(post))
  t.equal(broken.call.mayHaveActed, true)
  t.equal(broken.sent.length, 1)
})

t.test('a request goes to the origin that it names, and to no other', async (t) => {
  const { request, sent } = clientOf(t, [])
  await request(get)
  await request({ ...get, origin: 'files', query: { a: 'b c', none: undefined, n: 0, f: false } })
  t.match(sent, [
    { origin: 'https://some.example', path: '/items', body: null, headers: { 'x-key': 'k' } },
    { origin: 'https://files.some.example', path: '/items?a=b%20c&n=0&f=false' },
  ])
  await t.rejects(request({ ...get, origin: 'elsewhere' }), { code: 'internal' })
  await t.rejects(request({ ...get, origin: 'constructor' }), { code: 'internal' })
  t.equal(sent.length, 2)
})

t.test('the body of an answer is JSON where the vendor says so, else text', async (t) => {
  const bodyOf = async (one: WireAnswer): Promise<unknown> => (await clientOf(t, [one]).request(get)).body
  t.same(await bodyOf(answer(200, {}, '{"a":1}')), { a: 1 })
  t.same(await bodyOf(answer(200, { 'content-type': 'application/problem+json' }, '{"a":1}')), { a: 1 })
  t.equal(await bodyOf(answer(200, { 'content-type': 'text/csv' }, 'a,b')), 'a,b')
  t.equal(await bodyOf(answer(200, {}, '')), undefined)
  t.same(await bodyOf(answer(200, {}, '\uFEFF{"a":1}')), { a: 1 }, 'a byte order mark is no fault')
})

t.test('what the breaker holds back takes nothing from a limit', async (t) => {
  const { request, sent, acquired, breaker, call } = clientOf(t, [])
  breaker.isolate()
  await t.rejects(request(get), { code: 'circuit_open' })
  t.equal(acquired(), 0)
  breaker.reset()
  await request(get)
  t.equal(acquired(), 1)
  t.equal(sent.length, 1)
  t.equal(call.attempts, 1)
})

const tokens = (...values: string[]) => {
  const all = values.map((value) => ({ headers: { authorization: value }, query: {} }))
  let index = 0
  const refused: unknown[] = []
  return {
    refused,
    source: {
      current: async () => all[index] ?? { headers: {}, query: {} },
      refused: async (used: unknown) => {
        refused.push(used)
        index += 1
        return index < all.length
      },
    },
  }
}

t.test('credentials that the vendor refuses are renewed once, also for a write', async (t) => {
  const { source, refused } = tokens('old', 'new')
  const connection = aConnection({ credentials: source })
  const { request, sent, call } = clientOf(t, [answer(401), answer(201)], undefined, connection)
  t.match(await request({ method: 'POST', path: '/items', json: {}, effect: 'write' }), { status: 201 })
  t.same(
    sent.map(({ headers }) => headers['authorization']),
    ['old', 'new'],
  )
  t.match(refused, [{ headers: { authorization: 'old' } }])
  t.equal(call.attempts, 2)
})

t.test('a second refusal is the answer', async (t) => {
  const { source } = tokens('old', 'new', 'newer')
  const connection = aConnection({ credentials: source })
  const { request, sent } = clientOf(t, [answer(401), answer(401), answer(200)], undefined, connection)
  await t.rejects(request(get), { code: 'connection_unauthorized' })
  t.equal(sent.length, 2)
})

t.test('nothing is tried again where no others are to be had', async (t) => {
  const { source } = tokens('only')
  const { request, sent } = clientOf(t, [answer(401)], undefined, aConnection({ credentials: source }))
  await t.rejects(request(get), { code: 'connection_unauthorized' })
  t.equal(sent.length, 1)
  const { request: another, sent: others } = clientOf(t, [answer(401)])
  await t.rejects(another(get), { code: 'connection_unauthorized' })
  t.equal(others.length, 1)
})
