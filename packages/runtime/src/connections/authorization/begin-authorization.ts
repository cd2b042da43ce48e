import { hash, randomBytes } from 'node:crypto'
import { milliseconds, Problem, type OAuth2Authentication } from '@patchbay/contract'
import { serverOf } from '../../vendor/credentials/token-client.ts'
import type { Principal } from '../../access/principal.ts'
import type { CredentialOwner, EnteredCredentials } from '../credential-kinds.ts'
import { effectiveScopes } from '../effective-scopes.ts'
import type { AuthorizationRows } from './authorization-rows.ts'
import { newTicket, stateOf } from './authorization-ticket.ts'
import type { Returns } from './returns.ts'

export interface AuthorizationParts extends Returns {
  readonly rows: AuthorizationRows
  /** Milliseconds that a person has. */
  readonly ttl: number
  /** Milliseconds since 1970. */
  readonly now: () => number
}

export interface AuthorizationWish {
  /** Who asks. */
  readonly principal: Pick<Principal, 'id' | 'kind'>
  /** Fewer than the connector asks for. */
  readonly scopes?: readonly string[] | undefined
  /** Where the person is to be sent afterwards. */
  readonly returnUrl?: string | undefined
}

/** What a person is to open, and until when. */
export interface BegunUrl {
  readonly url: string
  readonly expiresAt: Date
}

export type PersonAuthentication = Extract<OAuth2Authentication, { grant: 'authorization-code' }>

/** Of PKCE: 256 bits. */
const verifierBytes = 32

// Whatever is set: the address of a vendor is in a browser's history for longer.
const longest = milliseconds('10m')

/** Begins an authorization. Throws `conflict` where nobody has to agree, and `invalid_input`. */
export async function beginAuthorization(
  { rows, redirectUri, startUrl, mayReturnTo, ttl, now }: AuthorizationParts,
  owner: CredentialOwner,
  wish: AuthorizationWish,
): Promise<BegunUrl> {
  const authentication = authenticationByPerson(owner)
  const { scopes: asked = authentication.scopes, returnUrl } = wish
  // Part of what may be asked for may be asked for as well, such as reading where writing includes it.
  const known = effectiveScopes(authentication.scopes, authentication)
  const unknown = asked.filter((scope) => known?.has(scope) !== true)
  const errors = [
    ...unknown.map((scope) => ({
      path: '/scopes',
      message: `"${scope}" is none of ${[...(known ?? [])].join(', ')}`,
    })),
    ...(returnUrl === undefined || mayReturnTo(returnUrl)
      ? []
      : [{ path: '/returnUrl', message: 'is not at one of the origins in PATCHBAY_RETURN_ORIGINS' }]),
  ]
  if (errors.length > 0) throw new Problem('invalid_input', { errors })

  const ticket = newTicket()
  const verifier =
    authentication.pkce === 'none' ? undefined : randomBytes(verifierBytes).toString('base64url')
  const expiresAt = new Date(now() + Math.min(ttl, longest))
  await rows.sweep(new Date(now()))
  await rows.put(stateOf(ticket), {
    tenant: owner.tenant,
    connection: owner.uid,
    principal: wish.principal.id,
    principal_kind: wish.principal.kind,
    account: accountOf(authentication, owner, await owner.entered()),
    redirect_uri: redirectUri,
    scopes: asked.join(' '),
    return_url: returnUrl ?? null,
    expires_at: expiresAt,
    verifier,
  })
  return { url: startUrl(ticket), expiresAt }
}

/** Throws `conflict` where the connection is of another kind. */
export function authenticationByPerson({ id, authentication }: CredentialOwner): PersonAuthentication {
  if (authentication.kind === 'oauth2' && authentication.grant === 'authorization-code') return authentication
  throw new Problem('conflict', {
    detail: `Nobody has to authorize the connection "${id}": what it needs was entered with its credentials.`,
    advice: 'Call an operation over it, or check it: POST /v1/connections/{id}/check.',
  })
}

/** Where a code is to be redeemed, and as whom. */
export function accountOf(
  authentication: PersonAuthentication,
  { origins }: CredentialOwner,
  { clientId }: EnteredCredentials,
): string {
  const { token_endpoint, authorization_endpoint, issuer } = serverOf(authentication, origins)
  return hash(
    'sha256',
    JSON.stringify([token_endpoint, authorization_endpoint, issuer, clientId]),
    'base64url',
  )
}
