import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'

/** A key that heads are sealed with. */
export interface AuditKey {
  /** Names the key of the ring that it comes from. */
  readonly id: string
  readonly bytes: Uint8Array
}

/** The keys that heads are sealed with: one for each key of the vault's key ring. */
export interface AuditKeys {
  /** Of the key of this id; of the ring's current key where none is named. Undefined if the ring has no such key. */
  auditKey(id?: string): AuditKey | undefined
}

/** The key that is for the audit and for nothing else, from a key of the ring. */
export const deriveAuditKey = (id: string, secret: Uint8Array): AuditKey => ({
  id,
  bytes: new Uint8Array(hkdfSync('sha256', secret, '', 'patchbay audit head 1', 32)),
})

/** Text that only a holder of the key can have made from that text: the id of the key, and an HMAC. */
export const sealOf = ({ id, bytes }: AuditKey, text: string): string =>
  `${id}:${createHmac('sha256', bytes).update(text).digest('hex')}`

/** Whether a seal is that of a text, by whichever key of the ring. */
export function isSealOf(keys: AuditKeys, seal: string, text: string): boolean {
  const key = keys.auditKey(seal.slice(0, Math.max(0, seal.lastIndexOf(':'))))
  if (key === undefined) return false
  const expected = Buffer.from(sealOf(key, text))
  const given = Buffer.from(seal)
  return given.length === expected.length && timingSafeEqual(given, expected)
}
