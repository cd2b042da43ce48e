import type { UpstreamFacts } from '@patchbay/contract'
import type { UsageSeries } from '../usage/usage-counter.ts'
import type { ErrorSource } from './error-source.ts'

/** One occurrence, as its caller was told it. Nothing of the input is in it. */
export interface ErrorSample {
  /** Undefined where it belongs to no call and no task, as the trace. */
  readonly requestId?: string
  readonly traceId?: string
  /** Id of the connection, where the call got as far as one. */
  readonly connection?: string
  /** Date-time. */
  readonly at: string
  readonly detail: string
  readonly advice: string
  readonly upstream?: UpstreamFacts
  readonly attempts: number
}

/** Occurrences of one group in one hour that are not stored yet. Times are milliseconds since 1970. */
export interface ErrorEntry {
  /** The fingerprint. */
  readonly id: string
  readonly series: UsageSeries
  readonly source: ErrorSource
  readonly code: string
  readonly hour: number
  readonly firstSeen: number
  lastSeen: number
  count: number
  sample: ErrorSample
  sampledAt: number
}
