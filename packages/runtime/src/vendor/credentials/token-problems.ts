import { Problem } from '@patchbay/contract'
import type { TokenOwner } from './token-owner.ts'
import type { TokenRefused } from './token-refused.ts'

/** Says what to do where only a person can help. */
export interface TokenAdvice {
  /** Where an authorization begins, for this connection. */
  readonly authorizeAt: (id: string) => string
}

export const needsPerson = (
  { id }: Pick<TokenOwner, 'id'>,
  reason: string,
  { authorizeAt }: TokenAdvice,
): Problem =>
  new Problem('connection_unauthorized', {
    detail: reason,
    advice: `Authorize the connection again: POST ${authorizeAt(id)} gives the address to open.`,
  })

/** What a caller is told where the vendor gave no token. */
export function refusalProblem(
  owner: Pick<TokenOwner, 'id'>,
  refused: TokenRefused,
  advice: TokenAdvice,
): Problem {
  const { failure, message, status, vendorCode, retryAfter } = refused
  const upstream = {
    ...(status === undefined ? {} : { status }),
    ...(vendorCode === undefined ? {} : { code: vendorCode }),
  }
  const facts = { detail: message, upstream, ...(retryAfter === undefined ? {} : { retryAfter }) }
  switch (failure) {
    case 'revoked':
      return needsPerson(owner, message, advice)
    case 'misconfigured':
      return new Problem('connection_unauthorized', {
        ...facts,
        advice:
          'Correct the client of the connection: its id and secret, and how it is registered at the vendor.',
      })
    case 'throttled':
      return new Problem('vendor_rate_limited', facts)
    case 'unavailable':
      return new Problem(status === undefined ? 'vendor_timeout' : 'vendor_error', facts)
  }
}

/** Where the instance that asked has left word, and this one has not asked itself. */
export const pausedProblem = (reason: string | undefined, wait: number): Problem =>
  new Problem('vendor_error', {
    detail: reason ?? 'The vendor gives no token at the moment.',
    advice: 'Try again after the time in `retryAfter`.',
    retryAfter: Math.max(1, Math.ceil(wait / 1_000)),
  })
