import t from 'tap'
import { longestPause } from '../../src/limits/pauses.ts'
import { sharedKey } from '../../src/shared-state/shared-key.ts'
import type { Take } from '../../src/shared-state/shared-limits.ts'
import { limiterFleet } from '../support/limiter-fleet.ts'

const gate = sharedKey('test', 'gate')
const one: Take = {
  key: sharedKey('test', 'x'),
  rule: { kind: 'bucket', capacity: 10, refillPerSecond: 10 },
  cost: 1,
}

t.test('a pause holds on every instance, for the limit or for the gate', async (t) => {
  const { limiters, time } = limiterFleet(t, 2)
  const [first, second] = limiters
  first?.pause(one.key, 5_000)
  first?.pause(gate, 1_000)
  await time.settle()
  t.match(await second?.tryAcquire([one]), { admitted: false, take: 0, wait: 5_000, reason: 'paused' })
  t.match(await second?.tryAcquire([], gate), { admitted: false, take: -1, wait: 1_000, reason: 'paused' })
  t.equal(second?.pausedFor(gate), 1_000)
  await time.advance(1_000)
  t.match(await second?.tryAcquire([], gate), { admitted: true })
  t.equal(second?.pausedFor(gate), 0)
})

t.test('a shorter pause does not end a longer one; an absurd one ends after a day', (t) => {
  const { limiter } = limiterFleet(t, 1)
  limiter.pause(gate, 5_000)
  limiter.pause(gate, 1_000)
  t.equal(limiter.pausedFor(gate), 5_000)
  limiter.pause(one.key, 1e12)
  t.equal(limiter.pausedFor(one.key), longestPause)
  limiter.pause(one.key, Number.NaN)
  t.equal(limiter.pausedFor(one.key), longestPause)
  t.end()
})

t.test('an instance that starts later, or was away, asks what it has missed', async (t) => {
  const { limiter, state, time, add } = limiterFleet(t, 1)
  limiter.pause(gate, 5_000)
  await time.advance(1_000)
  const newcomer = add()
  t.match(await newcomer.tryAcquire([one], gate), { admitted: false, take: -1, wait: 4_000 })

  const key = sharedKey('test', 'other')
  t.match(await newcomer.tryAcquire([], key), { admitted: true })
  await state.values.set(`${key}:pause`, String(time.now() + 2_000), { ttl: 2_000 })
  t.match(await newcomer.tryAcquire([], key), { admitted: true }, 'it need not ask each time')
  state.setUp(true)
  t.match(await newcomer.tryAcquire([], key), { admitted: false, wait: 2_000 })
})

t.test('who can wait for the end of a pause does', async (t) => {
  const { limiter, time } = limiterFleet(t, 1)
  limiter.pause(gate, 500)
  const waits = limiter.acquire([one], { deadline: time.deadline(1_000), fairKey: 'a', gate })
  const refused = await limiter.acquire([one], { deadline: time.deadline(400), fairKey: 'a', gate })
  t.match(refused, { admitted: false, reason: 'paused' })
  await time.advance(500)
  t.match(await waits, { admitted: true, waited: 500 })
})

t.test('what others publish on the channel by mistake is not heeded', async (t) => {
  const { limiter, state } = limiterFleet(t, 1)
  for (const message of [
    '',
    '{}',
    'null',
    '[1]',
    '{"key":7,"duration":1}',
    `{"key":"${gate}","duration":"x"}`,
  ]) {
    await state.messages.publish('limits:pause', message)
  }
  t.equal(limiter.pausedFor(gate), 0)
})
