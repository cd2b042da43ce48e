import fc from 'fast-check'
import { createMemoryState, sharedKey } from '@patchbay/runtime'
import type { Drill } from '../drill.ts'

const sequences = 10_000
const tolerance = 1.05
const key = sharedKey('drill', 'limit')

interface Arrival {
  readonly pause: number
  readonly cost: number
}

interface Taken {
  readonly at: number
  readonly cost: number
}

/** Whether so much may be taken at this time, in milliseconds. */
type Limiter = (at: number, cost: number) => boolean

// In bursts and at a distance, around windows of one second.
const arrivals = fc.array(
  fc.record({
    pause: fc.oneof(
      { weight: 6, arbitrary: fc.constant(0) },
      { weight: 3, arbitrary: fc.integer({ min: 1, max: 60 }) },
      { weight: 1, arbitrary: fc.integer({ min: 400, max: 1_300 }) },
    ),
    cost: fc.integer({ min: 1, max: 8 }),
  }),
  { minLength: 1, maxLength: 300, size: 'max' },
)
const window = 1_000

/** Arrivals in any order, however dense, never get more through a window than it allows. */
export const b04: Drill = {
  id: 'B04',
  promise: 'No span of a window holds more than the limit, wherever it begins',
  target: `at most ${tolerance} of the limit in any span, over ${sequences} sequences`,
  async run() {
    const seen = { ours: 0, fixed: 0, admitted: 0, possible: 0 }
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), arrivals, (amount, sequence) => {
        const ours = admit(sequence, slidingWindow(amount))
        const ideal = admit(sequence, exactLog(amount))
        seen.ours = Math.max(seen.ours, mostInSpan(ours) / amount)
        seen.fixed = Math.max(seen.fixed, mostInSpan(admit(sequence, fixedWindow(amount))) / amount)
        seen.admitted += total(ours)
        seen.possible += total(ideal)
      }),
      { numRuns: sequences },
    )
    return {
      measured:
        `${seen.ours.toFixed(3)} of the limit at the most, in ${sequences} sequences; ` +
        `${((100 * seen.admitted) / seen.possible).toFixed(1)} % of what an exact log admits ` +
        `(a fixed window on the same arrivals: ${seen.fixed.toFixed(3)} of the limit)`,
      // One that lets nobody through would keep the promise as well.
      pass: seen.ours > 0.99 && seen.ours <= tolerance && seen.admitted > 0.98 * seen.possible,
    }
  },
}

function admit(sequence: readonly Arrival[], mayTake: Limiter): Taken[] {
  const log: Taken[] = []
  let at = 0
  for (const { pause, cost } of sequence) {
    at += pause
    if (mayTake(at, cost)) log.push({ at, cost })
  }
  return log
}

function slidingWindow(amount: number): Limiter {
  let now = 0
  const { limits } = createMemoryState({ now: () => now })
  const rule = { kind: 'window', amount, window } as const
  return (at, cost) => {
    now = at
    return limits.acquire([{ key, rule, cost }]).admitted
  }
}

function fixedWindow(amount: number): Limiter {
  let begun = 0
  let used = 0
  return (at, cost) => {
    if (at >= begun + window) {
      begun = at - (at % window)
      used = 0
    }
    if (used + cost > amount) return false
    used += cost
    return true
  }
}

function exactLog(amount: number): Limiter {
  let log: Taken[] = []
  return (at, cost) => {
    log = log.filter((taken) => at < taken.at + window)
    if (total(log) + cost > amount) return false
    log.push({ at, cost })
    return true
  }
}

const total = (log: readonly Taken[]): number => log.reduce((sum, { cost }) => sum + cost, 0)

/** A fullest span begins with a take. */
function mostInSpan(log: readonly Taken[]): number {
  let most = 0
  let sum = 0
  let end = 0
  for (const first of log) {
    for (let next = log[end]; next !== undefined && next.at < first.at + window; next = log[end]) {
      sum += next.cost
      end += 1
    }
    most = Math.max(most, sum)
    sum -= first.cost
  }
  return most
}
