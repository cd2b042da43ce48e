import type { Duration } from './duration.ts'

/** An address at the vendor: the id of an origin, which may depend on the config, and an absolute path there, or none. */
export interface VendorEndpoint<OriginId extends string = string> {
  readonly origin: OriginId
  readonly path: string
}

/** How an access token is sent with each request. */
export interface TokenPlacement {
  /** Default: `authorization`. */
  readonly header?: string
  /** What stands before the token, its space included. Default: `Bearer `. */
  readonly prefix?: string
}

/**
 * What a refusal of the token endpoint means: the consent or the key is gone and a person has to renew it; the client or
 * its registration is wrong; the vendor cannot answer now; too many tokens were asked for.
 */
export type TokenFailure = 'revoked' | 'misconfigured' | 'unavailable' | 'throttled'

/** What is true of every way to get access tokens from a token endpoint. */
export interface TokenFacts<OriginId extends string = string> {
  readonly title: string
  /** How to obtain the credentials, for the person who connects an account. */
  readonly help: string
  readonly token: VendorEndpoint<OriginId>
  /**
   * Asked for unless whoever connects the account names fewer, in the vendor's words. Empty where the vendor is not asked
   * for any: what is granted is then what its answer says.
   */
  readonly scopes: readonly string[]
  /**
   * By scope, in the vendor's words: those that it includes without the vendor naming them, such as `write_orders` that
   * includes `read_orders`. Whoever was granted it has these too, and what they include in turn. Default: none does.
   */
  readonly impliedScopes?: Readonly<Record<string, readonly string[]>>
  readonly placement?: TokenPlacement
  /** How long a token lasts where the answer does not say. Default: until the vendor refuses it. */
  readonly lifetime?: Duration
  /**
   * By the vendor's `error`: what it means, where that is not what the standard says (RFC 6749, 5.2). An answer without
   * a token is a refusal whatever its status, so vendors that hide errors behind 200 need nothing more.
   */
  readonly errors?: Readonly<Record<string, TokenFailure>>
  /** How long to ask for no token after `throttled`, where the answer does not say. Default: 1m. */
  readonly throttledFor?: Duration
}
