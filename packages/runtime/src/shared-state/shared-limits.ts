import type { SharedKey } from './shared-key.ts'
import type { MaybePromise } from './shared-state.ts'

/** How a bucket fills and empties. Amounts are in the limit's own unit and may have fractions. */
export type BucketRule =
  /** Refills steadily up to its capacity, and begins full. */
  | { readonly kind: 'bucket'; readonly capacity: number; readonly refillPerSecond: number }
  /** At most `amount` in every span of `window` milliseconds, wherever the span begins. */
  | { readonly kind: 'window'; readonly amount: number; readonly window: number }
  /** At most `amount` in the period with this name, such as a calendar day; `endsAt` is in milliseconds since 1970. */
  | { readonly kind: 'period'; readonly amount: number; readonly period: string; readonly endsAt: number }
  /** At most `amount` held at once. A hold that is not released is taken back after `holdFor` milliseconds. */
  | { readonly kind: 'concurrency'; readonly amount: number; readonly holdFor: number }

/** One bucket, and what is wanted from it. All takes of one acquire have keys of one scope. */
export interface Take {
  readonly key: SharedKey
  readonly rule: BucketRule
  readonly cost: number
  /** Up to how much to take where more than the cost is left; for leasing in batches. Default: the cost. */
  readonly upTo?: number
  /** Who holds it, for `concurrency`: any text that is this hold's own. */
  readonly holder?: string
}

export type Decision =
  /** By take: how much was taken, and what is left after it. */
  | { readonly admitted: true; readonly taken: readonly number[]; readonly left: readonly number[] }
  /**
   * Nothing was taken from any bucket. `take` is the index of the bucket that holds longest, `left` what it has, and
   * `wait` the milliseconds until it can have the cost: Infinity if that is more than it can ever hold.
   */
  | { readonly admitted: false; readonly take: number; readonly left: number; readonly wait: number }

/** What the vendor says about a bucket. What is not said stays as it is. */
export interface BucketFacts {
  readonly left?: number
  readonly capacity?: number
  readonly refillPerSecond?: number
}

/** How a bucket is now. */
export interface BucketLevel {
  readonly left: number
  readonly capacity: number
  /** Per second, for buckets; 0 for the other kinds. */
  readonly refillPerSecond: number
  /** Milliseconds until it is as full as it gets if nothing more is taken; 0 if it is. */
  readonly fullIn: number
}

/** Counts what is taken from limits, for all instances together. Time is the store's own, so clocks need not agree. */
export interface SharedLimits {
  /** Takes from all of the buckets, or from none. */
  acquire(takes: readonly Take[]): MaybePromise<Decision>
  /** Corrects what was taken: a positive `cost` takes more, below zero if need be; a negative one gives back. */
  settle(takes: readonly Take[]): MaybePromise<void>
  /** Ends holds of `concurrency` buckets. */
  release(takes: readonly Take[]): MaybePromise<void>
  /** Adopts what the vendor says, for `bucket`, `window` and `period`. */
  learn(key: SharedKey, rule: BucketRule, facts: BucketFacts): MaybePromise<void>
  /** Looks without taking. */
  levels(buckets: readonly Pick<Take, 'key' | 'rule'>[]): MaybePromise<readonly BucketLevel[]>
}
