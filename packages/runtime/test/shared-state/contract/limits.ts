import { setTimeout as sleep } from 'node:timers/promises'
import type { Test } from 'tap'
import { sharedKey } from '../../../src/shared-state/shared-key.ts'
import type { BucketRule, Take } from '../../../src/shared-state/shared-limits.ts'
import type { SharedState } from '../../../src/shared-state/shared-state.ts'
import { freshScope } from './fresh-scope.ts'

const hour = 3_600_000
const bucket = { kind: 'bucket', capacity: 10, refillPerSecond: 0.001 } as const
const window = { kind: 'window', amount: 10, window: hour } as const
const period = (name = 'monday', endsAt = Date.now() + hour) =>
  ({ kind: 'period', amount: 10, period: name, endsAt, isLasting: true }) as const
const concurrency = { kind: 'concurrency', amount: 10, holdFor: hour } as const

/** What every store must do to limits, with the clock that it has. */
export function limitsContract(t: Test, open: () => SharedState): void {
  const key = (): Take['key'] => sharedKey(freshScope(), 'limit')

  t.test('takes until there is too little, and says what is left and how long that lasts', async (t) => {
    const { limits } = open()
    for (const rule of [bucket, window, period()]) {
      const take = { key: key(), rule, cost: 4 }
      t.match(await limits.acquire([take]), { admitted: true, taken: [4] }, rule.kind)
      const second = await limits.acquire([take])
      t.ok(second.admitted && Math.abs((second.left[0] ?? 0) - 2) < 0.1, `${rule.kind}: 2 are left`)
      const third = await limits.acquire([take])
      if (third.admitted) throw new Error('more was admitted than there was')
      t.equal(third.take, 0)
      t.ok(Math.abs(third.left - 2) < 0.1)
      const refill = rule.kind === 'bucket' ? 2_000_000 : hour
      t.ok(third.wait <= refill && third.wait > refill - 60_000, `${rule.kind}: wait ${third.wait}`)
      t.equal(Math.ceil(third.wait), third.wait, 'whole milliseconds')
    }
  })

  t.test('what can never be had is said to be for ever', async (t) => {
    const { limits } = open()
    for (const rule of [bucket, window, period(), concurrency]) {
      const decision = await limits.acquire([{ key: key(), rule, cost: 11, holder: 'a' }])
      t.match(decision, { admitted: false, left: 10, wait: Infinity }, rule.kind)
    }
  })

  t.test('takes from all buckets or from none, and names the one that holds longest', async (t) => {
    const { limits } = open()
    const scope = freshScope()
    const takes: Take[] = [
      { key: sharedKey(scope, 'a'), rule: bucket, cost: 3 },
      { key: sharedKey(scope, 'b'), rule: { ...window, amount: 2 }, cost: 2 },
      { key: sharedKey(scope, 'c'), rule: { ...period('a', Date.now() + 9 * hour), amount: 2 }, cost: 2 },
    ]
    t.match(await limits.acquire(takes), { admitted: true, taken: [3, 2, 2] })
    t.match(await limits.acquire(takes), { admitted: false, take: 2, left: 0 })
    const levels = await limits.levels(takes)
    t.ok(Math.abs((levels[0]?.left ?? 0) - 7) < 0.1, 'nothing was taken from the bucket that had enough')
  })

  t.test('takes more where more is left, for batches', async (t) => {
    const { limits } = open()
    const take = { key: key(), rule: window, cost: 1, upTo: 7 }
    t.match(await limits.acquire([take]), { admitted: true, taken: [7], left: [3] })
    t.match(await limits.acquire([take]), { admitted: true, taken: [3], left: [0] })
    t.match(await limits.acquire([take]), { admitted: false, left: 0 })
    t.match(await limits.acquire([{ ...take, cost: 0 }]), { admitted: true, taken: [0], left: [0] })
  })

  t.test('settles: takes more, below zero if need be, and gives back up to what there can be', async (t) => {
    const { limits } = open()
    for (const rule of [bucket, window, period()]) {
      const take = { key: key(), rule, cost: 8 }
      const left = async () => (await limits.levels([take]))[0]?.left ?? 0
      await limits.acquire([take])
      await limits.settle([{ ...take, cost: 5 }])
      t.ok(Math.abs((await left()) + 3) < 0.1, `${rule.kind} is below zero`)
      await limits.settle([{ ...take, cost: -6 }])
      t.ok(Math.abs((await left()) - 3) < 0.1, `${rule.kind} has some again`)
      await limits.settle([{ ...take, cost: -100 }])
      t.equal(await left(), 10, `${rule.kind} is full, and no more`)
    }
  })

  t.test('adopts what the vendor says, until it says otherwise', async (t) => {
    const { limits } = open()
    for (const rule of [bucket, window, period()]) {
      const take = { key: key(), rule, cost: 1 }
      const level = async () => (await limits.levels([take]))[0]
      await limits.learn(take.key, rule, { left: 4 })
      t.ok(Math.abs(((await level())?.left ?? 0) - 4) < 0.1, `${rule.kind}: left`)
      await limits.learn(take.key, rule, { left: 30, capacity: 50 })
      t.equal((await level())?.capacity, 50)
      t.match(
        await limits.acquire([{ ...take, cost: 29 }]),
        { admitted: true },
        `${rule.kind}: more than the rule`,
      )
      await limits.learn(take.key, rule, { left: 1, capacity: 5 })
      t.match(await limits.acquire([{ ...take, cost: 6 }]), { admitted: false, wait: Infinity })
    }
    const take = { key: key(), rule: bucket, cost: 1 }
    await limits.learn(take.key, bucket, { left: 0, refillPerSecond: 1_000_000 })
    await sleep(5)
    t.match(await limits.levels([take]), [{ left: 10, refillPerSecond: 1_000_000, fullIn: 0 }])
  })

  t.test('holds end by release, or by themselves', async (t) => {
    const { limits } = open()
    const rule: BucketRule = { kind: 'concurrency', amount: 2, holdFor: hour }
    const take = { key: key(), rule, cost: 1, holder: 'a' }
    t.match(await limits.acquire([take]), { admitted: true, left: [1] })
    t.match(await limits.acquire([take]), { admitted: true, left: [1] }, 'the same hold again')
    t.match(await limits.acquire([{ ...take, holder: 'b' }]), { admitted: true, left: [0] })
    const refused = await limits.acquire([{ ...take, holder: 'c' }])
    t.ok(!refused.admitted && refused.wait > hour - 60_000 && refused.wait <= hour)
    await limits.release([{ ...take, holder: 'nobody' }, take])
    t.match(await limits.acquire([{ ...take, holder: 'c' }]), { admitted: true, left: [0] })

    const brief = { ...take, key: key(), rule: { ...rule, amount: 1, holdFor: 30 } as const }
    await limits.acquire([brief])
    await sleep(40)
    t.match(await limits.acquire([{ ...brief, holder: 'd' }]), { admitted: true, left: [0] })
    await t.rejects(async () => limits.acquire([{ key: key(), rule, cost: 1 }]), { name: 'TypeError' })
  })

  t.test('a period begins with its name, and nobody brings an earlier one back', async (t) => {
    const { limits } = open()
    const now = Date.now()
    const take = { key: key(), rule: period('monday', now + hour), cost: 10 }
    const tuesday = { ...take, rule: period('tuesday', now + 2 * hour) }
    await limits.acquire([take])
    t.match(await limits.acquire([tuesday]), { admitted: true, left: [0] })
    t.match(await limits.acquire([take]), { admitted: false, left: 0 }, 'whose clock is late counts here too')
    t.match(await limits.acquire([tuesday]), { admitted: false, left: 0 }, 'and has brought nothing back')
  })

  t.test('levels tell of buckets of several scopes, and of such as were never used', async (t) => {
    const { limits } = open()
    const [one, other] = [key(), key()]
    await limits.acquire([{ key: one, rule: window, cost: 4 }])
    t.match(
      await limits.levels([
        { key: other, rule: bucket },
        { key: one, rule: window },
        { key: other, rule: concurrency },
      ]),
      [
        { left: 10, capacity: 10, refillPerSecond: 0.001, fullIn: 0 },
        { left: 6, capacity: 10, refillPerSecond: 0 },
        { left: 10, capacity: 10, refillPerSecond: 0, fullIn: 0 },
      ],
    )
  })

  t.test('fractions and large numbers are kept with all their digits', async (t) => {
    const { limits } = open()
    const huge = { ...window, amount: 2_251_799_813_685_248.5 }
    const take = { key: key(), rule: huge, cost: 0.5 }
    t.match(await limits.acquire([take]), { admitted: true, taken: [0.5], left: [2_251_799_813_685_248] })
    const small = { ...take, key: key(), rule: { ...window, amount: 1 }, cost: 0.1 }
    for (let count = 0; count < 10; count += 1) t.match(await limits.acquire([small]), { admitted: true })
    t.match(await limits.acquire([small]), { admitted: false })
  })

  t.test('of 100 at once exactly as many get through as there is', async (t) => {
    const { limits } = open()
    const scope = freshScope()
    const first = sharedKey(scope, 'first')
    const second = sharedKey(scope, 'second')
    const decisions = await Promise.all(
      Array.from({ length: 100 }, async (_, index) =>
        limits.acquire([
          { key: first, rule: window, cost: 1 },
          { key: second, rule: { ...concurrency, amount: 50 }, cost: 1, holder: String(index) },
        ]),
      ),
    )
    t.equal(decisions.filter(({ admitted }) => admitted).length, 10)
    const levels = await limits.levels([
      { key: first, rule: window },
      { key: second, rule: { ...concurrency, amount: 50 } },
    ])
    t.same(
      levels.map(({ left }) => left),
      [0, 40],
      'whoever was refused has taken nothing elsewhere',
    )
  })
}
