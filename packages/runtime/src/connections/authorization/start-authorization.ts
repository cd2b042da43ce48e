import * as oauth from 'oauth4webapi'
import { serverOf } from '../../vendor/credentials/token-client.ts'
import type { AuthorizationRows } from './authorization-rows.ts'
import { stateOf } from './authorization-ticket.ts'
import { judgeBegun, unknownState, type JudgeBegunParts } from './judge-begun.ts'

/** Where a browser is led, and what it has to show when it comes back. */
export interface StartedAuthorization {
  /** At the vendor. */
  readonly url: string
  readonly state: string
  readonly ticket: string
  readonly expiresAt: Date
}

/**
 * A person has opened the address of an authorization. That uses nothing up: programs that look at addresses open them as
 * well. Rejects with `AuthorizationRefused`.
 */
export async function startAuthorization(
  { rows, ...parts }: JudgeBegunParts & { readonly rows: AuthorizationRows },
  ticket: string,
): Promise<StartedAuthorization> {
  const state = stateOf(ticket)
  const begun = await rows.find(state)
  if (begun === undefined) throw unknownState()
  const { owner, authentication, entered } = await judgeBegun(begun, parts)
  const { verifier, scopes, redirect_uri: redirectUri, expires_at: expiresAt } = begun
  const url = new URL(serverOf(authentication, owner.origins).authorization_endpoint ?? '')
  const parameters = {
    ...authentication.authorizeParameters,
    response_type: 'code',
    client_id: entered['clientId'] ?? '',
    redirect_uri: redirectUri,
    state,
    ...(scopes === '' ? {} : { scope: scopes.replaceAll(' ', authentication.scopeSeparator ?? ' ') }),
    ...(verifier === undefined
      ? {}
      : {
          code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
        }),
  }
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return { url: url.href, state, ticket, expiresAt }
}
