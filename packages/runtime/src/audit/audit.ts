import type { Database } from '../store/store.ts'
import type { AuditEvent } from './audit-entry.ts'

/** Takes note of what is done. */
export interface Audit {
  /**
   * Resolves once the event survives the death of the process: in the store, or in a file while the store is away.
   * Rejects with `outcome_unknown` if it could be kept in neither.
   *
   * With the database of a transaction, the entry is part of that, and other writers wait until it ends: let it be the
   * last statement.
   */
  append(event: AuditEvent, database?: Database): Promise<void>
}
