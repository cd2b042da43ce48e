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
  /** Sites whose proof of ownership is in place, so that they can be verified. Tests add to it. */
  readonly provenSites: ReadonlySet<string>
  /** How the details of a sitemap that is no index come; both have been seen. */
  readonly feedDetails: 'list' | 'object'
  /** What becomes of a refresh token that was used: it stays, or another one takes its place. */
  readonly refreshTokens: 'steady' | 'rotating'
  /** Whether the token endpoint answers as it should, or with a page, which has been seen. */
  readonly tokenAnswer: 'json' | 'page'
  /** The code for a change with a token that may only read. */
  readonly readScopeErrorCode: 13 | 14
  /** What is in the key file for IndexNow. */
  readonly keyFile: 'key' | 'other' | 'missing'
  /** What IndexNow says beside its status. Mostly nothing, by its documentation; some engines send this. */
  readonly indexNowBody: '' | { readonly success: true }
  /** Submissions by IndexNow before it takes them for a flood. */
  readonly indexNowCalls: number
}

export const usualProfile: Profile = {
  callsPerMinute: 600,
  throttleMilliseconds: 600_000,
  quotaErrorCode: 2,
  failureStatus: 400,
  provenSites: new Set(),
  feedDetails: 'list',
  refreshTokens: 'rotating',
  tokenAnswer: 'json',
  readScopeErrorCode: 14,
  keyFile: 'key',
  indexNowBody: { success: true },
  indexNowCalls: 1_000,
}
