import type { Grant } from '../tokens.ts'

interface Issued {
  readonly scopes: readonly string[]
  /** Milliseconds since 1970; undefined for a token that never ends. */
  readonly expiresAt: number | undefined
}

interface Refreshable {
  readonly scopes: readonly string[]
  readonly expiresAt: number
  /** The one that took its place; once that is used, this one is worth nothing. */
  successor: string | undefined
  isUsed: boolean
}

/** Tokens and codes that the emulator has given out. */
export interface IssuedTokens {
  readonly access: Map<string, Issued>
  readonly refresh: Map<string, Refreshable>
  /** Codes that nobody has redeemed yet, with what was agreed to. */
  readonly codes: Map<string, readonly string[]>
  count: number
}

export const noTokens = (): IssuedTokens => ({
  access: new Map(),
  refresh: new Map(),
  codes: new Map(),
  count: 0,
})

/** Seconds. */
export const lifetimes = { expiring: 3_600, day: 86_399, refresh: 7_776_000 } as const

/** What a token that was given out may do now; undefined if it is none, or has ended. */
export function grantOf({ access }: IssuedTokens, token: string, now: number): Grant | undefined {
  const issued = access.get(token)
  const isGood = issued !== undefined && (issued.expiresAt ?? Number.POSITIVE_INFINITY) > now
  return isGood ? new Set(issued.scopes) : undefined
}

/** A new access token, and where it expires a refresh token, as the token endpoint answers them. */
export function issue(
  issued: IssuedTokens,
  scopes: readonly string[],
  now: number,
  kind: 'lasting' | 'expiring' | 'day',
): Readonly<Record<string, unknown>> {
  issued.count += 1
  const accessToken = `shpat_emulated_${String(issued.count).padStart(8, '0')}`
  const seconds = kind === 'lasting' ? undefined : lifetimes[kind]
  issued.access.set(accessToken, {
    scopes,
    expiresAt: seconds === undefined ? undefined : now + seconds * 1_000,
  })
  const answer = { access_token: accessToken, scope: scopes.join(',') }
  if (seconds === undefined) return answer
  if (kind === 'day') return { ...answer, expires_in: seconds }
  const refreshToken = `shprt_emulated_${String(issued.count).padStart(8, '0')}`
  const expiresAt = now + lifetimes.refresh * 1_000
  issued.refresh.set(refreshToken, { scopes, expiresAt, successor: undefined, isUsed: false })
  return {
    ...answer,
    expires_in: seconds,
    refresh_token: refreshToken,
    refresh_token_expires_in: lifetimes.refresh,
  }
}

/** New tokens for a refresh token; undefined if it is worth nothing. */
export function refreshed(
  issued: IssuedTokens,
  token: string,
  now: number,
): Readonly<Record<string, unknown>> | undefined {
  const known = issued.refresh.get(token)
  if (known === undefined || known.expiresAt <= now) return undefined
  const successor = known.successor === undefined ? undefined : issued.refresh.get(known.successor)
  if (successor?.isUsed === true) return undefined
  known.isUsed = true
  const answer = issue(issued, known.scopes, now, 'expiring')
  known.successor = String(answer['refresh_token'])
  return answer
}
