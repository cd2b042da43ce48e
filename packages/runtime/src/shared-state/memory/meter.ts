import type { BucketFacts, BucketRule } from '../shared-limits.ts'

/** What a bucket of one kind counts. Amounts are in the limit's unit, times in milliseconds of the given clock. */
export interface Meter<Rule extends BucketRule = BucketRule> {
  /** The rule that the caller has now: a changed one holds from its first use. */
  rule: Rule
  readonly capacity: number
  readonly refillPerSecond: number
  /** Below zero if more was taken than there was. What the holder has itself is left to it. */
  left(now: number, holder?: string): number
  /** Whole milliseconds until there is so much, if there is less now; Infinity if there never can be. */
  wait(cost: number, now: number): number
  take(amount: number, now: number, holder?: string): void
  /** Takes so much more, or gives back so much if it is negative. */
  settle(amount: number, now: number): void
  learn(facts: BucketFacts, now: number): void
  /** Milliseconds until it is as full as it gets. */
  fullIn(now: number): number
  /** Whether it is as good as one that is new. */
  isOver(now: number): boolean
}

/** Two amounts that differ by less are the same: sums of fractions are not exact. */
export const tolerance = 1e-6
const day = 86_400_000
/** Milliseconds for which an unused bucket remembers what the vendor said of its capacity and refill. */
export const factsLast = day
/** Milliseconds after which an unused bucket is forgotten, whatever it holds. */
export const longestMemory = 40 * day
/** Milliseconds for which a period that has ended is remembered, for those whose clocks are late. */
export const periodLingers = 60_000
/** Entries in a sliding log from which on neighbors share one. */
export const exactEntries = 100

/** Whether an unused bucket may be forgotten. */
export function isForgettable(unusedFor: number, isFull: boolean, hasFacts: boolean): boolean {
  return unusedFor >= longestMemory || (isFull && (!hasFacts || unusedFor >= factsLast))
}
