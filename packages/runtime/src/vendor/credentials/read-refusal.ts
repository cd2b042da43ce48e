import type { TokenFacts, TokenFailure } from '@patchbay/contract'
import { milliseconds } from '@patchbay/contract'
import { ResponseBodyError } from 'oauth4webapi'
import type { HeardAnswer } from './token-fetch.ts'
import { TokenRefused } from './token-refused.ts'

// RFC 6749, 5.2, RFC 6750 and what vendors agree on beyond them.
const standard: Readonly<Record<string, TokenFailure>> = {
  invalid_grant: 'revoked',
  invalid_client: 'misconfigured',
  unauthorized_client: 'misconfigured',
  unsupported_grant_type: 'misconfigured',
  invalid_request: 'misconfigured',
  invalid_scope: 'misconfigured',
  access_denied: 'revoked',
  temporarily_unavailable: 'unavailable',
  server_error: 'unavailable',
  slow_down: 'throttled',
}

const longestWords = 300

/**
 * What a failed exchange with a token endpoint means. What the library throws is not passed on: it holds the answer, and
 * an answer may hold a token.
 */
export function readRefusal(
  error: unknown,
  facts: Pick<TokenFacts, 'errors' | 'throttledFor'>,
  heard: HeardAnswer,
  secrets: readonly string[],
): unknown {
  if (error instanceof TokenRefused) return error
  const { status, retryAfter } = heard
  // Nothing was heard, so it is no answer that went wrong.
  if (status === undefined) return error
  if (error instanceof ResponseBodyError) {
    const { error: vendorCode, error_description: description } = error
    const failure = facts.errors?.[vendorCode] ?? standard[vendorCode] ?? failureOf(status)
    const words = description === undefined ? '' : `: ${hide(description, secrets)}`
    return new TokenRefused(failure, `The token endpoint answered ${hide(vendorCode, secrets)}${words}`, {
      vendorCode: hide(vendorCode, secrets),
      status,
      retryAfter: retryAfter ?? (failure === 'throttled' ? pauseOf(facts) : undefined),
    })
  }
  const failure = failureOf(status)
  return new TokenRefused(
    failure,
    status < 300
      ? 'The token endpoint answered without a token.'
      : `The token endpoint answered with status ${status}.`,
    {
      status,
      retryAfter: retryAfter ?? (failure === 'throttled' ? pauseOf(facts) : undefined),
      // A success that cannot be read may have been one.
      isUnknown: status < 300,
    },
  )
}

function failureOf(status: number): TokenFailure {
  if (status === 429) return 'throttled'
  return status < 400 || status >= 500 || status === 408 ? 'unavailable' : 'misconfigured'
}

const pauseOf = ({ throttledFor = '1m' }: Pick<TokenFacts, 'throttledFor'>): number =>
  milliseconds(throttledFor) / 1_000

/** Vendors quote what they were sent. */
function hide(text: string, secrets: readonly string[]): string {
  let words = text.replaceAll(/[^\x20-\x7e]+/g, ' ')
  for (const secret of secrets) words = words.replaceAll(secret, '[redacted]')
  return words.slice(0, longestWords)
}
