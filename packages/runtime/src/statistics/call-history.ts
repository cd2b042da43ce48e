/** What calls came to within a stretch of time. */
export interface CallCounts {
  /** All calls, however they ended. */
  readonly calls: number
  readonly callerErrors: number
  readonly vendorErrors: number
  readonly ownErrors: number
  readonly cacheHits: number
  /** Answers of the cache that were not fresh any more, of those that are among its hits; undefined where they are not counted. */
  readonly staleAnswers?: number
  /**
   * The durations of calls that did not end with a caller's error, by the buckets of `upperBounds` in
   * telemetry/duration-histogram.ts, not cumulative: one more number than there are bounds.
   */
  readonly buckets: readonly number[]
}

/** What the counts are told apart by. What the question does not group by is not there. */
export interface CallHistoryLine extends CallCounts {
  readonly tenant?: string
  readonly connector?: string
  readonly operation?: string
  /** When the step begins, in milliseconds since 1970. */
  readonly at?: number
}

export interface CallHistoryQuestion {
  /** Milliseconds since 1970, inclusive. */
  readonly from: number
  /** Milliseconds since 1970, exclusive. */
  readonly to: number
  /** Id of one tenant; undefined for all. */
  readonly tenant?: string | undefined
  readonly connector?: string | undefined
  readonly operation?: string | undefined
  readonly by: ReadonlySet<'tenant' | 'connector' | 'operation'>
  /** Milliseconds; undefined for one sum over the whole stretch. */
  readonly step?: number | undefined
}

/** What calls of all instances came to, up to about a second ago. */
export interface CallHistory {
  /** Rejects with a `Problem` while the store is away. */
  read(question: CallHistoryQuestion): Promise<readonly CallHistoryLine[]>
}
