import type { RequestListener } from 'node:http'
import type { ProblemCode } from '@patchbay/contract'
import t, { type Test } from 'tap'
import type { Answer } from '../../support/answer.ts'
import { connectorPackage } from '../../support/connector-source.ts'
import { expectProblem } from '../../support/expect-problem.ts'
import { adminKey, openApp } from '../../support/open-app.ts'
import { openProbe, type OpenProbe, type ProbeOptions } from '../../support/open-probe.ts'
import { answerJson } from '../../support/start-vendor.ts'
import { until } from '../../support/until.ts'
import { anyStore } from '../../support/with-each-store.ts'
import { flakyStore } from './flaky-store.ts'

const ok = answerJson({ ok: true })

interface Keyed extends OpenProbe {
  /** Calls the operation with a key. */
  readonly send: (operation: string, key: string, input?: unknown) => Promise<Answer>
}

async function open(t: Test, listener: RequestListener, options?: ProbeOptions): Promise<Keyed> {
  const probe = await openProbe(t, listener, options)
  return {
    ...probe,
    send: (operation, key, input = {}) =>
      probe.post(`/v1/connectors/probe/${operation}`, input, { 'idempotency-key': key }),
  }
}

/** Answers when it is told to. */
function held(): { readonly listener: RequestListener; readonly release: () => void } {
  let release = (): void => undefined
  const released = new Promise<void>((resolve) => (release = resolve))
  return {
    listener: (request, response) => void released.then(() => ok(request, response)),
    release: () => release(),
  }
}

function expectReplay(t: Test, first: Answer, again: Answer, label = 'the repetition'): void {
  t.equal(again.text, first.text, `${label} has the same bytes`)
  t.equal(again.status, first.status, `${label} has the same status`)
  t.equal(again.headers['content-type'], first.headers['content-type'], `${label} has the same type`)
  t.equal(again.headers['cache-control'], first.headers['cache-control'], `${label} is cached like the first`)
  t.equal(again.headers['idempotency-replayed'], 'true', `${label} says what it is`)
  t.equal(first.headers['idempotency-replayed'], undefined, 'the first answer is not a repetition')
}

t.test('every operation that is not a read runs once for a key', async (t) => {
  const { vendor, send, calls, metric } = await open(t, ok)
  for (const operation of ['items.put', 'items.add', 'items.remove', 'items.copy']) {
    const first = await send(operation, 'key')
    t.equal(first.status, 200)
    const { length } = vendor.requests
    expectReplay(t, first, await send(operation, 'key'), operation)
    expectReplay(t, first, await send(operation, '"key"'), `${operation}, quoted`)
    t.equal(vendor.requests.length, length, `${operation}: nothing more is sent`)
    t.match(calls().at(-1), { outcome: 'replayed', attempts: 0 })
  }
  t.equal(await metric(/^patchbay_idempotency_keys_total\{outcome="first"\}/), 4)
  t.equal(await metric(/^patchbay_idempotency_keys_total\{outcome="replayed"\}/), 8)
  t.equal(await metric(/^patchbay_calls_total\{.*"items.add",.*outcome="replayed"\}/), 2)
})

t.test('what is kept for a repetition cannot be read in the store', async (t) => {
  const store = await anyStore(t)
  const { send } = await open(t, ok, { dependencies: { store } })
  const first = await send('items.add', 'once')
  expectReplay(t, first, await send('items.add', 'once'))
  const kept = await store.database.selectFrom('idempotency_records').selectAll().execute()
  t.equal(kept.length, 1)
  t.match(kept[0], { status: 200, key_id: /./, sealed: Uint8Array })
  t.notMatch(Buffer.from(kept[0]?.sealed ?? '').toString('latin1'), /data|true/)
})

t.test('without a key nothing is remembered, and on a read a key means nothing', async (t) => {
  const { vendor, call, send, get } = await open(t, ok)
  await call('items.add')
  await call('items.add')
  t.equal(vendor.requests.length, 2)
  for (const key of ['key', 'not a key', 'x'.repeat(300)]) t.equal((await send('items.get', key)).status, 200)
  const got = await get('/v1/connectors/probe/items.get', { 'idempotency-key': 'not a key' })
  t.equal(got.status, 200)
  t.equal(vendor.requests.length, 6)
})

t.test('a key that is none is refused before anything is sent', async (t) => {
  const { vendor, send } = await open(t, ok)
  for (const key of ['a b', 'x'.repeat(256), '""', 'a, b']) {
    t.match(expectProblem(t, await send('items.add', key), 'invalid_request').detail, /Idempotency-Key/)
  }
  t.equal(vendor.requests.length, 0)
})

t.test('while the first call runs, others are told to wait', async (t) => {
  const { listener, release } = held()
  const { vendor, send } = await open(t, listener)
  const first = send('items.add', 'key')
  t.ok(await until(() => vendor.requests.length === 1))
  const meanwhile = await Promise.all(Array.from({ length: 10 }, () => send('items.add', 'key')))
  for (const answer of meanwhile) {
    const problem = expectProblem(t, answer, 'conflict')
    t.match(problem, { retryable: true, retryAfter: 1, connection: 'main' })
    t.equal(answer.headers['retry-after'], '1')
  }
  expectProblem(t, await send('items.add', 'key', { points: 1 }), 'idempotency_mismatch')
  release()
  expectReplay(t, await first, await send('items.add', 'key'))
  t.equal(vendor.requests.length, 1)
})

t.test('a key belongs to its input, as it is after defaults', async (t) => {
  const { vendor, send } = await open(t, ok)
  const first = await send('items.add', 'key', { points: 1 })
  expectProblem(t, await send('items.add', 'key', { points: 2 }), 'idempotency_mismatch')
  expectReplay(t, first, await send('items.add', 'key', ' { "points" : 1 } '))
  t.equal(
    (await send('items.remove', 'key', { points: 2 })).status,
    200,
    'another operation has keys of its own',
  )
  t.equal(vendor.requests.length, 2)
})

t.test('what the vendor refuses stays refused, and what had no effect may be tried again', async (t) => {
  const cases: ReadonlyArray<readonly [number, ProblemCode, 'kept' | 'free']> = [
    [404, 'not_found', 'kept'],
    [409, 'conflict', 'kept'],
    [422, 'vendor_rejected', 'kept'],
    [401, 'connection_unauthorized', 'free'],
    [403, 'connection_forbidden', 'free'],
    [429, 'vendor_rate_limited', 'free'],
    [503, 'outcome_unknown', 'kept'],
  ]
  const { vendor, send } = await open(t, ok, { settings: { vendorAttempts: 1 } })
  for (const [status, code, becomes] of cases) {
    vendor.answerWith(answerJson({ error: 'no' }, status))
    const first = await send('items.add', `key-${status}`)
    expectProblem(t, first, code)
    const { length } = vendor.requests
    vendor.answerWith(ok)
    const again = await send('items.add', `key-${status}`)
    if (becomes === 'kept') expectReplay(t, first, again, code)
    else t.equal(again.status, 200, `${code}: the same key tries again`)
    t.equal(vendor.requests.length, becomes === 'kept' ? length : length + 1, `${code} is ${becomes}`)
  }
})

t.test('a repeatable write that failed may be tried again with its key', async (t) => {
  const { vendor, send } = await open(t, answerJson({}, 503))
  expectProblem(t, await send('items.put', 'key'), 'vendor_error')
  vendor.answerWith(ok)
  t.equal((await send('items.put', 'key')).status, 200)
})

t.test('a call that never began leaves its key free', async (t) => {
  const { send, post } = await open(t, ok)
  expectProblem(t, await send('items.add', 'key', { points: 'many' }), 'invalid_input')
  const elsewhere = { 'idempotency-key': 'key', 'patchbay-connection': 'nowhere' }
  expectProblem(t, await post('/v1/connectors/probe/items.add', {}, elsewhere), 'not_found')
  t.equal((await send('items.add', 'key', { points: 1 })).status, 200)
})

t.test('a vendor that acts and then says nothing has acted once', { buffered: true }, async (t) => {
  const { vendor, send } = await open(t, () => undefined, { settings: { vendorSilence: '100ms' } })
  const first = await send('items.add', 'key')
  expectProblem(t, first, 'outcome_unknown', 504)
  vendor.answerWith(ok)
  expectReplay(t, first, await send('items.add', 'key'))
  t.equal(vendor.requests.length, 1)
})

t.test('an operation that recovers finds out what was done before it does it again', async (t) => {
  const silent = { settings: { vendorSilence: '100ms', vendorAttempts: 1 } }
  const probe = await open(t, () => undefined, silent)
  const { vendor, send, metric } = probe
  const posts = (): number => vendor.requests.filter(({ method }) => method === 'POST').length
  const unknown = expectProblem(t, await send('items.add-once', 'done'), 'outcome_unknown', 504)
  t.match(unknown, { retryable: true, advice: /the same Idempotency-Key/ })
  vendor.answerWith(answerJson({}, 503))
  expectProblem(t, await send('items.add-once', 'done'), 'vendor_error')
  vendor.answerWith(answerJson({}, 404))
  expectProblem(t, await send('items.add-once', 'done'), 'not_found')
  t.equal(posts(), 1, 'as long as it cannot look, nothing is sent')
  vendor.answerWith(ok)
  const found = await send('items.add-once', 'done')
  t.equal(found.status, 200)
  t.equal(posts(), 1, 'what was found is not sent again')
  expectReplay(t, found, await send('items.add-once', 'done'))
  t.equal(await metric(/^patchbay_idempotency_keys_total\{outcome="recovered"\}/), 3)

  vendor.answerWith(() => undefined)
  const unkeyed = expectProblem(t, await probe.call('items.add-once'), 'outcome_unknown', 504)
  t.match(unkeyed, { retryable: false }, 'without a key nobody can find out')
  expectProblem(t, await send('items.add-once', 'lost'), 'outcome_unknown', 504)
  vendor.answerWith((request, response) => answerJson({ ok: request.method === 'POST' })(request, response))
  t.equal((await send('items.add-once', 'lost')).status, 200)
  t.equal(posts(), 4, 'what was not found is sent')
  const keys = vendor.requests.map(({ headers }) => headers['x-write'])
  t.equal(new Set(keys).size, 3, 'each call with a key names the same write')
  expectProblem(t, await send('items.add-once', 'lost', { points: 2 }), 'idempotency_mismatch')
})

t.test('half of a call that was done is never done again', async (t) => {
  const { vendor, send } = await open(t, ok, { settings: { vendorAttempts: 1 } })
  vendor.answerWith((request, response) =>
    answerJson({ ok: true }, request.url === '/items' ? 200 : 429)(request, response),
  )
  const first = await send('items.add-two', 'key')
  t.match(expectProblem(t, first, 'outcome_unknown').detail, /An earlier request of this call/)
  vendor.answerWith(ok)
  expectReplay(t, first, await send('items.add-two', 'key'))
  t.equal(vendor.requests.length, 2)
})

t.test('a caller that leaves can come back for the answer', async (t) => {
  const { listener, release } = held()
  const { vendor, url, send } = await open(t, listener)
  const leaving = new AbortController()
  const left = fetch(`${url}/v1/connectors/probe/items.add`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${adminKey}`,
      'content-type': 'application/json',
      'idempotency-key': 'key',
    },
    body: '{}',
    signal: leaving.signal,
  })
  t.ok(await until(() => vendor.requests.length === 1))
  leaving.abort()
  await t.rejects(left)
  expectProblem(t, await send('items.add', 'key'), 'conflict')
  release()
  let answer: Answer | undefined
  t.ok(await until(async () => (answer = await send('items.add', 'key')).status === 200))
  t.equal(answer?.headers['idempotency-replayed'], 'true')
  t.equal(vendor.requests.length, 1)
})

t.test('without the store a write with a key is refused, and others go on', async (t) => {
  const flaky = flakyStore(await anyStore(t))
  const { vendor, call, send } = await open(t, ok, { dependencies: { store: flaky.store } })
  flaky.availability.isUp = false
  flaky.failing.set('insert', 'before').set('select', 'before').set('delete', 'before')
  const problem = expectProblem(t, await send('items.add', 'key'), 'state_unavailable')
  t.match(problem, { retryable: true, retryAfter: 1 })
  t.equal(vendor.requests.length, 0, 'nothing was sent')
  t.equal((await call('items.add')).status, 200)
  t.equal((await send('items.get', 'key')).status, 200)
})

t.test('closing waits for a write whose caller has gone', async (t) => {
  const flaky = flakyStore(await anyStore(t))
  const { listener, release } = held()
  const { app, vendor, url } = await open(t, listener, { dependencies: { store: flaky.store } })
  const leaving = new AbortController()
  const headers = { authorization: `Bearer ${adminKey}`, 'idempotency-key': 'key' }
  const left = fetch(`${url}/v1/connectors/probe/items.add`, {
    method: 'POST',
    headers,
    signal: leaving.signal,
  })
  t.ok(await until(() => vendor.requests.length === 1))
  leaving.abort()
  await t.rejects(left)
  const closed = app.close()
  setTimeout(release, 50)
  await closed
  const { vendor: other, send } = await open(t, ok, { dependencies: { store: flaky.store } })
  const answer = await send('items.add', 'key')
  t.equal(answer.status, 200)
  t.equal(answer.headers['idempotency-replayed'], 'true')
  t.equal(other.requests.length, 0)
})

t.test('a connector has one name for a write, however often it is sent', async (t) => {
  const { vendor, call, send } = await open(t, answerJson({}, 429), { settings: { vendorAttempts: 2 } })
  const names = (): unknown[] => vendor.requests.splice(0).map(({ headers }) => headers['x-write'])
  await send('items.add', 'key')
  const [name, ...more] = names()
  t.match(name, /^[\w-]{43}$/)
  t.same(more, [name], 'the second attempt has the same')
  await send('items.add', 'key')
  t.same(names(), [name, name], 'the repetition of a call without effect as well')
  await send('items.add', 'other')
  t.notMatch(names(), [name])
  await call('items.add')
  await call('items.add')
  const [one, same, other] = names()
  t.match(one, /^[0-9a-f]{32}$/, 'a call without a key has a name of its own')
  t.equal(same, one)
  t.not(other, one)
})

t.test('a secret that a caller has entered is not kept in an answer', async (t) => {
  const files = connectorPackage('some', {
    definition: `operations: {
      'thing.get': get,
      'thing.add': {
        ...get,
        effect: 'write',
        input: Type.Object({ password: Secret() }),
        examples: [{ title: 'It', input: { password: 'hunter-2000' }, output: {} }],
        run: async ({ input }) => {
          throw new Problem('vendor_rejected', { detail: 'The vendor dislikes ' + input.password + '.' })
        },
      },
    }`,
  })
  const source = (files['index.js'] ?? '').replace('Secret, Type', 'Problem, Secret, Type')
  const store = await anyStore(t)
  const { post } = await openApp(t, {
    settings: { connectors: './some', useMockData: false },
    dependencies: {
      baseFolder: t.testdir({ some: { ...files, 'index.js': source } }),
      connections: [{ id: 'main', connector: 'some', credentials: { key: 'the-key-of-it' } }],
      store,
    },
  })
  const send = (): Promise<Answer> =>
    post('/v1/connectors/some/thing.add', { password: 'swordfish-77' }, { 'idempotency-key': 'key' })
  const first = await send()
  expectProblem(t, first, 'vendor_rejected')
  expectReplay(t, first, await send())
  const kept = await store.database.selectFrom('idempotency_records').selectAll().execute()
  t.equal(kept.length, 1)
  t.notMatch(first.text + JSON.stringify(kept), /swordfish-77/)
})
