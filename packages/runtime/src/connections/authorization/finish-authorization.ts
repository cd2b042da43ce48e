import { AuthorizationResponseError, validateAuthResponse } from 'oauth4webapi'
import { createTokenClient, type TokenClient } from '../../vendor/credentials/token-client.ts'
import { oauth2Binding } from '../../vendor/credentials/token-grants.ts'
import type { TokenTransport } from '../../vendor/credentials/token-fetch.ts'
import { TokenRefused } from '../../vendor/credentials/token-refused.ts'
import type { TokenShelf } from '../../vendor/credentials/token-shelf.ts'
import type { CredentialOwner } from '../credential-kinds.ts'
import { AuthorizationRefused, type RefusalReason } from './authorization-refused.ts'
import type { AuthorizationRows, BegunAuthorization } from './authorization-rows.ts'
import { accountOf, authenticationByPerson, type PersonAuthentication } from './begin-authorization.ts'
import { isSigned } from './callback-signature.ts'

export interface FinishParts {
  readonly rows: AuthorizationRows
  readonly way: TokenTransport
  readonly shelf: TokenShelf
  /** Undefined where it is no more. */
  readonly findOwner: (tenant: string, uid: string) => Promise<CredentialOwner | undefined>
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** An authorization that has come to its end. */
export interface FinishedAuthorization {
  readonly owner: CredentialOwner
  readonly principal: string
  readonly scopes: readonly string[]
  readonly returnUrl: string | undefined
}

/** Of tokens for which a person has just agreed: above whatever is being renewed meanwhile. */
const highestFence = Number.MAX_SAFE_INTEGER

/**
 * What a vendor sends a person back with, made into tokens. The state is all that says who it is, so it counts once, for
 * one connection, and for minutes. Rejects with `AuthorizationRefused`.
 */
export async function finishAuthorization(
  parts: FinishParts,
  parameters: URLSearchParams,
): Promise<FinishedAuthorization> {
  const { rows, way, shelf, findOwner, now } = parts
  const states = parameters.getAll('state')
  const [state = ''] = states
  const begun = states.length === 1 && state !== '' ? await rows.take(state) : undefined
  if (begun === undefined) {
    throw new AuthorizationRefused(
      'unknown-state',
      'This authorization is not known. It may have been finished before, or have ended.',
    )
  }
  const returnUrl = begun.return_url ?? undefined
  const refuse = (reason: RefusalReason, message: string): AuthorizationRefused =>
    new AuthorizationRefused(reason, message, returnUrl)

  if (begun.expires_at.getTime() <= now()) {
    throw refuse('expired', 'The time for this authorization is over. Begin it anew.')
  }
  const owner = await findOwner(begun.tenant, begun.connection)
  if (owner === undefined) throw refuse('connection-changed', 'The connection was deleted meanwhile.')
  const authentication = authenticationByPerson(owner)
  const entered = await owner.entered()
  if (accountOf(authentication, owner, entered) !== begun.account) {
    throw refuse('connection-changed', 'The connection was changed meanwhile. Begin the authorization anew.')
  }
  const { callbackSignature } = authentication
  if (
    callbackSignature !== undefined &&
    !isSigned(parameters, callbackSignature, entered['clientSecret'] ?? '')
  ) {
    throw refuse('not-from-vendor', 'The answer is not signed as the vendor signs it.')
  }
  const client = createTokenClient(authentication, owner.origins, entered, way)
  const callback = judgeCallback(client, authentication, parameters, state, refuse)
  const { redirect_uri: redirectUri, verifier } = begun
  const answer = await client.redeem({ callback, redirectUri, verifier }).catch((error: unknown) => {
    if (!(error instanceof TokenRefused)) throw error
    throw refuse('code-refused', error.message)
  })
  const binding = oauth2Binding(authentication, owner.origins, entered)
  const { version } = await shelf.read(owner, binding)
  await shelf.replace(owner, { ...answer, fence: highestFence, binding }, version)
  return {
    owner,
    principal: begun.principal,
    scopes: answer.scopes ?? askedOf(begun),
    returnUrl,
  }
}

/** Who is not told otherwise has what was asked for (RFC 6749, 5.1). */
const askedOf = ({ scopes }: BegunAuthorization): readonly string[] => scopes.split(' ').filter(Boolean)

/** Whether it is this vendor that answers, and with a code (RFC 9207). */
function judgeCallback(
  { server, client }: TokenClient,
  { issuer }: PersonAuthentication,
  parameters: URLSearchParams,
  state: string,
  refuse: (reason: RefusalReason, message: string) => AuthorizationRefused,
): URLSearchParams {
  const named = new URLSearchParams(parameters)
  const { parameter = 'iss' } = issuer ?? {}
  for (const value of parameter === 'iss' ? [] : parameters.getAll(parameter)) named.append('iss', value)
  try {
    const callback = validateAuthResponse(server, client, named, state)
    if ((callback.get('code') ?? '') === '') throw new TypeError('no code')
    return callback
  } catch (error) {
    if (error instanceof AuthorizationResponseError) {
      const code = error.error.replaceAll(/[^\x20-\x7e]+/g, ' ').slice(0, 100)
      throw refuse('denied', `The vendor answered: ${code}.`)
    }
    throw refuse('not-from-vendor', 'The answer did not come from the vendor that was asked.')
  }
}
