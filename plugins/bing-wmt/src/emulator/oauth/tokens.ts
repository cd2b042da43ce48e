interface Agreement {
  readonly scopes: readonly string[]
  /** Milliseconds since 1970. */
  readonly expiresAt: number
}

/** Tokens and codes that were given out. */
export interface Tokens {
  readonly codes: Map<string, Agreement>
  readonly access: Map<string, Agreement>
  /** These last until they are revoked. */
  readonly refresh: Map<string, readonly string[]>
  count: number
}

export const noTokens = (): Tokens => ({
  codes: new Map(),
  access: new Map(),
  refresh: new Map([[seededRefreshToken, ['webmaster.read', 'webmaster.manage']]]),
  count: 0,
})

/** A refresh token that somebody obtained before. */
export const seededRefreshToken = 'emulator-refresh-token'

/** Seconds. */
export const lifetimes = { code: 300, access: 3_599 } as const

export const nameOf = (kind: string, tokens: Tokens): string => {
  tokens.count += 1
  return `${kind}-emulated-${String(tokens.count).padStart(8, '0')}`
}

/** What a token may do; undefined where it is none, or has ended. */
export function scopesOf({ access }: Tokens, token: string, now: number): readonly string[] | undefined {
  const agreement = access.get(token)
  return agreement !== undefined && agreement.expiresAt > now ? agreement.scopes : undefined
}
