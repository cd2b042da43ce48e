import fc from 'fast-check'
import t from 'tap'
import { createMemoryState } from '../../../src/shared-state/memory/create-memory-state.ts'
import { MemoryLimits } from '../../../src/shared-state/memory/memory-limits.ts'
import { sharedKey } from '../../../src/shared-state/shared-key.ts'
import type { BucketRule } from '../../../src/shared-state/shared-limits.ts'

const key = sharedKey('shop', 'limit')

t.test('no span holds more than the capacity and what flows in meanwhile', async () => {
  const step = fc.record({ pause: fc.integer({ min: 0, max: 700 }), cost: fc.integer({ min: 1, max: 30 }) })
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 100 }),
      fc.double({ min: 0.1, max: 200, noNaN: true }),
      fc.array(step, { minLength: 1, maxLength: 100 }),
      (capacity, refillPerSecond, steps) => {
        let now = 0
        const { limits } = createMemoryState({ now: () => now })
        const rule: BucketRule = { kind: 'bucket', capacity, refillPerSecond }
        const log: { at: number; cost: number }[] = []
        for (const { pause, cost } of steps) {
          now += pause
          if (limits.acquire([{ key, rule, cost }]).admitted) log.push({ at: now, cost })
        }
        return log.every(({ at }, index) => {
          let sum = 0
          return log.slice(index).every((later) => {
            sum += later.cost
            return sum <= capacity + ((later.at - at) * refillPerSecond) / 1_000 + 1e-4
          })
        })
      },
    ),
    { numRuns: 500 },
  )
})

t.test('the wait is exact to the millisecond', async () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 100 }),
      fc.integer({ min: 1, max: 1_000 }),
      fc.array(fc.integer({ min: 1, max: 120 }), { minLength: 1, maxLength: 30 }),
      (capacity, refillPerSecond, costs) => {
        let now = 0
        const { limits } = createMemoryState({ now: () => now })
        const rule: BucketRule = { kind: 'bucket', capacity, refillPerSecond }
        for (const cost of costs) {
          const decision = limits.acquire([{ key, rule, cost }])
          if (decision.admitted) continue
          if (cost > capacity) {
            if (decision.wait !== Infinity) return false
            continue
          }
          now += decision.wait - 1
          if (limits.acquire([{ key, rule, cost }]).admitted) return false
          now += 1
          if (!limits.acquire([{ key, rule, cost }]).admitted) return false
        }
        return true
      },
    ),
    { numRuns: 500 },
  )
})

t.test('idle full buckets are forgotten', async (t) => {
  let now = 0
  const limits = new MemoryLimits({ now: () => now, wall: () => now })
  const rule: BucketRule = { kind: 'bucket', capacity: 10, refillPerSecond: 10 }
  for (let index = 0; index < 10_000; index += 1) {
    now += 100
    limits.acquire([{ key: sharedKey('shop', String(index)), rule, cost: 5 }])
  }
  t.ok(limits.size < 30, `${limits.size} are remembered`)
})
