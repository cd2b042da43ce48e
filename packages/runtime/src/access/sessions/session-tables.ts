import type { ColumnType } from 'kysely'
import type { Claims } from '../oidc/needed-claims.ts'
import type { Principal } from '../principal.ts'

/** What a browser is known by until it signs out. */
export interface SessionRow {
  /** SHA-256 of the token in the cookie, in base64url. The token itself is nowhere. */
  hash: string
  /** For people; says nothing. */
  id: string
  tenant: string
  /** Id of the principal that it stands for. */
  principal: string
  kind: Principal['kind']
  /** Of an API key, what the store knows its text by; of the operator, what only this token and the key make together. */
  proof: string | null
  /** Name of the issuer that has vouched for who came by one. */
  issuer: string | null
  /** What the issuer has said, as far as it decides anything: it is judged anew by the settings of each day. */
  claims: ColumnType<Claims | null, string | null, never>
  created_at: Date
  /** To within a minute. */
  last_seen_at: Date
  /** Whatever is done with it, it ends then. */
  expires_at: Date
}

/** A sign-in at an issuer that has come back: it does not count again. */
export interface UsedSignInRow {
  state_digest: string
  /** From then on its state is too old anyway. */
  expires_at: Date
}

/** The tables of this folder. */
export interface SessionTables {
  sessions: SessionRow
  used_sign_ins: UsedSignInRow
}
