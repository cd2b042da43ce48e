import { hash, randomBytes } from 'node:crypto'

export interface Consent {
  readonly redirectUri: string
  readonly challenge: string | undefined
  readonly scopes: readonly string[]
  /** Of OpenID Connect: what the ID token repeats. */
  readonly nonce: string | undefined
}

/** The codes that an identity provider has given to people and not yet seen again. */
export class Consents {
  readonly #byCode = new Map<string, Consent>()

  /** A new code. */
  give(consent: Consent): string {
    const code = `code-${randomBytes(24).toString('base64url')}`
    this.#byCode.set(code, consent)
    return code
  }

  /** What was consented to, once and for the one who asked; undefined for anybody else. */
  redeem(code: string, redirectUri: string, verifier: string | undefined): Consent | undefined {
    const consent = this.#byCode.get(code)
    this.#byCode.delete(code)
    if (consent === undefined || consent.redirectUri !== redirectUri) return undefined
    const proof = verifier === undefined ? undefined : hash('sha256', verifier, 'base64url')
    return consent.challenge === proof ? consent : undefined
  }
}
