import type { Duration } from './duration.ts'

/** What a limit counts together: all requests of a connection, of one value in its config, or of one input field. */
export type LimitKey = 'connection' | `config.${string}` | `input.${string}`

interface LimitFacts {
  readonly title: string
  /** What is counted: `requests`, `points`, `urls`… A limit on requests costs 1 for each of them by default. */
  readonly unit: string
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

/** So many in any span of time; a calendar day where `timeZone` is given. */
export interface WindowLimit extends LimitFacts {
  readonly kind: 'window'
  readonly amount: number
  readonly window: Duration
  readonly timeZone?: string
}

/** So many at once. */
export interface ConcurrencyLimit extends LimitFacts {
  readonly kind: 'concurrency'
  readonly amount: number
}

/** A quota of the vendor, stated as a fact. The runtime decides what to do about it. */
export type Limit = BucketLimit | WindowLimit | ConcurrencyLimit

/** What an answer of the vendor tells about a limit. */
export interface LimitObservation {
  /** What this request really cost. */
  readonly cost?: number
  readonly left?: number
  readonly capacity?: number
  readonly refillPerSecond?: number
}
