import type { SharedKey } from './shared-key.ts'
import type { MaybePromise } from './shared-state.ts'

/** How a bucket fills and empties. Amounts are in the limit's own unit and may have fractions. */
export type BucketRule =
  /** Refills steadily up to its capacity, and begins full. */
  | { readonly kind: 'bucket'; readonly capacity: number; readonly refillPerSecond: number }
  /** At most `amount` in every span of `window` milliseconds, wherever the span begins. */
  | { readonly kind: 'window'; readonly amount: number; readonly window: number }
  /**
   * At most `amount` in the period with this name, such as a calendar day; `endsAt` is in milliseconds since 1970. It may
   * be taken in advance only if its key belongs to this one period. Where `isLasting`, what was taken counts after a
   * restart of the process as well, also where the rest of the state is forgotten.
   */
  | {
      readonly kind: 'period'
      readonly amount: number
      readonly period: string
      readonly endsAt: number
      readonly isLeasable?: true
      readonly isLasting?: true
    }
  /** At most `amount` held at once. A hold that is not released is taken back after `holdFor` milliseconds. */
  | { readonly kind: 'concurrency'; readonly amount: number; readonly holdFor: number }

/** One bucket, and what is wanted from it. All takes of one acquire have keys of one scope, and no two have the same. */
export interface Take {
  readonly key: SharedKey
  readonly rule: BucketRule
  /** 0 is always admitted, and with `upTo` takes what there is. */
  readonly cost: number
  /** Up to how much to take where more than the cost is left; for leasing in batches. Default: the cost. */
  readonly upTo?: number
  /**
   * Who holds it, for `concurrency`, where it is needed: any text that is this hold's own. Taking again with it renews
   * the hold instead of adding to it, so an acquire whose answer was lost can be repeated.
   */
  readonly holder?: string
}

export type Decision =
  /** By take: how much was taken, and what is left after it. */
  | { readonly admitted: true; readonly taken: readonly number[]; readonly left: readonly number[] }
  /**
   * Nothing was taken from any bucket. `take` is the index of the bucket that holds longest, `left` what it has, and
   * `wait` the whole milliseconds until it can have the cost: Infinity if that is more than it can ever hold. A
   * concurrency bucket's wait is until enough of the holds are taken back, and shorter if they are released before.
   * `isUnrecorded` says that there would be enough, but that the take cannot be written down now where it has to last;
   * nobody knows when it can, so the wait is Infinity.
   */
  | {
      readonly admitted: false
      readonly take: number
      readonly left: number
      readonly wait: number
      readonly isUnrecorded?: true
    }

/**
 * What the vendor says about a bucket. What is not said stays as it is. Capacity and refill stand in for the rule's until
 * the vendor says otherwise, or the bucket was not used for a day.
 */
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
  /**
   * Corrects what was taken: a positive `cost` takes more, below zero if need be; a negative one gives back. Concurrency
   * is not corrected but released.
   */
  settle(takes: readonly Take[]): MaybePromise<void>
  /** Ends holds of `concurrency` buckets. */
  release(takes: readonly Take[]): MaybePromise<void>
  /** Adopts what the vendor says, for `bucket`, `window` and `period`. */
  learn(key: SharedKey, rule: BucketRule, facts: BucketFacts): MaybePromise<void>
  /** Looks without taking. */
  levels(buckets: readonly Pick<Take, 'key' | 'rule'>[]): MaybePromise<readonly BucketLevel[]>
}
