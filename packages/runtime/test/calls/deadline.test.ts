import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { expectProblem } from '../support/expect-problem.ts'
import { openProbe } from '../support/open-probe.ts'
import { answerJson } from '../support/start-vendor.ts'

const timed = async <T>(work: Promise<T>): Promise<[T, number]> => {
  const begun = performance.now()
  const result = await work
  return [result, performance.now() - begun]
}

t.test('Retry-After longer than the call has left is told to the caller, not waited for', async (t) => {
  const { vendor, call, calls } = await openProbe(t, answerJson({}, 429, { 'retry-after': '60' }))
  const answer = await call('items.get')
  t.equal(expectProblem(t, answer, 'vendor_rate_limited').retryAfter, 60)
  t.equal(answer.headers['retry-after'], '60')
  t.equal(vendor.requests.length, 1)
  t.match(calls(), [{ attempts: 1 }])
})

t.test('Retry-After that the call has time for is waited for', async (t) => {
  let count = 0
  const { call } = await openProbe(t, (request, response) => {
    count += 1
    const headers = { 'retry-after': '0.3' }
    answerJson({ ok: true }, count === 1 ? 503 : 200, count === 1 ? headers : {})(request, response)
  })
  const [answer, took] = await timed(call('items.get'))
  t.equal(answer.status, 200)
  t.ok(took >= 300, `${took} ms`)
})

t.test('decimals and dates are Retry-After as well', async (t) => {
  const now = Date.parse('2030-01-01T00:00:00Z')
  const { vendor, call } = await openProbe(t, answerJson({}), {
    // Each of these answers would hold back the next request.
    settings: { limits: 'observe' },
    dependencies: { now: () => now },
  })
  const waits: ReadonlyArray<[string, number | undefined]> = [
    ['1.5', 1.5],
    ['120', 120],
    ['Tue, 01 Jan 2030 00:01:30 GMT', 90],
    ['2030-01-01T00:00:30Z', 30],
    ['soon', undefined],
    ['-5', undefined],
    ['1e9', undefined],
  ]
  for (const [header, expected] of waits) {
    vendor.answerWith(answerJson({}, 429, { 'retry-after': header }))
    const problem = expectProblem(t, await call('items.get'), 'vendor_rate_limited')
    t.equal(problem.retryAfter, expected, header)
  }
  vendor.answerWith(answerJson({}, 429, { 'retry-after': 'Mon, 31 Dec 2029 23:00:00 GMT' }))
  t.equal(expectProblem(t, await call('items.get'), 'vendor_rate_limited').retryAfter, 0, 'it is over')
})

t.test('the deadline of the call ends an attempt', async (t) => {
  const { vendor, call, calls } = await openProbe(t, () => {}, { settings: { vendorSilence: '10s' } })
  const [answer, took] = await timed(call('items.get'))
  t.match(expectProblem(t, answer, 'vendor_timeout').detail, /within 2000 ms/)
  t.ok(took >= 1_990, `${took} ms`)
  t.equal(vendor.requests.length, 1)
  t.match(calls(), [{ attempts: 1, outcome: 'vendor_timeout' }])
  expectProblem(t, await call('items.add'), 'outcome_unknown', 504)
})

t.test('the deadline of the call ends a vendor that drips', async (t) => {
  const { call } = await openProbe(t, (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    const drip = setInterval(() => response.write(' '), 20)
    response.on('close', () => clearInterval(drip))
  })
  const [answer, took] = await timed(call('items.get'))
  expectProblem(t, answer, 'vendor_timeout')
  t.ok(took >= 1_990, `${took} ms`)
})

t.test('a wait between attempts that does not fit is not begun', async (t) => {
  const { vendor, call } = await openProbe(t, answerJson({}, 503, { 'retry-after': '1.2' }))
  const [answer, took] = await timed(call('items.get'))
  expectProblem(t, answer, 'vendor_error')
  t.equal(vendor.requests.length, 2, 'the first wait fits, the second does not')
  t.ok(took >= 1_200, `${took} ms`)
})

t.test('no operation gets more time than the setting allows', async (t) => {
  const { call } = await openProbe(t, () => {}, {
    settings: { callTimeoutMax: '200ms', vendorSilence: '10s' },
  })
  const answer = await call('items.get')
  t.match(expectProblem(t, answer, 'vendor_timeout').detail, /within 200 ms/)
})

t.test('a connector that never settles is left behind', async (t) => {
  const { call, calls } = await openProbe(t, answerJson({}))
  const [answer, took] = await timed(call('faults.cause', { kind: 'endless' }))
  expectProblem(t, answer, 'vendor_timeout')
  t.ok(took >= 290, `${took} ms`)
  t.match(calls(), [{ outcome: 'vendor_timeout', attempts: 0 }])
})

t.test('a call that is done leaves no timer that could end another', async (t) => {
  const { call, calls } = await openProbe(t, answerJson({ ok: true }))
  t.equal((await call('faults.cause', { kind: 'partial' })).status, 200)
  await sleep(400)
  t.equal(calls().length, 1)
})
