import t from 'tap'
import { shareOf } from '../../src/limits/share-of-rule.ts'
import { sharedKey } from '../../src/shared-state/shared-key.ts'
import type { BucketRule, Take } from '../../src/shared-state/shared-limits.ts'
import { limiterFleet, type LimiterFleet } from '../support/limiter-fleet.ts'

const key = sharedKey('test', 'x')
const hundred: BucketRule = { kind: 'window', amount: 100, window: 1_000 }
const take = (rule: BucketRule = hundred, cost = 1): Take => ({ key, rule, cost })

/** How many of so many takes a second are admitted in so many seconds. */
async function load({ limiters, time }: LimiterFleet, rate: number, seconds: number, rule = hundred) {
  let admitted = 0
  for (let n = 0; n < rate * seconds; n += 1) {
    const admission = await limiters[n % limiters.length]?.tryAcquire([take(rule)])
    if (admission?.admitted === true) admitted += 1
    await time.advance(1_000 / rate)
  }
  return admitted
}

t.test('while the store is away the instances keep to the limit by their shares', async (t) => {
  const fleet = limiterFleet(t, 2)
  await load(fleet, 500, 2)
  fleet.state.setUp(false)
  t.ok(fleet.limiter.isDegraded)
  t.match(fleet.limiter.tryAcquire([take()]), { admitted: false }, 'it answers at once')
  const away = await load(fleet, 500, 10)
  t.ok(away >= 700 && away <= 1_300, `${away} in ten seconds`)
  fleet.state.wipe()
  fleet.state.setUp(true)
  const after = await load(fleet, 500, 5)
  t.ok(after >= 490 && after <= 520, `${after} in five seconds after it came back empty`)
})

t.test('a store that fails before it is known to be away does not show', async (t) => {
  const { limiter, state } = limiterFleet(t, 1)
  state.setFailing(true)
  t.match(await limiter.tryAcquire([take()]), { admitted: true })
  t.match(await limiter.levels([take()]), [{ left: 99 }])
  limiter.settle([take(hundred, -1)])
  limiter.release([{ ...take({ kind: 'concurrency', amount: 1, holdFor: 1_000 }), holder: 'one' }])
  limiter.learn(key, hundred, { left: 5 })
  limiter.pause(key, 1_000)
})

t.test('a bucket that was nearly empty is not full because the store went away', async (t) => {
  const fleet = limiterFleet(t, 2)
  const points: BucketRule = { kind: 'bucket', capacity: 1_000, refillPerSecond: 1 }
  await fleet.limiter.tryAcquire([take(points, 900)])
  fleet.state.setUp(false)
  t.match(await fleet.limiter.tryAcquire([take(points, 60)]), { admitted: false, left: 50 })
  t.match(await fleet.limiter.tryAcquire([take(points, 40)]), { admitted: true })
  fleet.state.setUp(true)
  await fleet.time.settle()
  t.match(await fleet.limiter.levels([take(points)]), [{ left: 60 }], 'the store is told what was taken')
})

t.test('what vendors have taught, and corrections, hold while the store is away', async (t) => {
  const fleet = limiterFleet(t, 1)
  const points: BucketRule = { kind: 'bucket', capacity: 100, refillPerSecond: 10 }
  fleet.limiter.learn(key, points, { capacity: 200, refillPerSecond: 20 })
  fleet.state.setUp(false)
  fleet.limiter.settle([take(points, 150)])
  t.match(await fleet.limiter.levels([take(points)]), [{ left: 50, capacity: 200, refillPerSecond: 20 }])
  fleet.limiter.settle([take(points, -20)])
  t.match(await fleet.limiter.levels([take(points)]), [{ left: 70 }])
})

t.test('a share can hold the largest cost, and its rate is that of a share', (t) => {
  t.same(shareOf({ kind: 'bucket', capacity: 90, refillPerSecond: 30 }, 3, 60), {
    kind: 'bucket',
    capacity: 60,
    refillPerSecond: 10,
  })
  t.same(shareOf({ kind: 'window', amount: 2, window: 1_000 }, 3, 1), {
    kind: 'window',
    amount: 1,
    window: 1_500,
  })
  t.match(shareOf({ kind: 'window', amount: 300, window: 1_000 }, 3, 1), { amount: 100, window: 1_000 })
  t.match(shareOf({ kind: 'period', amount: 300, period: 'today', endsAt: 1 }, 3, 1), { amount: 100 })
  t.match(shareOf({ kind: 'concurrency', amount: 2, holdFor: 1 }, 3, 1), { amount: 1 })
  t.end()
})
