import type { Generated } from 'kysely'
import type { Principal } from '../../access/principal.ts'

/** An authorization that a person has begun and not finished. */
export interface AuthorizationRow {
  /** SHA-256 of the state that the vendor gives back. The state itself is nowhere. */
  state_digest: string
  tenant: string
  /** Uid of the connection. */
  connection: string
  /** Who began it. */
  principal: string
  principal_kind: Principal['kind']
  /** Digest of where the code is to be redeemed, and as whom: a connection that leads elsewhere by then is another one. */
  account: string
  redirect_uri: string
  /** What was asked for, separated by spaces. */
  scopes: string
  /** Where the person is sent afterwards. */
  return_url: string | null
  created_at: Generated<Date>
  expires_at: Date
}

/** Who alone may ask for new tokens of a connection, and what came of it last. */
export interface TokenLeaseRow {
  tenant: string
  /** Uid of the connection. */
  connection: string
  owner: string
  /** Grows with each holder. */
  fence: number
  expires_at: Date
  /** Which tokens are to be replaced: their version and binding. What follows is about these alone. */
  subject: string
  /** Whether somebody may have asked the vendor and not heard the answer. */
  was_asked: boolean
  /** Why the vendor will never answer otherwise; undefined while it may. */
  refusal: string | null
  /** Until when nobody asks. */
  paused_until: Date | null
}

/** The tables of this folder. */
export interface AuthorizationTables {
  authorizations: AuthorizationRow
  token_leases: TokenLeaseRow
}
