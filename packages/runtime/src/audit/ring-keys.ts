import type { Database, Store } from '../store/store.ts'
import { readActiveKey } from '../vault/ring/active-key.ts'
import { oncePerKey } from '../vault/ring/derived-keys.ts'
import type { HeldRing } from '../vault/ring/held-ring.ts'
import { deriveAuditKey, type AuditKey, type AuditKeys } from './audit-key.ts'

/** The audit's keys, from the vault's key ring. */
export function ringKeys(ring: HeldRing, store: Store): AuditKeys {
  const toAuditKey = oncePerKey(({ id, secret }) => deriveAuditKey(id, secret))
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
