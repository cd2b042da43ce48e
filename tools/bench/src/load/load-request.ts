/** The request that a load sends over and over, and the status that it must be answered with. */
export interface LoadRequest {
  readonly origin: string
  readonly method: 'GET' | 'POST'
  /** With the query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  readonly status: number
}

/** What a load saw. */
export interface LoadResult {
  /** Requests that were answered with the right status. */
  readonly answered: number
  /** Requests that were answered otherwise, or not at all. */
  readonly failed: number
  /** Milliseconds from the first request until the last answer. */
  readonly duration: number
  /** Milliseconds of each answered request. */
  readonly latencies: readonly number[]
}
