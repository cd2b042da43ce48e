import { milliseconds, type TokenFacts } from '@patchbay/contract'
import { Type, type Static } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'

const Tokens = Type.Object({
  accessToken: Type.String(),
  refreshToken: Type.Optional(Type.String()),
  /** Milliseconds since 1970, by the clock of the instance that asked. */
  obtainedAt: Type.Number(),
  /** Missing where it does not end by itself. */
  expiresAt: Type.Optional(Type.Number()),
  refreshExpiresAt: Type.Optional(Type.Number()),
  /** As the vendor granted them; missing where it did not say. */
  scopes: Type.Optional(Type.Array(Type.String())),
  /** Of the lease under which they were got: of two answers for the same version, that of the higher one is newer. */
  fence: Type.Number(),
  /** For which client, account and endpoint they were got: tokens of an account before are none of this one. */
  binding: Type.String(),
})

/** What a token endpoint gave, as it is kept in the vault. Secret. */
export type Tokens = Static<typeof Tokens>

/** What one exchange gave, before it is known under which lease. */
export type TokenAnswer = Omit<Tokens, 'fence' | 'binding'>

export const serializeTokens = (tokens: Tokens): string => JSON.stringify(tokens)

/** Undefined for what is none: it was written by something else, or for another account. */
export function parseTokens(text: string, binding: string): Tokens | undefined {
  const value = JSON.parse(text) as unknown
  return Value.Check(Tokens, value) && value.binding === binding ? value : undefined
}

/** The part of an answer of a token endpoint that is read, once the protocol's library has judged it. */
interface StandardFields {
  readonly access_token: string
  readonly refresh_token?: string
  readonly expires_in?: number
  readonly scope?: string
  readonly refresh_token_expires_in?: unknown
}

/** The tokens of an answer. A refresh token that it does not replace stays the one before. */
export function tokensOf(
  fields: StandardFields,
  { lifetime }: Pick<TokenFacts, 'lifetime'>,
  now: number,
  previous: string | undefined,
): TokenAnswer {
  const { access_token, refresh_token = previous, expires_in, scope, refresh_token_expires_in } = fields
  const fallback = lifetime === undefined ? undefined : milliseconds(lifetime)
  const endsIn = expires_in === undefined ? fallback : expires_in * 1_000
  return {
    accessToken: access_token,
    obtainedAt: now,
    ...(refresh_token === undefined ? {} : { refreshToken: refresh_token }),
    ...(endsIn === undefined ? {} : { expiresAt: now + endsIn }),
    ...(typeof refresh_token_expires_in === 'number'
      ? { refreshExpiresAt: now + refresh_token_expires_in * 1_000 }
      : {}),
    ...(scope === undefined ? {} : { scopes: scope.split(/[\s,]+/).filter(Boolean) }),
  }
}
