import { Problem } from '@patchbay/contract'
import type { FastifyRequest } from 'fastify'
import { apiKeyHash } from '../api-keys/api-key-text.ts'
import type { Authenticator } from '../authenticate.ts'
import { unauthenticated, type Caller, type Identifier } from '../caller.ts'
import type { Principal } from '../principal.ts'
import { operatorProof } from './session-token.ts'
import type { SessionWish } from './sessions.ts'

/**
 * Judges a key that a person has entered, as if the request had come with it. `onKnown` is told whose it is as soon as that
 * is known. Rejects with `unauthenticated`, and with `forbidden` for a key that may not come now, or not from there.
 */
export type KeySignIn = (
  request: FastifyRequest,
  key: string,
  onKnown: (principal: Principal) => void,
) => Promise<SessionWish & { readonly principal: Principal }>

/** For keys of these kinds, and no tokens of issuers: those end within minutes. */
export const createKeySignIn =
  (identifiers: readonly Identifier[], admit: Authenticator['admit']): KeySignIn =>
  async (request, key, onKnown) => {
    const identifier = identifiers.find((one) => one.owns(key))
    if (identifier === undefined) throw noSuchKey('it has the form of no key')
    const caller = await identifier.identify(key).catch(asEntered)
    onKnown(caller.principal)
    await admit(caller, request)
    return wishFor(caller, key)
  }

function wishFor({ principal, validUntil }: Caller, key: string) {
  const proofWith = (token: string): string =>
    principal.kind === 'operator' ? operatorProof(token, key) : apiKeyHash(key)
  return { principal, proofWith, validUntil, issuer: null }
}

const asEntered = (error: unknown): never => {
  if (!Problem.is(error) || error.code !== 'unauthenticated') throw error
  throw noSuchKey(error.message)
}

const noSuchKey = (reason: string): Problem =>
  unauthenticated('The key is not valid: it is mistyped, or it was revoked, or it has expired.', reason)
