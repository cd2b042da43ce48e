import t from 'tap'
import { expectProblem } from '../support/expect-problem.ts'
import { openApp } from '../support/open-app.ts'
import { openProbe } from '../support/open-probe.ts'
import { answerJson } from '../support/start-vendor.ts'

const say = '/v1/connectors/echo/text.say'
const traceId = '4bf92f3577b34da6a3ce929d0e0e4736'

t.test('a call has one line, with its ids', async (t) => {
  const { post, calls } = await openApp(t)
  const answer = await post(say, { text: 'a' }, { traceparent: `00-${traceId}-00f067aa0ba902b7-01` })
  t.match(calls(), [
    {
      level: 'info',
      time: /^\d{4}-\d\d-\d\dT/,
      requestId: answer.headers['x-request-id'],
      traceId,
      connector: 'echo',
      operation: 'text.say',
      connection: 'echo-emulator',
      outcome: 'ok',
      attempts: 1,
      duration: Number,
    },
  ])
})

t.test('a call that fails has one line, whatever it fails at', async (t) => {
  const { vendor, post, call, calls, lines, metric } = await openProbe(t, answerJson({}, 400))
  const failing: ReadonlyArray<[string, () => ReturnType<typeof call>]> = [
    ['vendor_rejected', () => call('items.get')],
    ['internal', () => call('faults.cause', { kind: 'type-error' })],
    ['invalid_input', () => call('items.get', { more: 1 })],
    ['not_found', () => post('/v1/connectors/probe/items.get', {}, { 'patchbay-connection': 'gone' })],
  ]
  for (const [index, [outcome, fail]] of failing.entries()) {
    const answer = await fail()
    const { traceId: id } = JSON.parse(answer.text) as { traceId: string }
    t.equal(calls().length, index + 1, outcome)
    t.match(calls().at(-1), { outcome, traceId: id, requestId: answer.headers['x-request-id'] })
    t.equal(await metric(new RegExp(`^patchbay_calls_total\\{.*outcome="${outcome}"\\}`)), 1, outcome)
  }
  t.match(calls()[0], { level: 'warn', detail: /400/, upstream: { status: 400 } })
  t.equal(lines().filter(({ level }) => level === 'error').length, 1, 'only our own fault is an error')
  t.equal(vendor.requests.length, 1)
})

t.test('a request that is no call has no line', async (t) => {
  const { get, lines } = await openApp(t)
  const before = lines().length
  for (const path of ['/livez', '/v1/connectors', '/nothing', '/metrics']) await get(path)
  t.equal(lines().length, before)
})

t.test('successes are sampled, failures and slow calls are not', async (t) => {
  const draws = [0.05, 0.2, 0.9, 0.09]
  const { vendor, call, calls } = await openProbe(t, answerJson({ ok: true }), {
    settings: { logSample: 0.1, slowCall: '80ms' },
    dependencies: { random: () => draws.shift() ?? 0.99 },
  })
  for (let count = 0; count < 4; count += 1) await call('items.get')
  t.equal(calls().length, 2, 'those that drew less than a tenth')
  vendor.answerWith(answerJson({}, 404))
  expectProblem(t, await call('items.get'), 'not_found')
  t.equal(calls().length, 3)
  vendor.answerWith((request, response) => {
    setTimeout(() => answerJson({ ok: true })(request, response), 100)
  })
  await call('items.get')
  t.equal(calls().length, 4)
})

t.test('what a connector logs carries the ids of its call, under a name of its own', async (t) => {
  const { call, lines } = await openProbe(t, answerJson({ ok: true }))
  const answer = await call('faults.cause', { kind: 'log', text: 'x' })
  const ids = { connector: 'probe', operation: 'faults.cause', requestId: answer.headers['x-request-id'] }
  t.match(
    lines().filter(({ msg, requestId }) => msg !== 'call' && requestId !== undefined),
    [
      { ...ids, level: 'debug', msg: 'debugged', fields: { text: 'x' } },
      { ...ids, level: 'info', msg: 'informed x', fields: { nested: { text: 'x' } } },
      { ...ids, level: 'warn', msg: 'warned' },
    ],
  )
})

t.test('the level of the log is that of its setting', async (t) => {
  const { call, lines } = await openProbe(t, answerJson({ ok: true }), { settings: { logLevel: 'warn' } })
  await call('faults.cause', { kind: 'log', text: 'x' })
  t.match(lines(), [{ level: 'warn' }])
  const silent = await openProbe(t, answerJson({}, 500), { settings: { logLevel: 'silent' } })
  await silent.call('items.get')
  t.same(silent.lines(), [])
})
