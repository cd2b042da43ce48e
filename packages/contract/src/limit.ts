import type { Duration } from './duration.ts'

/**
 * What a limit counts together: all requests of a connection, of one value in its config, of one input field, or of what
 * each request says that it is `about`. Where a value is missing, the limit does not apply.
 */
export type LimitKey = 'connection' | `config.${string}` | `input.${string}` | `request.${string}`

interface LimitFacts {
  readonly title: string
  /**
   * What is counted: `requests`, `points`, `urls`… Each vendor request takes 1 from a limit on `requests`, retries
   * included. Every other unit is taken only by operations whose `cost` names the limit.
   */
  readonly unit: string
  /** All of these together are one count. Without any, the whole connector is. */
  readonly per: readonly LimitKey[]
  /** Where the vendor says so: a URL, or a sentence on how it was found. */
  readonly source: string
}

/** Refills steadily up to a capacity. */
export interface BucketLimit extends LimitFacts {
  readonly kind: 'bucket'
  readonly capacity: number
  readonly refillPerSecond: number
}

/** So many in any span of time, wherever it begins; in a calendar day where `timeZone` is given. */
export interface WindowLimit extends LimitFacts {
  readonly kind: 'window'
  readonly amount: number
  readonly window: Duration
  /** An IANA name such as `America/Los_Angeles`, for quotas that are full again at midnight there. */
  readonly timeZone?: string
}

/** So many at once. */
export interface ConcurrencyLimit extends LimitFacts {
  readonly kind: 'concurrency'
  readonly amount: number
}

/** A quota of the vendor, stated as a fact. The runtime decides what to do about it. */
export type Limit = BucketLimit | WindowLimit | ConcurrencyLimit

/** What an answer of the vendor tells about a limit. What is not told stays as it is known. */
export interface LimitObservation {
  /** What this request really cost. The difference to what was predicted is taken, or given back. */
  readonly cost?: number
  /** What is left after this request. It counts for more than `cost`, of which it is the outcome. */
  readonly left?: number
  /** How much the limit holds: a bucket's capacity, or the amount of a window. */
  readonly capacity?: number
  readonly refillPerSecond?: number
  /** Seconds for which the vendor admits nothing more of this limit. No instance asks it meanwhile. */
  readonly pausedFor?: number
}

/** How a limit is now. */
export interface LimitLevel {
  readonly left: number
  readonly capacity: number
  /** Seconds until it is full if nothing more is taken; 0 if it is. */
  readonly fullIn: number
  /** Seconds for which the vendor admits nothing more of it; 0 if it does. */
  readonly pausedFor: number
}
