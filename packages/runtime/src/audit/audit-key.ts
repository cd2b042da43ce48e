import { createHmac, timingSafeEqual, type KeyObject } from 'node:crypto'
import type { Database } from '../store/store.ts'
import { deriveKey } from '../vault/ring/derived-keys.ts'

/** A key that heads are sealed with. */
export interface AuditKey {
  /** Names the key of the vault's key ring that it comes from. */
  readonly id: string
  readonly bytes: Uint8Array
}

/**
 * The keys that heads are sealed with, one for each key of the key ring. Within a transaction, give its database to what
 * takes one.
 */
export interface AuditKeys {
  /** That of a key which every instance has. */
  active(database?: Database): Promise<AuditKey>
  /** Undefined if the ring of this instance has no such key. */
  find(id: string, database?: Database): Promise<AuditKey | undefined>
  /** One that this instance has, without asking the store. */
  own(): AuditKey
}

/** The key that is for the audit and for nothing else, from a key of the ring. */
export const deriveAuditKey = (id: string, secret: KeyObject): AuditKey => ({
  id,
  bytes: deriveKey(secret, 'audit 1'),
})

/** Text that only a holder of the key can have made from that text: the id of the key, and an HMAC. */
export const sealOf = ({ id, bytes }: AuditKey, text: string): string =>
  `${id}:${createHmac('sha256', bytes).update(text).digest('hex')}`

/** Id of the key that a seal says it is by. */
export const sealedBy = (seal: string): string => seal.slice(0, Math.max(0, seal.lastIndexOf(':')))

/** Whether a seal is that of a text by a key. */
export function isSealOf(key: AuditKey | undefined, seal: string, text: string): boolean {
  if (key === undefined) return false
  const expected = Buffer.from(sealOf(key, text))
  const given = Buffer.from(seal)
  return given.length === expected.length && timingSafeEqual(given, expected)
}
