import t from 'tap'
import { createClient, isProblem, type ClientOptions } from '@patchbay/client'
import { answerOf, problemOf } from './support/outcome.ts'
import { answer, hangUp, page, refuse, sayNothing, scriptedServer } from './support/scripted-server.ts'

/** No waits but those that the server asks for. */
const hasty = (options: ClientOptions) => createClient({ random: () => 0, ...options })
const list = answer({ sites: [] })

t.test('what the server calls retryable is sent again, with the same key', async (t) => {
  const { baseUrl, arrived } = await scriptedServer(
    t,
    refuse(503, 'circuit_open'),
    refuse(429, 'vendor_rate_limited'),
    list,
  )
  const client = hasty({ baseUrl })
  answerOf(await client.call('gsc', 'sites.list'))
  const keys = arrived.map(({ headers }) => headers['idempotency-key'])
  t.equal(keys.length, 3)
  t.match(keys[0], /^[0-9a-f]{32}$/)
  t.equal(new Set(keys).size, 1)
  answerOf(await client.call('gsc', 'sites.list'))
  t.not(arrived[3]?.headers['idempotency-key'], keys[0], 'another call has another one')
})

t.test('what it does not is not', async (t) => {
  const { baseUrl, arrived } = await scriptedServer(t, refuse(502, 'outcome_unknown', { retryable: false }))
  t.equal(problemOf(await hasty({ baseUrl }).call('gsc', 'sites.list')).code, 'outcome_unknown')
  t.equal(arrived.length, 1)
})

t.test('there is an end to it', async (t) => {
  const { baseUrl, arrived } = await scriptedServer(t, refuse(503, 'circuit_open'))
  t.equal(problemOf(await hasty({ baseUrl }).call('gsc', 'sites.list')).code, 'circuit_open')
  t.equal(arrived.length, 3)
  await hasty({ baseUrl, retries: { attempts: 5 } }).call('gsc', 'sites.list')
  t.equal(arrived.length, 8)
  await hasty({ baseUrl, retries: false }).call('gsc', 'sites.list')
  t.equal(arrived.length, 9)
})

t.test('a lost answer is asked for again where that cannot do anything twice', async (t) => {
  const lost = async (send: (client: ReturnType<typeof hasty>) => Promise<unknown>): Promise<number> => {
    const { baseUrl, arrived } = await scriptedServer(t, hangUp, list)
    await send(hasty({ baseUrl }))
    return arrived.length
  }
  t.equal(await lost((client) => client.call('gsc', 'sites.add', { siteUrl: 'sc-domain:a.example' })), 2)
  t.equal(
    await lost((client) =>
      client.call('gsc', 'sites.add', { siteUrl: 'sc-domain:a.example' }, { idempotencyKey: false }),
    ),
    1,
    'without a key',
  )
  t.equal(await lost((client) => client.read('gsc', 'sites.list')), 2)
  t.equal(await lost((client) => client.get('/v1/keys')), 2)
  t.equal(await lost((client) => client.delete('/v1/keys/{id}', { path: { id: 'key_1' } })), 2)
  t.equal(await lost((client) => client.post('/v1/keys', { body: { name: 'a', role: 'viewer' } })), 1)
  t.equal(
    await lost((client) => client.patch('/v1/keys/{id}', { path: { id: 'key_1' }, body: { name: 'b' } })),
    1,
  )
})

t.test('an attempt that still runs is waited for', async (t) => {
  const running = refuse(409, 'conflict', { retryAfter: 0 })
  const { baseUrl, arrived } = await scriptedServer(t, hangUp, running, running, running, running, list)
  answerOf(await hasty({ baseUrl }).call('gsc', 'sites.add', { siteUrl: 'sc-domain:a.example' }))
  t.equal(arrived.length, 6)
})

t.test('a call that failed says with which key it can be repeated', async (t) => {
  const { baseUrl, arrived } = await scriptedServer(t, hangUp)
  const client = createClient({ baseUrl, retries: false })
  const { idempotencyKey } = problemOf(await client.call('gsc', 'sites.list'))
  t.equal(idempotencyKey, arrived[0]?.headers['idempotency-key'])
  problemOf(await client.call('gsc', 'sites.list', {}, { idempotencyKey }))
  t.equal(arrived[1]?.headers['idempotency-key'], idempotencyKey)
  t.notOk('idempotencyKey' in problemOf(await client.get('/v1/keys')))
})

t.test('what cannot be sent is a mistake, and is thrown', async (t) => {
  const { baseUrl, arrived } = await scriptedServer(t, list)
  const circle: Record<string, unknown> = {}
  circle['self'] = circle
  await t.rejects(hasty({ baseUrl }).call('gsc', 'sites.list', circle as never), TypeError)
  t.equal(arrived.length, 0)
})

t.test('what was turned away was not begun, so it is sent again whatever it is', async (t) => {
  const body = { name: 'a', role: 'viewer' } as const
  const limited = await scriptedServer(t, refuse(429, 'rate_limited'), refuse(503, 'overloaded'), answer({}))
  answerOf(await hasty({ baseUrl: limited.baseUrl, timeout: 60_000 }).post('/v1/keys', { body }))
  t.equal(limited.arrived.length, 3)
  const away = await scriptedServer(t, refuse(503, 'state_unavailable'))
  t.equal(problemOf(await hasty(away).post('/v1/keys', { body })).code, 'state_unavailable')
  t.equal(away.arrived.length, 1, 'here it may have been')
})

t.test(
  'a wait that the server asks for is heeded: what the deadline does not allow is not waited for',
  async (t) => {
    for (const [more, headers] of [
      [{ retryAfter: 60 }, {}],
      [{}, { 'retry-after': '60' }],
    ] as const) {
      const { baseUrl, arrived } = await scriptedServer(t, refuse(429, 'rate_limited', more, headers), list)
      const problem = problemOf(await hasty({ baseUrl, timeout: 30_000 }).call('gsc', 'sites.list'))
      t.ok(isProblem(problem, 'rate_limited') && problem.retryAfter === 60)
      t.equal(arrived.length, 1)
    }
    const { baseUrl, arrived } = await scriptedServer(t, refuse(429, 'rate_limited', { retryAfter: 1 }), list)
    answerOf(await hasty({ baseUrl, timeout: 60_000 }).call('gsc', 'sites.list'))
    t.equal(arrived.length, 2)
  },
)

t.test('waits are drawn at random, from twice as much each time, up to the cap', async (t) => {
  const { baseUrl } = await scriptedServer(t, refuse(503, 'circuit_open'))
  const draws: number[] = []
  const drawing = { random: () => draws.push(0) * 0, retries: { attempts: 6, base: 10, cap: 40 } }
  await createClient({ baseUrl, ...drawing }).call('gsc', 'sites.list')
  t.equal(draws.length, 5)
  // At most the whole of each span: what does not fit into the deadline is not waited for.
  const { baseUrl: other, arrived } = await scriptedServer(t, refuse(503, 'circuit_open'))
  const longest = { random: () => 1, timeout: 30_000, retries: { attempts: 6, base: 60_000, cap: 1 } }
  await createClient({ baseUrl: other, ...longest }).call('gsc', 'sites.list')
  t.equal(arrived.length, 6, 'the cap holds from the first one on')
  const uncapped = { random: () => 1, timeout: 30_000, retries: { base: 60_000, cap: 60_000 } }
  await createClient({ baseUrl: other, ...uncapped }).call('gsc', 'sites.list')
  t.equal(arrived.length, 7)
})

t.test('a signal ends everything', async (t) => {
  const { baseUrl, arrived } = await scriptedServer(t, refuse(429, 'rate_limited', { retryAfter: 60 }))
  const client = hasty({ baseUrl })
  const controller = new AbortController()
  const waiting = client.call('gsc', 'sites.list', {}, { signal: controller.signal })
  while (arrived.length === 0) await new Promise((resolve) => setImmediate(resolve))
  controller.abort()
  t.equal(problemOf(await waiting).code, 'aborted')
  t.equal(
    problemOf(await client.call('gsc', 'sites.list', {}, { signal: AbortSignal.abort() })).code,
    'aborted',
  )
  t.equal(arrived.length, 1)

  const silent = await scriptedServer(t, sayNothing)
  const hanging = new AbortController()
  const asked = hasty(silent).get('/v1/keys', { signal: hanging.signal })
  while (silent.arrived.length === 0) await new Promise((resolve) => setImmediate(resolve))
  hanging.abort()
  t.equal(problemOf(await asked).code, 'aborted')
})

t.test('the deadline is that of all attempts', async (t) => {
  const { baseUrl, arrived } = await scriptedServer(t, hangUp, sayNothing)
  const problem = problemOf(await hasty({ baseUrl, timeout: 2_000 }).call('gsc', 'sites.list'))
  t.match(problem, { code: 'deadline_exceeded', status: 0, retryable: true })
  t.equal(arrived.length, 2)
})

t.test('what is not from a Patchbay is a problem of its own', async (t) => {
  const gateway = await scriptedServer(t, page(502), page(404))
  t.match(problemOf(await hasty(gateway).call('gsc', 'sites.list')), {
    code: 'unexpected_answer',
    status: 404,
  })
  t.equal(gateway.arrived.length, 2, 'a gateway whose server is away is asked again')
  const other = await scriptedServer(t, page(200))
  t.match(problemOf(await hasty(other).get('/v1/keys')), { code: 'unexpected_answer', status: 200 })
  const elsewhere = await scriptedServer(t, (response) => {
    response.writeHead(302, { location: gateway.baseUrl }).end()
  })
  t.match(problemOf(await hasty(elsewhere).get('/v1/keys')), { code: 'unexpected_answer' })
  t.equal(gateway.arrived.length, 2, 'a redirect is not followed')
  const nobody = await hasty({ baseUrl: 'http://127.0.0.1:1', retries: false }).get('/v1/keys')
  t.match(problemOf(nobody), { code: 'unreachable', status: 0, retryable: true })
  const cut = await scriptedServer(t, (response) => {
    response.writeHead(200, { 'content-length': '100' }).write('{"data":')
    setImmediate(() => response.destroy())
  })
  t.equal(problemOf(await hasty(cut).get('/v1/keys')).code, 'interrupted')
  t.equal(cut.arrived.length, 3)
})
