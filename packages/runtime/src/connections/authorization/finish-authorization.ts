import { AuthorizationResponseError, validateAuthResponse } from 'oauth4webapi'
import { createTokenClient, type TokenClient } from '../../vendor/credentials/token-client.ts'
import { oauth2Binding } from '../../vendor/credentials/token-grants.ts'
import type { TokenTransport } from '../../vendor/credentials/token-fetch.ts'
import { TokenRefused } from '../../vendor/credentials/token-refused.ts'
import type { TokenShelf } from '../../vendor/credentials/token-shelf.ts'
import type { Principal } from '../../access/principal.ts'
import type { Database } from '../../store/store.ts'
import type { CredentialOwner } from '../credential-kinds.ts'
import { AuthorizationRefused, type RefusalReason } from './authorization-refused.ts'
import type { AuthorizationRows, BegunAuthorization } from './authorization-rows.ts'
import { stateOf } from './authorization-ticket.ts'
import type { PersonAuthentication } from './begin-authorization.ts'
import { isSigned } from './callback-signature.ts'
import { judgeBegun, refusalOf, unknownState, type JudgeBegunParts } from './judge-begun.ts'

export interface FinishParts extends JudgeBegunParts {
  readonly rows: AuthorizationRows
  readonly way: TokenTransport
  readonly shelf: TokenShelf
}

/** The ticket that a browser has kept for the authorization of a state; undefined where it has none. */
export type TicketFor = (state: string) => string | undefined

/** Who has begun an authorization, and for what. */
export interface Beginning {
  readonly tenant: string
  readonly principal: Pick<Principal, 'id' | 'kind'>
  /** Id of the connection; undefined where it is no more. */
  readonly connection: string | undefined
}

/** An authorization to which somebody has agreed, and of which nothing is kept yet. */
export interface AgreedAuthorization {
  readonly owner: CredentialOwner
  readonly principal: string
  readonly scopes: readonly string[]
  readonly returnUrl: string | undefined
  /** Keeps the tokens, within a transaction. Rejects with `connection_missing` where there is nothing left to keep them for. */
  readonly keep: (database?: Database) => Promise<void>
  /** Asks the vendor to take them back. */
  readonly giveBack: () => Promise<void>
}

/** Of tokens for which a person has just agreed: above whatever is being renewed meanwhile. */
const highestFence = Number.MAX_SAFE_INTEGER

/**
 * What a vendor sends a person back with, made into tokens. The state counts once, for one connection, for minutes, and
 * in a browser that has the ticket of it. `onBegun` is told whose it is as soon as that is known. Rejects with
 * `AuthorizationRefused`.
 */
export async function finishAuthorization(
  parts: FinishParts,
  parameters: URLSearchParams,
  ticketFor: TicketFor,
  onBegun: (beginning: Beginning) => void,
): Promise<AgreedAuthorization> {
  const { rows, way, shelf } = parts
  const states = parameters.getAll('state')
  const [state = ''] = states
  if (states.length !== 1 || state === '') throw unknownState()
  const ticket = ticketFor(state)
  if (ticket === undefined || stateOf(ticket) !== state) throw otherBrowser()
  const begun = await rows.take(state)
  if (begun === undefined) throw unknownState()
  const { tenant, principal, principal_kind: kind } = begun
  const found = await parts.findOwner(tenant, begun.connection)
  onBegun({ tenant, principal: { id: principal, kind }, connection: found?.id })
  const refuse = refusalOf(begun)
  const { owner, authentication, entered } = await judgeBegun(begun, {
    ...parts,
    findOwner: async () => found,
  })
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
  return {
    owner,
    principal,
    scopes: answer.scopes ?? askedOf(begun),
    returnUrl: begun.return_url ?? undefined,
    async keep(database) {
      await shelf.replace(owner, { ...answer, fence: highestFence, binding }, version, database)
    },
    // Nobody will ever use them. A vendor that does not take them back ends them by itself.
    giveBack: () => client.revoke(answer.refreshToken ?? answer.accessToken).catch(() => undefined),
  }
}

const otherBrowser = (): AuthorizationRefused =>
  new AuthorizationRefused(
    'other-browser',
    'This browser did not begin the authorization, or keeps no cookies for this site. Nothing was connected. Open the address that the authorization began with again, in this browser, and agree there. If you did not mean to connect an account, close this page.',
  )

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
