import { createSecretKey } from 'node:crypto'
import { deriveAuditKey, type AuditKey, type AuditKeys } from '../../src/audit/audit-key.ts'

/** The same key for the same id. */
export const testKey = (id: string): AuditKey => deriveAuditKey(id, createSecretKey(Buffer.alloc(32, id)))

/** A ring of one key, `k1`. */
export const auditKeys: AuditKeys = {
  active: async () => testKey('k1'),
  find: async (id) => (id === 'k1' ? testKey('k1') : undefined),
  own: () => testKey('k1'),
}
