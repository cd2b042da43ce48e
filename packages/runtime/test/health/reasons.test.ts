import t from 'tap'
import { createFirstSeen } from '../../src/health/first-seen.ts'
import { limitReasons } from '../../src/health/limit-reasons.ts'
import { quarantineReason, supportReason } from '../../src/health/standing-reasons.ts'
import { beginOfRun, trafficReasons } from '../../src/health/traffic-health.ts'
import type { LimitState } from '../../src/limits/limit-overview.ts'
import type { CallHistoryLine } from '../../src/statistics/call-history.ts'
import { figuresOf } from '../../src/statistics/figures.ts'
import { upperBounds } from '../../src/telemetry/duration-histogram.ts'

const minute = 60_000
const day = 86_400_000

/** A minute with so many calls, of which so many failed, and none took long. */
function at(index: number, calls: number, vendorErrors = 0, callerErrors = 0): CallHistoryLine {
  const buckets = [calls - callerErrors, ...upperBounds.map(() => 0)]
  return { at: index * minute, calls, vendorErrors, callerErrors, ownErrors: 0, cacheHits: 0, buckets }
}

const fails = ({ errorRatio }: { readonly errorRatio: number | null }): boolean => (errorRatio ?? 0) >= 0.05

t.test('a run of bad minutes begins behind the last good one', async (t) => {
  t.equal(beginOfRun([], fails), undefined)
  t.equal(beginOfRun([at(1, 10, 5), at(2, 10), at(4, 10, 1), at(5, 10, 9)], fails), 4 * minute)
  t.equal(beginOfRun([at(1, 10), at(2, 10, 5), at(3, 10)], fails), 2 * minute, 'a good one may follow')
  t.equal(
    beginOfRun([at(1, 10, 5), at(2, 3, 0, 3), at(3, 10, 5)], fails),
    minute,
    'callers at fault say nothing',
  )
})

t.test('since when is asked once, and again after nobody has looked for a while', async (t) => {
  let time = 0
  const seen = createFirstSeen(() => time)
  t.equal(await seen.see('a', () => 1), 1)
  time = minute
  t.equal(await seen.see('a', () => 2), 1)
  time += minute + 1
  t.equal(await seen.see('a', () => 3), 3)
  seen.forget('a')
  t.equal(await seen.see('a', () => 4), 4)
})

t.test('calls that take long degrade a connector', async (t) => {
  const slow = [...upperBounds.map(() => 0), 0]
  slow[upperBounds.findIndex((bound) => bound > 10)] = 20
  const line = { ...at(3, 20), buckets: slow }
  const questions: unknown[] = []
  const history = {
    read: async (question: unknown) => {
      questions.push(question)
      return [at(1, 20), line]
    },
  }
  const seen = createFirstSeen(() => 0)
  const asked = { tenant: 'acme', connector: 'some', figures: figuresOf(line), now: 4 * minute }
  const expected = [{ code: 'slow', status: 'degraded', since: 3 * minute }]
  t.match(await trafficReasons(history, seen, asked), expected)
  t.match(await trafficReasons(history, seen, asked), expected)
  t.match(questions, [{ tenant: 'acme', connector: 'some', step: minute }])
  t.equal(questions.length, 1, 'what is known is not asked again')
  t.same(await trafficReasons(history, seen, { ...asked, figures: figuresOf(at(3, 20)) }), [])
})

t.test('the end of support counts from 30 days before on', async (t) => {
  const of = (sunset: string | null, now: number) =>
    supportReason({ version: '1.0.0', vendor: { api: 'Some 1', docs: '', sunset } }, now)
  const end = Date.parse('2027-01-01')
  t.equal(of(null, end), undefined)
  t.equal(of('2027-01-01', end - 30 * day - 1), undefined)
  t.match(of('2027-01-01', end - 30 * day), { since: end - 30 * day, message: /loses .* on 2027-01-01/ })
  t.match(of('2027-01-01', end), { since: end - 30 * day, message: /has been without/ })
})

t.test('another major keeps a connector in quarantine from being down', async (t) => {
  const held = { reference: './some', id: 'some', code: 'import_failed', reason: 'Broken.' } as const
  t.match(quarantineReason(held, true, 5), { status: 'degraded', since: 5, message: /import_failed.*Broken/ })
  t.equal(quarantineReason(held, false, 5).status, 'down')
})

t.test('limits count when calls cannot go on, once for each connector', async (t) => {
  const state: LimitState = {
    connector: 'some',
    connection: 'main',
    limit: 'day',
    title: 'A day',
    unit: 'requests',
    kind: 'window',
    per: [],
    values: {},
    capacity: 10,
    left: 0,
    fullIn: 60,
    waiting: 0,
    pausedUntil: null,
    source: '',
    degraded: false,
  }
  const seen = createFirstSeen(() => 0)
  const reasonsOf = async (...states: LimitState[]) => [
    ...(await limitReasons(states, 'acme', seen, minute)).values(),
  ]
  t.match(await reasonsOf(state, { ...state, connection: 'other' }), [
    {
      code: 'limit_exhausted',
      since: minute,
      subject: 'day',
      message: /"A day".*main until .*00:02:00.*and 1 more/,
    },
  ])
  t.same(await reasonsOf({ ...state, left: 1 }), [])
  t.same(await reasonsOf({ ...state, kind: 'bucket' }), [], 'it fills again at once')
  t.equal((await reasonsOf({ ...state, kind: 'bucket', waiting: 1 })).length, 1)
  t.same(await reasonsOf({ ...state, kind: 'concurrency', waiting: 1 }), [], 'it is in use')
  const paused = { ...state, left: 9, pausedUntil: '2027-01-01T00:00:00.000Z' }
  t.match(await reasonsOf(paused), [{ message: /until 2027-01-01/ }])
})
