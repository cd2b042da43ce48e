import { createStanding } from '../../access/standing.ts'
import { inMilliseconds } from '../../configuration/durations.ts'
import type { Settings } from '../../configuration/settings.ts'
import type { Store } from '../../store/store.ts'
import type { OpenedTokens } from '../../vendor/credentials/open-tokens.ts'
import type { TokenReport } from '../../vendor/credentials/token-owner.ts'
import type { Vault } from '../../vault/vault.ts'
import type { CredentialOwner } from '../credential-kinds.ts'
import { createAuthorizationRows } from './authorization-rows.ts'
import { beginAuthorization, type AuthorizationWish, type BegunUrl } from './begin-authorization.ts'
import { finishAuthorization, type FinishedAuthorization, type TicketFor } from './finish-authorization.ts'
import type { Returns } from './returns.ts'
import { startAuthorization, type StartedAuthorization } from './start-authorization.ts'

export interface AuthorizationsOptions {
  readonly settings: Settings
  readonly returns: Returns
  readonly store: Store
  readonly vault: Vault
  readonly tokens: OpenedTokens
  /** A connection by its uid; undefined where it is no more. */
  readonly findOwner: (tenant: string, uid: string) => Promise<CredentialOwner | undefined>
  /** Told what a person has agreed to. */
  readonly report: (report: TokenReport & { readonly principal: string }) => Promise<void> | void
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** How people authorize connections. */
export interface Authorizations {
  /** Where vendors send people back to. */
  readonly redirectUri: string
  begin(owner: CredentialOwner, wish: AuthorizationWish): Promise<BegunUrl>
  /** With the ticket in the address that a person has opened. Rejects with `AuthorizationRefused`. */
  start(ticket: string): Promise<StartedAuthorization>
  /** With the query that the vendor has sent the person back with. Rejects with `AuthorizationRefused`. */
  finish(parameters: URLSearchParams, ticketFor: TicketFor): Promise<FinishedAuthorization>
}

export function openAuthorizations(options: AuthorizationsOptions): Authorizations {
  const { settings, returns, store, vault, tokens, findOwner, report, now } = options
  const rows = createAuthorizationRows(store, vault)
  const beginning = {
    rows,
    ...returns,
    ttl: inMilliseconds(settings.authorizationTtl),
    now,
  }
  const judging = { rows, findOwner, standingOf: createStanding(store, now), now }
  const finishing = { ...judging, way: tokens.way, shelf: tokens.shelf }
  return {
    redirectUri: returns.redirectUri,
    begin: (owner, wish) => beginAuthorization(beginning, owner, wish),
    start: (ticket) => startAuthorization(judging, ticket),
    async finish(parameters, ticketFor) {
      const finished = await finishAuthorization(finishing, parameters, ticketFor)
      const { owner, principal, scopes } = finished
      const { tenant, uid } = owner
      await report({ tenant, uid, principal, state: 'active', reason: '', scopes })
      tokens.tell(uid)
      return finished
    },
  }
}
