import t from 'tap'
import { expectProblem } from '../support/expect-problem.ts'
import { openApp } from '../support/open-app.ts'
import { openProbe } from '../support/open-probe.ts'
import { answerJson } from '../support/start-vendor.ts'

const success = answerJson({ ok: true })

t.test('whatever a connector throws is our fault, said without its words', async (t) => {
  const { call, calls } = await openProbe(t, success)
  for (const kind of ['type-error', 'string', 'undefined']) {
    t.comment(kind)
    const answer = await call('faults.cause', { kind })
    const problem = expectProblem(t, answer, 'internal')
    t.notMatch(answer.text, /secret details|only a string/)
    t.match(problem, { connector: 'probe', operation: 'faults.cause', retryable: false })
    t.match(calls().at(-1), { level: 'error', outcome: 'internal', traceId: problem.traceId })
  }
  t.match(calls()[0], { err: { type: 'TypeError', message: 'secret details of a bug', stack: /faults\.ts/ } })
})

t.test('a connector cannot say that the caller is not known or not allowed', async (t) => {
  const { vendor, call } = await openProbe(t, success)
  const { detail } = expectProblem(
    t,
    await call('faults.cause', { kind: 'forbidden' }),
    'connection_forbidden',
  )
  t.equal(detail, 'The connector itself says so.')
  vendor.answerWith(answerJson({}, 400, { 'x-classify': 'unauthenticated' }))
  expectProblem(t, await call('items.get'), 'connection_unauthorized')
})

t.test('an output that cannot be JSON is our fault, and has its line', async (t) => {
  const { call, lines } = await openProbe(t, success)
  const problem = expectProblem(t, await call('faults.cause', { kind: 'bigint' }), 'internal')
  t.match(
    lines().filter(({ level }) => level === 'error'),
    [{ traceId: problem.traceId, err: { message: /BigInt/ } }],
  )
})

t.test('no output at all is null, with a warning', async (t) => {
  const { call } = await openProbe(t, success)
  const { status, text } = await call('faults.cause', { kind: 'nothing' })
  t.equal(status, 200)
  t.match(JSON.parse(text), { data: null, meta: { warnings: [{ code: 'output_drift' }] } })
})

t.test('an output that does not fit is a warning and a count, not a failure', async (t) => {
  const { post, metric } = await openApp(t)
  const { status, text } = await post('/v1/connectors/echo/text.say', { text: 'drift' })
  t.equal(status, 200)
  t.match(JSON.parse(text), {
    data: { text: 1 },
    meta: { warnings: [{ code: 'output_drift', message: 'must be string', path: '/text' }] },
  })
  t.equal(await metric(/^patchbay_output_drift_total\{connector="echo",operation="text\.say"\}/), 1)
})

t.test('a bug in classify or learn is our fault, and leaves the outcome of a write open', async (t) => {
  for (const header of ['x-classify', 'x-learn']) {
    const { call, calls } = await openProbe(t, answerJson({ ok: true }, 200, { [header]: 'throw' }))
    expectProblem(t, await call('items.get'), 'internal')
    expectProblem(t, await call('items.add'), 'outcome_unknown')
    t.match(calls().at(-1), { err: { message: /a bug in/ } }, 'the cause is in the log all the same')
  }
})

t.test('what the vendor says about a refusal reaches the caller', async (t) => {
  const { call } = await openProbe(t, answerJson({ reason: 'too blue' }, 422))
  t.match(expectProblem(t, await call('items.add'), 'vendor_rejected'), {
    detail: 'The vendor says: {"reason":"too blue"}',
    upstream: { status: 422, code: 'E7' },
    errors: [{ path: '/name', message: 'is not to the liking of the vendor' }],
  })
})

t.test('what an operation reports is in meta', async (t) => {
  const { call } = await openProbe(t, success)
  t.match(JSON.parse((await call('faults.cause', { kind: 'partial' })).text), {
    data: { ok: true },
    meta: {
      partial: true,
      next: 'page-2',
      warnings: [{ code: 'half_missing', message: /^Half is missing/, path: '/ok' }],
    },
  })
  const { text } = await call('items.get')
  const { meta } = JSON.parse(text) as { meta: object }
  t.notOk('warnings' in meta || 'partial' in meta || 'next' in meta)
})

t.test('cost is predicted from the input and corrected by the vendor', async (t) => {
  const { vendor, call } = await openProbe(t, success)
  const costOf = async (input: object): Promise<unknown> =>
    (JSON.parse((await call('items.get', input)).text) as { meta: { cost: unknown } }).meta.cost
  t.same(await costOf({}), { points: { predicted: 1 } })
  t.same(await costOf({ points: 7 }), { points: { predicted: 7 } })
  let count = 0
  vendor.answerWith((request, response) => {
    count += 1
    answerJson({ ok: true }, count === 1 ? 503 : 200, { 'x-points': '3' })(request, response)
  })
  t.same(await costOf({ points: 7 }), { points: { predicted: 7, actual: 6 } }, 'each attempt is charged')
})
