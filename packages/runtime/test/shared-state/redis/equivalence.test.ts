import fc from 'fast-check'
import t from 'tap'
import { startRedis } from '@patchbay/test-servers'
import { createMemoryState } from '../../../src/shared-state/memory/create-memory-state.ts'
import { sharedKey } from '../../../src/shared-state/shared-key.ts'
import type { BucketFacts, BucketRule, SharedLimits, Take } from '../../../src/shared-state/shared-limits.ts'
import { freshScope } from '../contract/fresh-scope.ts'
import { openRedisState } from './open-redis-state.ts'

const redis = await startRedis()
t.teardown(() => redis.stop())

// Both go by this clock, so that one and the same story is told to them.
let now = 1_000_000
const state = await openRedisState(t, { url: redis.url, prefix: redis.prefix, now: () => now })

const rules: readonly BucketRule[] = [
  { kind: 'bucket', capacity: 20, refillPerSecond: 3 },
  { kind: 'window', amount: 15, window: 10_000 },
  { kind: 'window', amount: 400, window: 60_000 },
  { kind: 'period', amount: 30, period: 'one', endsAt: 1_000_500 },
  { kind: 'period', amount: 30, period: 'two', endsAt: 1_009_000 },
  { kind: 'concurrency', amount: 6, holdFor: 4_000 },
]
// Two periods are of one bucket.
const names = ['bucket', 'window', 'long', 'period', 'period', 'holds']

type Step = (limits: SharedLimits, scope: string) => unknown

const amount = fc.oneof(fc.integer({ min: 0, max: 12 }), fc.constantFrom(0.1, 0.25, 2.5, 1 / 3))
interface Choice {
  readonly index: number
  readonly cost: number
  readonly extra: number
  readonly holder: string
}
const choice: fc.Arbitrary<Choice> = fc.record({
  index: fc.integer({ min: 0, max: rules.length - 1 }),
  cost: amount,
  extra: fc.integer({ min: 0, max: 20 }),
  holder: fc.constantFrom('a', 'b', 'c', 'd'),
})
const toTake = (scope: string, { index, cost, extra, holder }: Choice): Take => ({
  key: sharedKey(scope, names[index] ?? ''),
  rule: rules[index] as BucketRule,
  cost,
  upTo: cost + extra,
  holder,
})
const choices = fc.uniqueArray(choice, { minLength: 1, maxLength: 3, selector: ({ index }) => names[index] })
const facts: fc.Arbitrary<BucketFacts> = fc.record(
  {
    left: fc.integer({ min: 0, max: 30 }),
    capacity: fc.integer({ min: 1, max: 40 }),
    refillPerSecond: fc.integer({ min: 1, max: 10 }),
  },
  { requiredKeys: [] },
)

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: choices.map(
      (all): Step =>
        (limits, scope) =>
          limits.acquire(all.map((one) => toTake(scope, one))),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(choices, fc.boolean()).map(
      ([all, isBack]): Step =>
        (limits, scope) =>
          limits.settle(all.map((one) => toTake(scope, { ...one, cost: isBack ? -one.cost : one.cost }))),
    ),
  },
  {
    weight: 1,
    arbitrary: choices.map(
      (all): Step =>
        (limits, scope) =>
          limits.release(all.map((one) => toTake(scope, one))),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(choice, facts).map(([one, said]): Step => (limits, scope) => {
      const { key, rule } = toTake(scope, one)
      return limits.learn(key, rule, said)
    }),
  },
  {
    weight: 2,
    arbitrary: fc.integer({ min: 1, max: 1_000 }).map((pause): Step => (limits) => {
      if (limits !== state.limits) now += pause
    }),
  },
)

/** Without what rounding does to the last digits. */
const rounded = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value ?? null, (_key, one: unknown) =>
      typeof one === 'number' ? (Number.isFinite(one) ? Number(one.toFixed(6)) + 0 : String(one)) : one,
    ),
  )

t.test('memory and Redis tell the same story', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 40 }), async (steps) => {
      const scope = freshScope()
      now = 1_000_000
      const { limits } = createMemoryState({ now: () => now })
      for (const one of steps) {
        // Redis first: the clock moves with memory's turn.
        const shared = rounded(await one(state.limits, scope))
        const own = rounded(await one(limits, scope))
        if (JSON.stringify(shared) !== JSON.stringify(own))
          throw new Error(`Redis: ${JSON.stringify(shared)}\nmemory: ${JSON.stringify(own)}`)
      }
      const all = [0, 1, 2, 4, 5].map((index) => toTake(scope, { index, cost: 0, extra: 0, holder: 'a' }))
      const [shared, own] = [rounded(await state.limits.levels(all)), rounded(limits.levels(all))]
      if (JSON.stringify(shared) !== JSON.stringify(own))
        throw new Error(`Redis: ${JSON.stringify(shared)}\nmemory: ${JSON.stringify(own)}`)
    }),
    { numRuns: 150 },
  )
})

t.test('no span of a window holds more than the amount in Redis either', async () => {
  const arrival = fc.record({
    pause: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 200 })),
    cost: fc.integer({ min: 1, max: 20 }),
  })
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 300 }),
      fc.integer({ min: 100, max: 2_000 }),
      fc.array(arrival, { minLength: 1, maxLength: 120 }),
      async (most, span, arrivals) => {
        const key = sharedKey(freshScope(), 'window')
        const rule: BucketRule = { kind: 'window', amount: most, window: span }
        const log: { at: number; cost: number }[] = []
        for (const { pause, cost } of arrivals) {
          now += pause
          if ((await state.limits.acquire([{ key, rule, cost }])).admitted) log.push({ at: now, cost })
        }
        return log.every(({ at }, index) => {
          const within = log.slice(index).filter((later) => later.at < at + span)
          return within.reduce((sum, later) => sum + later.cost, 0) <= most
        })
      },
    ),
    { numRuns: 30 },
  )
})
