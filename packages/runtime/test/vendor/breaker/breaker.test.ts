import t, { type Test } from 'tap'
import { Breaker, type BreakerOptions, type BreakerState } from '../../../src/vendor/breaker/breaker.ts'
import { stopTime } from '../../support/stopped-time.ts'
import { checkBreakerModel, checkLoneFailure } from './breaker-model.ts'

const options: BreakerOptions = {
  volume: 10,
  errorShare: 0.5,
  window: 10_000,
  slow: 1_000,
  reset: 1_000,
  resetMax: 5_000,
}

function open(t: Test, changes: Partial<BreakerOptions> = {}) {
  const time = stopTime()
  const transitions: Array<[BreakerState, BreakerState, boolean]> = []
  const breaker = new Breaker(
    { ...options, ...changes },
    { now: time.now, onTransition: (...transition) => void transitions.push(transition) },
  )
  t.teardown(() => {
    breaker.shutdown()
    time.end()
  })
  const fail = (times: number, retryAfter = 0): void => {
    for (let count = 0; count < times; count += 1) {
      breaker.leave(breaker.enter(), 'failure', 'vendor_error', retryAfter)
    }
  }
  const succeed = (times: number): void => {
    for (let count = 0; count < times; count += 1) breaker.leave(breaker.enter(), 'success')
  }
  return { breaker, time, transitions, fail, succeed }
}

t.test('it does as its model, whatever comes in whatever order', (t) => {
  // A sudden opening is too rare for so few runs; the drill B08 waits for one.
  const { sudden: _, ...seen } = checkBreakerModel(300)
  for (const [what, times] of Object.entries(seen)) t.ok(times > 0, `${what}: ${times}`)
  t.end()
})

t.test('one failure never opens it', (t) => {
  checkLoneFailure(300)
  t.end()
})

t.test('it opens at the share of failures, and not before the volume', (t) => {
  const { breaker, fail, succeed } = open(t)
  fail(9)
  t.equal(breaker.state, 'closed')
  fail(1)
  t.equal(breaker.state, 'open')
  t.same(breaker.cause, { failures: 10, total: 10, last: 'vendor_error' })
  breaker.reset()
  succeed(11)
  fail(10)
  t.equal(breaker.state, 'closed', '10 of 21')
  fail(1)
  t.equal(breaker.state, 'open', '11 of 22')
  t.end()
})

t.test('in heavy traffic a sudden outage opens it before half of the window has failed', (t) => {
  const { breaker, time, fail, succeed } = open(t)
  succeed(1_000)
  fail(100)
  t.equal(breaker.state, 'closed')
  time.advance(2_000)
  fail(49)
  t.equal(breaker.state, 'closed')
  fail(1)
  t.equal(breaker.state, 'open')
  t.same(breaker.cause, { failures: 50, total: 50, last: 'vendor_error' })
  t.end()
})

t.test('what lies further back than the window does not count', (t) => {
  const { breaker, time, fail } = open(t)
  fail(9)
  time.advance(10_000)
  fail(1)
  t.equal(breaker.state, 'closed')
  t.same(breaker.cause, { failures: 1, total: 1, last: 'vendor_error' })
  t.end()
})

t.test('a clock that is set back does not keep old failures', (t) => {
  let now = 1_000_000
  const breaker = new Breaker(options, { now: () => now, onTransition: () => undefined })
  t.teardown(() => breaker.shutdown())
  for (let count = 0; count < 9; count += 1) breaker.leave(breaker.enter(), 'failure')
  now = 0
  breaker.leave(breaker.enter(), 'success')
  now += 11_000
  t.equal(breaker.cause.total, 0)
  t.end()
})

t.test('the time to the next probe doubles, up to its bound, and a vendor that names it gets it', (t) => {
  const { breaker, time, fail } = open(t)
  fail(10)
  for (const wait of [1_000, 2_000, 4_000, 5_000, 5_000]) {
    t.equal(breaker.probeIn, wait)
    time.advance(wait - 1)
    t.equal(breaker.state, 'open')
    t.equal(breaker.enter(), 0)
    time.advance(1)
    t.equal(breaker.state, 'half-open')
    fail(1)
    t.equal(breaker.state, 'open')
  }
  breaker.reset()
  fail(10, 3)
  t.equal(breaker.probeIn, 3_000)
  breaker.reset()
  fail(10, 3_000)
  t.equal(breaker.probeIn, 5_000, 'within the bound')
  t.end()
})

t.test('one probe at a time, and its success closes with nothing held against the vendor', (t) => {
  const { breaker, time, transitions, fail } = open(t)
  fail(10)
  time.advance(1_000)
  const probe = breaker.enter()
  t.ok(probe < 0)
  t.equal(breaker.enter(), 0)
  breaker.leave(probe, 'nothing')
  t.equal(breaker.state, 'half-open', 'a probe that proves nothing is followed by another')
  const second = breaker.enter()
  t.ok(second < 0)
  breaker.leave(second, 'alive')
  t.equal(breaker.state, 'closed')
  fail(9)
  t.equal(breaker.state, 'closed', 'the failures of before are forgotten')
  t.same(transitions, [
    ['closed', 'open', true],
    ['open', 'half-open', false],
    ['half-open', 'closed', true],
  ])
  t.end()
})

t.test('an attempt that began before it opened neither closes nor opens it', (t) => {
  const { breaker, time, fail } = open(t)
  const early = [breaker.enter(), breaker.enter()] as const
  fail(10)
  time.advance(1_000)
  t.equal(breaker.state, 'half-open')
  breaker.leave(early[0], 'success')
  t.equal(breaker.state, 'half-open')
  breaker.leave(early[1], 'failure')
  t.equal(breaker.state, 'half-open')
  t.end()
})

t.test('isolated by hand, it waits for a hand', (t) => {
  const { breaker, time, transitions } = open(t)
  breaker.isolate()
  time.advance(3_600_000)
  t.equal(breaker.state, 'isolated')
  t.equal(breaker.enter(), 0)
  breaker.isolate()
  breaker.reset()
  t.equal(breaker.state, 'closed')
  t.same(transitions, [
    ['closed', 'isolated', true],
    ['isolated', 'closed', true],
  ])
  t.end()
})

t.test('what another instance decided is done, and not said to be our own', (t) => {
  const { breaker, time, transitions } = open(t)
  const opening = { cause: { failures: 7, total: 8, last: 'vendor_timeout' }, probeIn: 300, failedProbes: 2 }
  breaker.adopt('open', opening)
  t.same(breaker.cause, opening.cause)
  t.equal(breaker.probeIn, 300)
  breaker.adopt('open', { ...opening, probeIn: 900 })
  time.advance(300)
  t.equal(breaker.state, 'open', 'the later time counts')
  time.advance(600)
  t.equal(breaker.state, 'half-open')
  breaker.leave(breaker.enter(), 'failure')
  t.equal(breaker.probeIn, 5_000, 'its third failed probe')
  breaker.adopt('closed', opening)
  t.same(transitions, [
    ['closed', 'open', false],
    ['open', 'half-open', false],
    ['half-open', 'open', true],
    ['open', 'closed', false],
  ])
  t.end()
})
