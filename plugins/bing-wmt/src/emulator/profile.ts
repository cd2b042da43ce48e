/** What is not known for sure of Bing, or differs from time to time. Tests turn these. */
export interface Profile {
  /**
   * Calls of one key in a minute before Bing throttles it. Generous, so that demonstrations never meet it.
   */
  readonly callsPerMinute: number
  /** How long a throttled key must be silent, in milliseconds. Each call meanwhile starts the time anew. */
  readonly throttleMilliseconds: number
  /** The code under which Bing refuses for lack of quota; both have been seen. */
  readonly quotaErrorCode: 2 | 8
  /** Whether failures come as HTTP 400 or hide in a 200. */
  readonly failureStatus: 400 | 200
}

export const usualProfile: Profile = {
  callsPerMinute: 600,
  throttleMilliseconds: 600_000,
  quotaErrorCode: 2,
  failureStatus: 400,
}
