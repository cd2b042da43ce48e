/** Why an authorization came to nothing, for programs. */
export type RefusalReason =
  | 'unknown-state'
  | 'other-browser'
  | 'expired'
  | 'not-permitted'
  | 'connection-changed'
  | 'not-from-vendor'
  | 'denied'
  | 'code-refused'

/** A person came back from a vendor, and it came to nothing. The message is for that person. */
export class AuthorizationRefused extends Error {
  readonly reason: RefusalReason
  /** Where the person came from, once it is known. */
  readonly returnUrl: string | undefined

  constructor(reason: RefusalReason, message: string, returnUrl?: string) {
    super(message)
    this.name = 'AuthorizationRefused'
    this.reason = reason
    this.returnUrl = returnUrl
  }
}

export const deletedMeanwhile = (returnUrl: string | undefined): AuthorizationRefused =>
  new AuthorizationRefused('connection-changed', 'The connection was deleted meanwhile.', returnUrl)
