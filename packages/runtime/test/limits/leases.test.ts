import t from 'tap'
import { sharedKey } from '../../src/shared-state/shared-key.ts'
import type { BucketRule, Take } from '../../src/shared-state/shared-limits.ts'
import { limiterFleet, type LimiterFleet } from '../support/limiter-fleet.ts'

const large: BucketRule = { kind: 'bucket', capacity: 1_000, refillPerSecond: 1_000 }
const key = sharedKey('test', 'x')
const take = (rule: BucketRule = large, cost = 1): Take => ({ key, rule, cost })

const leftInStore = async ({ state }: LimiterFleet, rule: BucketRule = large): Promise<number> => {
  const [level] = await state.limits.levels([{ key, rule }])
  return level?.left ?? 0
}

t.test('many takes of a large bucket ask the store few times, and never hold much of it', async (t) => {
  const fleet = limiterFleet(t, 2)
  let used = 0
  for (let count = 0; count < 300; count += 1) {
    const admission = await fleet.limiter.tryAcquire([take()])
    if (admission.admitted) used += 1
    const held = 1_000 - used - (await leftInStore(fleet))
    if (held > 10) t.fail(`${held} are held, which is more than a hundredth for each of two instances`)
  }
  t.equal(used, 300)
  t.ok(fleet.state.asked() < 50, `${fleet.state.asked()} questions`)
})

t.test('takes that come together ask the store together', async (t) => {
  const { limiter, state } = limiterFleet(t, 1)
  const admissions = await Promise.all(Array.from({ length: 500 }, async () => limiter.tryAcquire([take()])))
  t.ok(admissions.every(({ admitted }) => admitted))
  t.ok(state.asked() <= 3, `${state.asked()} questions`)
})

t.test('and get what there is, where that is less than they want', async (t) => {
  const { limiter, state } = limiterFleet(t, 1)
  const rule: BucketRule = { kind: 'window', amount: 120, window: 1_000 }
  const admissions = await Promise.all(
    Array.from({ length: 500 }, async () => limiter.tryAcquire([take(rule)])),
  )
  t.equal(admissions.filter(({ admitted }) => admitted).length, 120)
  t.ok(state.asked() <= 6, `${state.asked()} questions`)
})

t.test('those of several buckets at once, too', async (t) => {
  const { limiter, state } = limiterFleet(t, 1)
  const other = { key: sharedKey('test', 'y'), rule: large, cost: 2 }
  const admissions = await Promise.all(
    Array.from({ length: 400 }, async (_, count) =>
      limiter.tryAcquire(count % 2 === 0 ? [take(), other] : [take()]),
    ),
  )
  t.ok(admissions.every(({ admitted }) => admitted))
  t.ok(state.asked() <= 8, `${state.asked()} questions`)
})

t.test('a take from a lease is answered without a promise', async (t) => {
  const { limiter, state } = limiterFleet(t, 1)
  for (let count = 0; count < 2; count += 1) await limiter.tryAcquire([take()])
  const asked = state.asked()
  t.match(limiter.tryAcquire([take()]), { admitted: true, left: [997] })
  t.equal(state.asked(), asked)
})

t.test('the rest of a lease is given back when it expires', async (t) => {
  const fleet = limiterFleet(t, 1)
  const steady: BucketRule = { kind: 'bucket', capacity: 1_000, refillPerSecond: 0.001 }
  for (let count = 0; count < 9; count += 1) await fleet.limiter.tryAcquire([take(steady)])
  t.ok((await leftInStore(fleet, steady)) < 991, 'more was taken than was used')
  await fleet.time.advance(200)
  t.equal(Math.round(await leftInStore(fleet, steady)), 991)
})

t.test('and when the limiter closes', async (t) => {
  const fleet = limiterFleet(t, 1)
  for (let count = 0; count < 9; count += 1) await fleet.limiter.tryAcquire([take()])
  await fleet.limiter.close()
  await fleet.time.settle()
  t.equal(await leftInStore(fleet), 991)
})

t.test('small limits, periods and holds are asked for one by one', async (t) => {
  for (const rule of [
    { kind: 'bucket', capacity: 50, refillPerSecond: 50 },
    { kind: 'window', amount: 50, window: 1_000 },
    { kind: 'period', amount: 1_000, period: 'today', endsAt: 86_400_000 },
    { kind: 'concurrency', amount: 1_000, holdFor: 60_000 },
  ] as const) {
    const fleet = limiterFleet(t, 1)
    const limited = fleet.limiter
    for (let count = 1; count <= 20; count += 1) {
      await limited.tryAcquire([{ ...take(rule), holder: String(count) }])
    }
    t.equal(fleet.state.asked(), 20, rule.kind)
  }
})

t.test('what the store has refused is not asked for again until it may be there', async (t) => {
  const { limiter, state, time } = limiterFleet(t, 1)
  const rule: BucketRule = { kind: 'window', amount: 3, window: 1_000 }
  for (let count = 0; count < 3; count += 1) await limiter.tryAcquire([take(rule)])
  t.match(await limiter.tryAcquire([take(rule)]), { admitted: false, wait: 1_000 })
  const asked = state.asked()
  await time.advance(400)
  t.match(limiter.tryAcquire([take(rule)]), { admitted: false, left: 0, wait: 600 })
  t.equal(state.asked(), asked)
  await time.advance(600)
  t.match(await limiter.tryAcquire([take(rule)]), { admitted: true })
})

t.test('three instances under overload admit the limit together, and no window more', async (t) => {
  const { limiters, time } = limiterFleet(t, 3)
  const rule: BucketRule = { kind: 'window', amount: 300, window: 1_000 }
  const admitted: number[] = []
  const send = async (n: number): Promise<void> => {
    const admission = await limiters[n % 3]?.tryAcquire([take(rule)])
    if (admission?.admitted === true) admitted.push(time.now())
  }
  for (let n = 0; n < 7_500; n += 1) {
    await send(n)
    if (n % 3 === 2) await time.advance(2)
  }
  const inFirst = (from: number, to: number): number => admitted.filter((at) => at >= from && at < to).length
  const sum = inFirst(0, 5_000)
  t.ok(sum >= 1_470 && sum <= 1_530, `${sum} in five seconds`)
  const most = Math.max(...admitted.map((from) => inFirst(from, from + 1_000)))
  t.ok(most <= 306, `${most} in the fullest second`)
})

t.test('one question brings a whole line what there is for it', async (t) => {
  const { limiter, state, time } = limiterFleet(t, 1)
  const rule: BucketRule = { kind: 'bucket', capacity: 100, refillPerSecond: 100 }
  limiter.settle([take(rule, 100)])
  const deadline = time.deadline(10_000)
  const waits = Array.from({ length: 20 }, () => limiter.acquire([take(rule)], { deadline, fairKey: 'a' }))
  await time.settle()
  // The store takes so long to answer that more than one of them could go.
  state.setDelay(() => time.sleep(100))
  const asked = state.asked()
  await time.advance(500)
  const admitted = (await Promise.all(waits.map(async (wait) => wait))).filter(
    (admission) => admission.admitted,
  )
  t.equal(admitted.length, 20)
  t.ok(state.asked() - asked <= 6, `${state.asked() - asked} questions`)
})

t.test('what the vendor says is left includes what is held and not used', async (t) => {
  const fleet = limiterFleet(t, 1)
  for (let count = 0; count < 9; count += 1) await fleet.limiter.tryAcquire([take()])
  const held = 991 - (await leftInStore(fleet))
  t.ok(held > 0)
  fleet.limiter.learn(key, large, { left: 500 })
  await fleet.time.settle()
  t.equal(await leftInStore(fleet), 500 - held)
})
