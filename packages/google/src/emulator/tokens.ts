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
  readonly tokens: Map<string, EmulatedToken>
  readonly codes: Map<string, EmulatedCode>
  /** Refresh tokens, with the scopes that were agreed to; undefined stands for all. */
  readonly refreshTokens: Map<string, readonly string[] | undefined>
  count: number
}

/** Seconds, as Google says it: one less than an hour. */
export const tokenLifetime = 3_599

export function openTokenState(refreshToken: string): TokenState {
  return {
    tokens: new Map(),
    codes: new Map(),
    refreshTokens: new Map([[refreshToken, undefined]]),
    count: 0,
  }
}

/** Gives a token that lasts an hour. */
export function giveToken(
  state: TokenState,
  now: number,
  facts: Pick<EmulatedToken, 'scopes' | 'account'>,
): string {
  state.count += 1
  const token = `ya29.emulated-${state.count}`
  state.tokens.set(token, { ...facts, expiresAt: now + tokenLifetime * 1_000 })
  return token
}
