import type { Database, Store } from '../store/store.ts'
import { readActiveKey } from '../vault/ring/active-key.ts'
import type { HeldRing } from '../vault/ring/held-ring.ts'
import type { RingKey } from '../vault/ring/key-ring.ts'
import { deriveAuditKey, type AuditKey, type AuditKeys } from './audit-key.ts'

/** The audit's keys, from the vault's key ring. */
export function ringKeys(ring: HeldRing, store: Store): AuditKeys {
  const derived = new WeakMap<RingKey, AuditKey>()
  const toAuditKey = (key: RingKey): AuditKey => {
    let auditKey = derived.get(key)
    if (auditKey === undefined) {
      auditKey = deriveAuditKey(key.id, key.secret)
      derived.set(key, auditKey)
    }
    return auditKey
  }
  const find = async (id: string, database: Database = store.database): Promise<AuditKey | undefined> => {
    const key = await ring.find(id, database)
    return key === undefined ? undefined : toAuditKey(key)
  }
  return {
    find,
    async active(database = store.database) {
      const { first } = await ring.admitted(database)
      const id = await readActiveKey(database)
      return (id === undefined ? undefined : await find(id, database)) ?? toAuditKey(first)
    },
    own: () => toAuditKey(ring.current().first),
  }
}
