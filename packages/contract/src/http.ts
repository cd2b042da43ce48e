import type { Static, TSchema } from '@sinclair/typebox'
import type { Effect } from './effect.ts'

export type HttpMethod = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export type QueryValue = string | number | boolean | undefined

/** One part of a form. */
export interface MultipartPart {
  readonly name: string
  /** Text is sent in UTF-8. */
  readonly value: string | Uint8Array
  /** Makes it a file. */
  readonly filename?: string
  /** Media type. Default: none is named for a text, `application/octet-stream` for a file. */
  readonly type?: string
}

/** One vendor request as plain data: what crosses from the connector to the runtime. */
export interface HttpRequest<OriginId extends string = string> {
  readonly method: HttpMethod
  /** Which of the vendor's origins. Default: the first one declared. */
  readonly origin?: OriginId
  /** Absolute path, percent-encoded where needed, without a query. */
  readonly path: string
  /** Undefined values are left out. */
  readonly query?: Readonly<Record<string, QueryValue>>
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as `application/json`. */
  readonly json?: unknown
  /**
   * Sent as `multipart/form-data` (RFC 7578), in this order. It is held in memory as a whole. Not beside `json`; the
   * header `content-type` is the runtime's.
   */
  readonly multipart?: readonly MultipartPart[]
  /**
   * `omit`: without the credentials of the connection, for an address that the vendor has signed at another origin, such
   * as its file storage. A refusal there says nothing of them. Default: with them.
   */
  readonly credentials?: 'omit'
  /** What this one request does. Default: the effect of the operation; a GET inside a write may say `read`. */
  readonly effect?: Effect
  /**
   * What this one request takes from limits, by id, in place of what the operation's `cost` says of them: for operations
   * that send as many requests as their input asks for. Limits on `requests` that are not named take 1.
   */
  readonly cost?: Readonly<Record<string, number>>
  /**
   * What the request is about, such as `{ site: 'sc-domain:example.com' }`: for limits that count `per` a `request.site`.
   * Those whose value a request does not name do not apply to it.
   */
  readonly about?: Readonly<Record<string, string>>
  /** Set by the runtime where the `response` is `Bytes`: a success is not parsed. */
  readonly bodyAs?: 'bytes'
}

/** The request that an answer belongs to, as the connector stated it: without headers, body and credentials. */
export interface SentRequest {
  readonly method: HttpMethod
  /** Id of the origin. */
  readonly origin: string
  readonly path: string
  readonly query: Readonly<Record<string, QueryValue>>
}

/**
 * What the vendor answered. Header names are in lower case. `body` is parsed JSON, or text if it is not JSON; where
 * the request asked for `Bytes`, a success is a `Uint8Array`, also for `classify` and `learn`.
 */
export interface VendorAnswer<Body = unknown> {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Body
}

type RequestOptions<OriginId extends string, S extends TSchema> = Omit<
  HttpRequest<OriginId>,
  'method' | 'path' | 'bodyAs'
> & {
  /**
   * The part of the answer that the operation uses. An answer that does not fit is the problem `vendor_error`,
   * so keep it minimal: what is not named is let through. Make it a constant of the module: the runtime compiles
   * each schema object once, and one that is made per call would be compiled per call. `Bytes` gives the body unread.
   */
  readonly response: S
}

/**
 * The way to the vendor: already authenticated, timed out, retried where that is safe, traced and redacted.
 * It resolves only with an answer that `classify` lets pass; everything else is thrown as a `Problem`.
 */
export interface Http<OriginId extends string = string> {
  get<S extends TSchema>(path: string, options: RequestOptions<OriginId, S>): Promise<VendorAnswer<Static<S>>>
  post<S extends TSchema>(
    path: string,
    options: RequestOptions<OriginId, S>,
  ): Promise<VendorAnswer<Static<S>>>
  request<S extends TSchema>(
    request: Omit<HttpRequest<OriginId>, 'bodyAs'> & { readonly response: S },
  ): Promise<VendorAnswer<Static<S>>>
}
