import { Problem } from '@patchbay/contract'
import { createStanding } from '../../access/standing.ts'
import { inMilliseconds } from '../../configuration/durations.ts'
import type { Settings } from '../../configuration/settings.ts'
import type { Store } from '../../store/store.ts'
import type { OpenedTokens } from '../../vendor/credentials/open-tokens.ts'
import type { TokenReport } from '../../vendor/credentials/token-owner.ts'
import type { BeforeCommit } from '../../store/before-commit.ts'
import type { Vault } from '../../vault/vault.ts'
import type { ConnectionRecord } from '../connection-records.ts'
import type { CredentialOwner } from '../credential-kinds.ts'
import { deletedMeanwhile } from './authorization-refused.ts'
import { createAuthorizationRows } from './authorization-rows.ts'
import { beginAuthorization, type AuthorizationWish, type BegunUrl } from './begin-authorization.ts'
import {
  finishAuthorization,
  type AgreedAuthorization,
  type Beginning,
  type TicketFor,
} from './finish-authorization.ts'
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
  /** Records what a person has agreed to, in one transaction; undefined where the connection is no more. */
  readonly record: (
    report: TokenReport & { readonly principal: string },
    beforeCommit: BeforeCommit<ConnectionRecord>,
  ) => Promise<ConnectionRecord | undefined>
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** An authorization that has come to its end. */
export type FinishedAuthorization = Omit<AgreedAuthorization, 'keep' | 'giveBack'>

/** How people authorize connections. */
export interface Authorizations {
  /** Where vendors send people back to. */
  readonly redirectUri: string
  begin(owner: CredentialOwner, wish: AuthorizationWish): Promise<BegunUrl>
  /** With the ticket in the address that a person has opened. Rejects with `AuthorizationRefused`. */
  start(ticket: string): Promise<StartedAuthorization>
  /**
   * With the query that the vendor has sent the person back with. `onBegun` is told whose authorization it is as soon as
   * that is known. Rejects with `AuthorizationRefused`.
   */
  finish(
    parameters: URLSearchParams,
    ticketFor: TicketFor,
    onBegun?: (beginning: Beginning) => void,
    beforeCommit?: BeforeCommit<ConnectionRecord>,
  ): Promise<FinishedAuthorization>
}

export function openAuthorizations(options: AuthorizationsOptions): Authorizations {
  const { settings, returns, store, vault, tokens, findOwner, record, now } = options
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
    async finish(parameters, ticketFor, onBegun = () => undefined, beforeCommit) {
      const { keep, giveBack, ...finished } = await finishAuthorization(
        finishing,
        parameters,
        ticketFor,
        onBegun,
      )
      const { owner, principal, scopes, returnUrl } = finished
      const { tenant, uid } = owner
      const report = { tenant, uid, principal, state: 'active', reason: '', scopes } as const
      try {
        const recorded = await record(report, async (database, before, after) => {
          await keep(database)
          await beforeCommit?.(database, before, after)
        })
        // One from the configuration has no record.
        if (recorded === undefined) await keep()
      } catch (error) {
        if (!Problem.is(error) || error.code !== 'connection_missing') throw error
        await giveBack()
        throw deletedMeanwhile(returnUrl)
      }
      tokens.tell(uid)
      return finished
    },
  }
}
