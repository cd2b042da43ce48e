import type { Deadline } from '../calls/deadline.ts'
import type { SharedKey } from '../shared-state/shared-key.ts'
import type { BucketFacts, BucketLevel, BucketRule, Take } from '../shared-state/shared-limits.ts'
import type { MaybePromise } from '../shared-state/shared-state.ts'

/** Nothing was taken. */
export interface Refusal {
  readonly admitted: false
  /** Index of the take that holds longest; -1 if it is the gate. */
  readonly take: number
  /** What its bucket has left. */
  readonly left: number
  /** Milliseconds until it can have its cost: Infinity if that is more than it can ever hold. */
  readonly wait: number
  /** `spent`: the bucket has too little. `paused`: the vendor wants to be left alone. `crowded`: too many wait already. */
  readonly reason: 'spent' | 'paused' | 'crowded'
}

export interface Admitted {
  readonly admitted: true
  /** By take: what is left after it, as far as this instance knows. */
  readonly left: readonly number[]
  /** Milliseconds that it waited for its turn. Default: 0. */
  readonly waited?: number
}

export type Admission = Admitted | Refusal

export interface WaitOptions {
  /** Of the call. Nothing waits longer than it has left, nor begins to wait if the wait would not fit. */
  readonly deadline: Deadline
  /** Whose turn it is goes around by this key: one that asks for much does not delay one that asks for little. */
  readonly fairKey: string
  /** A further key that can be paused, for a vendor that says to wait without saying for which limit. */
  readonly gate?: SharedKey
}

/**
 * Takes from limits on behalf of this instance, exactly while the shared state is there, and from this instance's
 * share of them while it is not. It never rejects because of the store. All keys of one acquire are of one scope.
 */
export interface Limiter {
  /** Admits or refuses at once; does not heed who is waiting. With the state in memory it answers without a promise. */
  tryAcquire(takes: readonly Take[], gate?: SharedKey): MaybePromise<Admission>
  /** Waits for its turn if that fits the deadline. Rejects with the call's reason if the caller goes away meanwhile. */
  acquire(takes: readonly Take[], options: WaitOptions): MaybePromise<Admission>
  /** Corrects what was taken: a positive `cost` takes more, below zero if need be; a negative one gives back. */
  settle(takes: readonly Take[]): void
  /** Ends holds of `concurrency` buckets. */
  release(takes: readonly Take[]): void
  /** Adopts what the vendor says of a bucket. */
  learn(key: SharedKey, rule: BucketRule, facts: BucketFacts): void
  /** Lets nothing of this key through for so many milliseconds, on any instance. A shorter pause does not end a longer. */
  pause(key: SharedKey, duration: number): void
  /** Milliseconds that a key is still paused for, as far as this instance knows; 0 if it is not. */
  pausedFor(key: SharedKey): number
  /** How many wait for a bucket on this instance. */
  waiting(key: SharedKey): number
  /** How buckets are now, without taking. */
  levels(buckets: readonly Pick<Take, 'key' | 'rule'>[]): MaybePromise<readonly BucketLevel[]>
  /** Whether the shared state is away, so that only this instance's share of each limit is admitted. */
  readonly isDegraded: boolean
  close(): Promise<void>
}
