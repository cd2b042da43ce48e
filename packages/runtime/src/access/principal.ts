import type { BlockList } from 'node:net'
import type { Effect } from '@patchbay/contract'
import type { Permission, Role } from './permissions.ts'

/** Who asks, with everything worked out that does not depend on the request. Frozen; one object for each key. */
export interface Principal {
  /** Names it in logs, the audit, and the keys of what it is limited by. Unique over all tenants. */
  readonly id: string
  readonly kind: 'operator' | 'api-key' | 'oidc'
  /** Id of the tenant within which it acts. */
  readonly tenant: string
  readonly role: Role
  readonly permissions: ReadonlySet<Permission>
  /** What it may call, where that is less than its permissions; undefined for no restriction. */
  readonly restrictions: Restrictions | undefined
  /** Whether it may call what cannot be undone without a person who confirms it. Default: no. */
  readonly waivesConfirmation?: boolean | undefined
  /** Addresses that it may come from; undefined for all. */
  readonly addresses: BlockList | undefined
  /** Milliseconds since 1970; undefined for never. */
  readonly expiresAt: number | undefined
}

/** Each list that is there is all that is allowed of its kind. */
export interface Restrictions {
  /** Ids of connectors. */
  readonly connectors?: ReadonlySet<string>
  /** `connector/operation`. */
  readonly operations?: ReadonlySet<string>
  readonly effects?: ReadonlySet<Effect>
  /** Ids of connections. */
  readonly connections?: ReadonlySet<string>
  /** `mock` alone for a test key, which must not reach a real vendor. */
  readonly sources?: ReadonlySet<'live' | 'mock'>
}

/** The tenant that is always there: that of an installation with one tenant. */
export const defaultTenant = 'default'
