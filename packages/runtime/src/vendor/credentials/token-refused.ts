import type { TokenFailure } from '@patchbay/contract'

/** A token endpoint gave no token. Its message is for people and holds no secret. */
export class TokenRefused extends Error {
  readonly failure: TokenFailure
  /** The vendor's `error`. */
  readonly vendorCode: string | undefined
  readonly status: number | undefined
  /** Seconds until asking again can help, where that is known. */
  readonly retryAfter: number | undefined
  /** Whether the vendor may have done what it was asked for, although its answer is not known. */
  readonly isUnknown: boolean

  constructor(
    failure: TokenFailure,
    message: string,
    facts: {
      readonly vendorCode?: string | undefined
      readonly status?: number | undefined
      readonly retryAfter?: number | undefined
      readonly isUnknown?: boolean
    } = {},
  ) {
    super(message)
    this.name = 'TokenRefused'
    this.failure = failure
    this.vendorCode = facts.vendorCode
    this.status = facts.status
    this.retryAfter = facts.retryAfter
    this.isUnknown = facts.isUnknown ?? false
  }
}
