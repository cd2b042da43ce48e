import { verify } from 'node:crypto'
import type { SeededServiceAccount } from './accounts.ts'

/** What a good assertion asks for. */
export interface AcceptedAssertion {
  readonly scopes: readonly string[]
  readonly account: string
}

/** The longest that an assertion may be good for, and what clocks may differ by, in seconds. */
const longest = 3_600
const skew = 300

const audience = 'https://oauth2.googleapis.com/token'

/** Judges the assertion of a service account as Google does; a text is its `error_description`. */
export function judgeAssertion(
  assertion: string,
  account: SeededServiceAccount,
  now: number,
): AcceptedAssertion | string {
  const [header = '', payload = '', signature = '', ...rest] = assertion.split('.')
  const head = parse(header)
  const claims = parse(payload)
  if (rest.length > 0 || head === undefined || claims === undefined) return 'Bad Request'
  if (claims['iss'] !== account.email) return 'Invalid grant: account not found'
  const isSigned =
    head['alg'] === 'RS256' &&
    verify(
      'RSA-SHA256',
      Buffer.from(`${header}.${payload}`),
      account.publicKey,
      Buffer.from(signature, 'base64url'),
    )
  if (!isSigned) return 'Invalid JWT Signature.'
  if (claims['aud'] !== audience) return 'Invalid JWT: Failed audience check.'
  const [issued, expires] = [Number(claims['iat']), Number(claims['exp'])]
  const at = now / 1_000
  const isTimely = issued <= at + skew && expires > at - skew && expires - issued <= longest
  if (!isTimely)
    return 'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.'
  const scope = typeof claims['scope'] === 'string' ? claims['scope'] : ''
  if (scope === '') return 'Invalid JWT: Missing scope.'
  const subject = claims['sub']
  return { scopes: scope.split(' '), account: typeof subject === 'string' ? subject : account.email }
}

function parse(part: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
