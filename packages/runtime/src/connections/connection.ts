import type { Authentication } from '@patchbay/contract'
import type { CredentialSource } from '../vendor/credential-source.ts'
import type { ConnectionCalls } from './connection-calls.ts'

/** A configured account at a vendor, ready to be called with. Another object whenever anything about it is another. */
export interface Connection {
  /** Id of the tenant whose it is. */
  readonly tenant: string
  /** What callers name it by: unique within the tenant, at least for one connector. */
  readonly id: string
  /** What everything internal names it by: unique over all tenants, and never given twice. */
  readonly uid: string
  /**
   * Names the account that it leads to: another one once it has other credentials, another config or other addresses, so
   * that nobody finds what was kept for the one before.
   */
  readonly key: string
  readonly connector: string
  readonly config: Readonly<Record<string, unknown>>
  readonly authentication: Authentication
  readonly credentials: CredentialSource
  /** By origin id: where the requests of this connection really go. */
  readonly origins: Readonly<Record<string, string>>
  /** Whether the vendor is its emulator. */
  readonly source: 'live' | 'mock'
  readonly state: ConnectionState
  /** For the one who has to act; empty where there is nothing to say. */
  readonly stateReason: string
  /** How its credentials are renewed, for a person. */
  readonly renewal: string
  /** What the vendor has granted, and what that includes, in its words; undefined where that is not known. */
  readonly grantedScopes: ReadonlySet<string> | undefined
  readonly calls: ConnectionCalls
}

/** `reauthorize`: its credentials do not work any more, and only a person can renew them. */
export const connectionStates = ['active', 'reauthorize', 'disabled'] as const

export type ConnectionState = (typeof connectionStates)[number]
