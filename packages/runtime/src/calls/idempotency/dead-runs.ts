import { sql } from 'kysely'
import type { Effect } from '@patchbay/contract'
import type { Store } from '../../store/store.ts'

/** A key with which calls were begun of which is known that they have ended, before their time is over. */
export interface DeadRuns {
  readonly tenant: string
  /** Digest of the key in its scope. */
  readonly id: string
  /** The calls that were begun with it. */
  readonly owners: readonly string[]
  readonly effect: Effect
}

/**
 * Lets the next call with the key know what it is to know of a call that was lost: that nobody knows how it ended; or
 * nothing, where it may be done again. Whether there was one of which nobody knows.
 */
export async function endDeadRuns(
  { database }: Pick<Store, 'database'>,
  { tenant, id, owners, effect }: DeadRuns,
): Promise<boolean> {
  if (effect === 'read' || owners.length === 0) return false
  if (effect === 'idempotent') {
    await database
      .deleteFrom('idempotency_records')
      .where('tenant', '=', tenant)
      .where('id', '=', id)
      .where('owner', 'in', [...owners])
      .where('status', 'is', null)
      .execute()
    return false
  }
  const ended = await database
    .updateTable('idempotency_records')
    .set({ lease_ends: sql<Date>`least(lease_ends, now())` })
    .where('tenant', '=', tenant)
    .where('id', '=', id)
    .where('owner', 'in', [...owners])
    .where('status', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return ended !== undefined
}
