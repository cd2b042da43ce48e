import { Problem } from '@patchbay/contract'
import type { TokenOwner } from './token-owner.ts'
import type { TokenRefused } from './token-refused.ts'

export const needsPerson = ({ renewal }: Pick<TokenOwner, 'renewal'>, reason: string): Problem =>
  new Problem('connection_unauthorized', { detail: reason, advice: renewal })

/** What a caller is told where the vendor gave no token. */
export function refusalProblem(owner: Pick<TokenOwner, 'renewal'>, refused: TokenRefused): Problem {
  const { failure, message, status, vendorCode, retryAfter } = refused
  const upstream = {
    ...(status === undefined ? {} : { status }),
    ...(vendorCode === undefined ? {} : { code: vendorCode }),
  }
  const facts = { detail: message, upstream, ...(retryAfter === undefined ? {} : { retryAfter }) }
  switch (failure) {
    case 'revoked':
      return needsPerson(owner, message)
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
