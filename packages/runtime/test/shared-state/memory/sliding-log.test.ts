import fc from 'fast-check'
import t from 'tap'
import { createMemoryState } from '../../../src/shared-state/memory/create-memory-state.ts'
import { sharedKey } from '../../../src/shared-state/shared-key.ts'
import type { BucketRule } from '../../../src/shared-state/shared-limits.ts'

const key = sharedKey('shop', 'limit')
const window = (amount: number, span: number): BucketRule => ({ kind: 'window', amount, window: span })

interface Taken {
  readonly at: number
  readonly amount: number
}

/** The most that was taken in a span of this length that begins with a take. */
function mostWithin(span: number, log: readonly Taken[]): number {
  let most = 0
  for (const [index, { at }] of log.entries()) {
    let sum = 0
    for (const later of log.slice(index)) if (later.at < at + span) sum += later.amount
    most = Math.max(most, sum)
  }
  return most
}

const step = fc.record({
  pause: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 1_500 })),
  cost: fc.integer({ min: 1, max: 12 }),
  extra: fc.integer({ min: 0, max: 40 }),
  givesBack: fc.integer({ min: 0, max: 5 }),
})

t.test('no span of the window holds more than the amount, wherever it begins', async () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 400 }),
      fc.integer({ min: 1, max: 1_000 }),
      fc.array(step, { minLength: 1, maxLength: 250 }),
      (amount, span, steps) => {
        let now = 1_000
        const { limits } = createMemoryState({ now: () => now })
        const rule = window(amount, span)
        const log: Taken[] = []
        for (const { pause, cost, extra, givesBack } of steps) {
          now += pause
          const decision = limits.acquire([{ key, rule, cost, upTo: cost + extra }])
          if (!decision.admitted) continue
          const [taken = 0] = decision.taken
          const back = Math.min(givesBack, taken)
          limits.settle([{ key, rule, cost: -back }])
          log.push({ at: now, amount: taken - back })
        }
        return mostWithin(span, log) <= amount
      },
    ),
    { numRuns: 500 },
  )
})

t.test('the wait is exact while the log is short', async () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 1, max: 1_000 }),
      fc.array(step, { minLength: 1, maxLength: 40 }),
      (amount, span, steps) => {
        let now = 0
        const { limits } = createMemoryState({ now: () => now })
        const rule = window(amount, span)
        for (const { pause, cost } of steps) {
          now += pause
          const decision = limits.acquire([{ key, rule, cost }])
          if (decision.admitted) continue
          if (cost > amount) {
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

t.test('a long log is at most a hundredth of the window late', async (t) => {
  let now = 0
  const { limits } = createMemoryState({ now: () => now })
  const rule = window(10_000, 60_000)
  const leftAt = (time: number): number => {
    now = time
    return limits.levels([{ key, rule }])[0]?.left ?? 0
  }
  for (now = 0; now < 10_000; now += 1) limits.acquire([{ key, rule, cost: 1 }])
  t.equal(leftAt(10_000), 0)
  const half = leftAt(65_000)
  t.ok(half <= 5_001 && half >= 5_001 - 600, `half of it is over half of the time later: ${half}`)
  t.equal(leftAt(69_999), 10_000, 'all of it is over a window after the last take')
})
