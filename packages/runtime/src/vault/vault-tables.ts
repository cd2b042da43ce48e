import type { Generated } from 'kysely'

/** One secret, readable only with the key of the ring that wraps its data key. */
export interface SecretRow {
  tenant: string
  record: string
  purpose: string
  version: number
  /** Of the key in the ring. */
  key_id: string
  wrapped_key: Buffer
  sealed: Buffer
  changed_at: Generated<Date>
}

/** What is known of each key that was ever in the ring. */
export interface VaultKeyRow {
  id: string
  /** Opens with the very key alone, so that another one under the same id is noticed. */
  proof: Buffer
  /** Whether it is the one that wraps new data keys. There is at most one. */
  is_active: Generated<boolean>
  first_seen_at: Generated<Date>
  activated_at: Date | null
  /** When it had left the ring, with nothing wrapped by it any more. */
  retired_at: Date | null
}

/** A rotation that was asked for. At most one is not finished. */
export interface VaultRotationRow {
  id: Generated<number>
  key_id: string
  /** Principal who asked for it. */
  started_by: string
  started_at: Generated<Date>
  /** Secrets that other keys wrapped when it began. */
  total: number
  finished_at: Date | null
  /** Secrets that could not be opened and so are left as they were. */
  unreadable: Generated<number>
}

/** The tables of this folder. */
export interface VaultTables {
  secrets: SecretRow
  vault_keys: VaultKeyRow
  vault_rotations: VaultRotationRow
}
