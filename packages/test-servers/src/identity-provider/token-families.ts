import { randomBytes } from 'node:crypto'

/** All tokens that came of one consent. */
interface Family {
  readonly scopes: readonly string[]
  /** The one that works. */
  current: string
  /** The one before, where it works until `current` is used. */
  previous: string | undefined
  isRevoked: boolean
}

export type RotationRule = 'steady' | 'rotating' | 'rotating-with-grace'

export interface IssuedTokens {
  readonly accessToken: string
  readonly refreshToken: string | undefined
  readonly scopes: readonly string[]
}

/** What an identity provider remembers of the tokens that it gave. */
export class TokenFamilies {
  readonly #byRefreshToken = new Map<string, Family>()
  readonly #accessTokens = new Map<string, { readonly family: Family | undefined; readonly endsAt: number }>()
  /** Milliseconds. */
  lifetime = 3_600_000
  rotation: RotationRule = 'rotating'

  /** For a new consent; without a refresh token where nobody consented. */
  begin(scopes: readonly string[], hasRefreshToken: boolean): IssuedTokens {
    if (!hasRefreshToken) return { accessToken: this.#access(undefined), refreshToken: undefined, scopes }
    const refreshToken = secret('refresh')
    const family: Family = { scopes, current: refreshToken, previous: undefined, isRevoked: false }
    this.#byRefreshToken.set(refreshToken, family)
    return { accessToken: this.#access(family), refreshToken, scopes }
  }

  /** Undefined for one that is unknown, revoked, or used before, which revokes its whole family. */
  refresh(refreshToken: string): IssuedTokens | undefined {
    const family = this.#byRefreshToken.get(refreshToken)
    if (family === undefined || family.isRevoked) return undefined
    const { scopes } = family
    if (this.rotation === 'steady') {
      return { accessToken: this.#access(family), refreshToken: undefined, scopes }
    }
    const isGrace = this.rotation === 'rotating-with-grace' && refreshToken === family.previous
    if (refreshToken !== family.current && !isGrace) {
      family.isRevoked = true
      return undefined
    }
    family.previous = refreshToken
    family.current = secret('refresh')
    this.#byRefreshToken.set(family.current, family)
    return { accessToken: this.#access(family), refreshToken: family.current, scopes }
  }

  revoke(token: string): void {
    const family = this.#byRefreshToken.get(token) ?? this.#accessTokens.get(token)?.family
    if (family !== undefined) family.isRevoked = true
    this.#accessTokens.delete(token)
  }

  /** Ends every access token, and no refresh token. */
  forgetAccess(): void {
    this.#accessTokens.clear()
  }

  isGood(accessToken: string): boolean {
    const known = this.#accessTokens.get(accessToken)
    return known !== undefined && known.endsAt > Date.now() && known.family?.isRevoked !== true
  }

  #access(family: Family | undefined): string {
    const token = secret('access')
    this.#accessTokens.set(token, { family, endsAt: Date.now() + this.lifetime })
    return token
  }
}

const secret = (kind: string): string => `${kind}-${randomBytes(24).toString('base64url')}`
