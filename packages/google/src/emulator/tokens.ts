/** What an access token of the emulator may do. */
export interface EmulatedToken {
  readonly expiresAt: number
  readonly scopes: readonly string[]
  /** Whose data it opens: the service account, its subject or the person who agreed. */
  readonly account: string
}

/** A code that the consent screen gave. */
export interface EmulatedCode {
  readonly challenge: string | null
  readonly redirect: string | null
  readonly scopes: readonly string[]
  readonly expiresAt: number
}

/** What Google's token endpoint keeps. */
export interface TokenState {
  readonly codes: Map<string, EmulatedCode>
  /** Refresh tokens, with the scopes that were agreed to; undefined stands for all. */
  readonly refreshTokens: Map<string, readonly string[] | undefined>
  /** Access tokens that were ended before their time. */
  readonly revoked: Set<string>
  count: number
}

/** Seconds, as Google says it: one less than an hour. */
export const tokenLifetime = 3_599

const prefix = 'ya29.'

export function openTokenState(refreshToken: string): TokenState {
  return {
    codes: new Map(),
    refreshTokens: new Map([[refreshToken, undefined]]),
    revoked: new Set(),
    count: 0,
  }
}

/** Gives a token that lasts an hour. It says itself what it may do, so that it outlives a reset of the emulator. */
export function giveToken(now: number, facts: Pick<EmulatedToken, 'scopes' | 'account'>): string {
  const id = crypto.randomUUID()
  const token = { ...facts, expiresAt: now + tokenLifetime * 1_000, id }
  return prefix + Buffer.from(JSON.stringify(token)).toString('base64url')
}

/** What a token may do; undefined where the emulator did not give it, or has ended it. */
export function readToken(state: TokenState, token: string): EmulatedToken | undefined {
  if (!token.startsWith(prefix) || state.revoked.has(token)) return undefined
  try {
    return JSON.parse(Buffer.from(token.slice(prefix.length), 'base64url').toString('utf8')) as EmulatedToken
  } catch {
    return undefined
  }
}
