import type { ColumnType, Generated } from 'kysely'
import type { Role } from './permissions.ts'
import type { Confirmation } from './api-keys/key-grant.ts'
import type { KeyEnvironment } from './api-keys/api-key-text.ts'
import type { ListedRestrictions } from './restrictions.ts'

/** JSON in the store: written as text, read as what it stands for. */
type Json<T> = ColumnType<T, string | null, string | null>

export interface ApiKeyRow {
  id: string
  tenant: string
  name: string
  environment: KeyEnvironment
  role: Role
  restrictions: Json<ListedRestrictions | null>
  /** Addresses and networks that it may be used from; null for all. */
  addresses: Json<readonly string[] | null>
  /** Names of the toolsets that it is held to; null for none. */
  toolsets: Json<readonly string[] | null>
  /** Whether a person confirms what cannot be undone, where an agent calls it through MCP. */
  confirmation: Generated<Confirmation>
  expires_at: Date | null
  /** Id of the principal that made it. */
  created_by: string
  created_at: Date
  last_used_at: Date | null
  revoked_at: Date | null
  /** Grows with each change by a person; the entity tag of the key. */
  version: Generated<number>
}

/** One of the texts that a key can be shown by: after a rotation, the one before is valid for a while too. */
export interface ApiKeySecretRow {
  /** SHA-256 of the text, in base64url. The text itself is nowhere. */
  hash: string
  api_key: string
  tenant: string
  /** What begins the text, for people who look for it. */
  hint: string
  created_at: Date
  /** Null for as long as the key is. */
  valid_until: Date | null
}

/** The tables of this folder. */
export interface AccessTables {
  api_keys: ApiKeyRow
  api_key_secrets: ApiKeySecretRow
}
