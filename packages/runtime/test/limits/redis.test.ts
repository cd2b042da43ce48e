import { setTimeout as sleep } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { startRedis } from '@patchbay/test-servers'
import { createLimiter, type Limiter } from '../../src/limits/limiter.ts'
import { createRedisState } from '../../src/shared-state/redis/create-redis-state.ts'
import { sharedKey } from '../../src/shared-state/shared-key.ts'
import type { BucketRule, Take } from '../../src/shared-state/shared-limits.ts'
import { until } from '../support/until.ts'

const instances = 2

/** Limiters of so many instances on one real Redis, once all know of each other. */
async function openFleet(t: Test): Promise<readonly [Limiter, Limiter]> {
  const redis = await startRedis()
  t.teardown(() => redis.stop())
  const opened = Array.from({ length: instances }, () => {
    const state = createRedisState({ url: redis.url, prefix: redis.prefix, commandTimeout: 5_000 })
    const limiter = createLimiter({ state })
    t.teardown(async () => {
      await limiter.close()
      await state.close()
    })
    return { state, limiter }
  })
  const isReady = await until(
    () => opened.every(({ state }) => state.availability.isUp && state.availability.instances === instances),
    20_000,
  )
  if (!isReady) throw new Error('the instances do not know of each other')
  return opened.map(({ limiter }) => limiter) as unknown as readonly [Limiter, Limiter]
}

const take = (name: string, rule: BucketRule, cost = 1): Take => ({
  key: sharedKey('test', name),
  rule,
  cost,
})

t.test('two limiters on one Redis admit what one limit allows', async (t) => {
  const [one, other] = await openFleet(t)
  // Nothing of it comes back while the test runs.
  const hour: BucketRule = { kind: 'window', amount: 300, window: 3_600_000 }
  let admitted = 0
  const ask = async (limiter: Limiter): Promise<void> => {
    for (let count = 0; count < 400; count += 1) {
      const admission = await limiter.tryAcquire([take('hour', hour)])
      if (admission.admitted) admitted += 1
    }
  }
  await Promise.all([ask(one), ask(other)])
  t.ok(admitted <= 300, `${admitted} of 300`)
  // The rest of a lease may be given back only when the other one has ended.
  await sleep(300)
  await Promise.all([ask(one), ask(other)])
  t.ok(admitted >= 294 && admitted <= 300, `${admitted} of 300`)
})

t.test('what one takes, releases, learns and pauses, the other one heeds', async (t) => {
  const [one, other] = await openFleet(t)
  const small: BucketRule = { kind: 'bucket', capacity: 10, refillPerSecond: 0.001 }
  await one.tryAcquire([take('small', small, 8)])
  t.match(await other.tryAcquire([take('small', small, 5)]), { admitted: false, reason: 'spent' })
  one.learn(take('small', small).key, { ...small }, { left: 9 })
  t.ok(await until(async () => Math.round((await other.levels([take('small', small)]))[0]?.left ?? 0) === 9))

  const lane: BucketRule = { kind: 'concurrency', amount: 1, holdFor: 60_000 }
  const hold = (holder: string): Take => ({ ...take('lane', lane), holder })
  t.match(await one.tryAcquire([hold('one')]), { admitted: true })
  t.match(await other.tryAcquire([hold('other')]), { admitted: false })
  one.release([hold('one')])
  t.ok(await until(async () => (await other.tryAcquire([hold('other')])).admitted))

  const gate = sharedKey('test', 'gate')
  one.pause(gate, 60_000)
  t.ok(await until(() => other.pausedFor(gate) > 50_000))
  t.match(await other.tryAcquire([], gate), { admitted: false, reason: 'paused', take: -1 })
})

t.test('who waits on one instance for a lane of another gets it when it is free', async (t) => {
  const [one, other] = await openFleet(t)
  const lane: BucketRule = { kind: 'concurrency', amount: 1, holdFor: 60_000 }
  const hold = (holder: string): Take => ({ ...take('lane', lane), holder })
  await one.tryAcquire([hold('one')])
  const deadline = { left: 30_000, onAbort: () => undefined, offAbort: () => undefined }
  const waits = other.acquire([hold('other')], { deadline, fairKey: 'a' })
  await sleep(100)
  one.release([hold('one')])
  t.match(await waits, { admitted: true })
})
