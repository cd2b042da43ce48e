import type { AnswerCache } from './answer-cache.ts'

export interface RetryOptions {
  /** How often a request is sent at the most, the first time included. Default: 3. */
  readonly attempts?: number
  /** Milliseconds that the wait before the second attempt is drawn from; each further one doubles it. Default: 250. */
  readonly base?: number
  /** Milliseconds that no drawn wait exceeds. What the server asks for in Retry-After is waited for all the same. Default: 8,000. */
  readonly cap?: number
}

export interface ClientOptions {
  /** Where Patchbay is, such as `https://patchbay.example`. Default: '', the origin of the page in a browser. */
  readonly baseUrl?: string
  /** An API key or an access token, or what gives the present one. Not needed where a cookie says who is calling. */
  readonly key?: string | (() => string | Promise<string>)
  /** The connection to use: for all connectors, or by the id of the connector. Default: the connector's only one. */
  readonly connection?: string | Readonly<Record<string, string>>
  /** The tenant to act in, for the key of an operator. Default: that of the key. */
  readonly tenant?: string
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>>
  /** As `fetch` wants it: `same-origin` for a page that is signed in by a cookie. Default: what `fetch` does by itself. */
  readonly credentials?: 'omit' | 'same-origin' | 'include'
  /** Milliseconds for a call, retries included. Default: 120,000, the longest that a server lets a call last by default. */
  readonly timeout?: number
  /** `false` sends everything once. */
  readonly retries?: RetryOptions | false
  /** Keeps answers to be confirmed instead of sent again: `createAnswerCache()`. Default: none. */
  readonly cache?: AnswerCache
  /** Default: that of the platform. */
  readonly fetch?: typeof fetch
  /** From 0 up to 1. Default: Math.random. */
  readonly random?: () => number
}

/** What one request may have of its own. */
export interface RequestOptions {
  readonly signal?: AbortSignal | undefined
  /** Milliseconds, retries included. Default: that of the client. */
  readonly timeout?: number | undefined
  readonly tenant?: string | undefined
  /** Beside those of the client, or in place of them. */
  readonly headers?: Readonly<Record<string, string>> | undefined
}

export interface CallOptions extends RequestOptions {
  /** The connection to use. Default: that of the client, else the connector's only one. */
  readonly connection?: string | undefined
  /** What kept answers are good enough, as RFC 9111 writes it: `no-cache`, `max-age=60`, `only-if-cached`. */
  readonly cacheControl?: string | undefined
  /**
   * Names this one intent, so that sending it twice does it once. Default: a random one for each call. `false` sends
   * none: then a call whose answer is lost is not sent again.
   */
  readonly idempotencyKey?: string | false | undefined
  /** Answers to the `questions` of an `input_required`, by name; those of earlier rounds included. */
  readonly answers?: Readonly<Record<string, unknown>> | undefined
}
