import { sql } from 'kysely'
import type { Database } from '../../store/store.ts'
import { countOtherwiseWrapped } from '../secret-rows.ts'

/** A rotation as it stands. */
export interface RotationRecord {
  readonly id: number
  readonly keyId: string
  readonly startedBy: string
  readonly startedAt: Date
  readonly total: number
  readonly finishedAt: Date | undefined
  readonly unreadable: number
}

/** The one that was asked for last, or the one that is not finished. */
export async function readRotation(
  database: Database,
  which: 'last' | 'open',
): Promise<RotationRecord | undefined> {
  const row = await database
    .selectFrom('vault_rotations')
    .selectAll()
    .$if(which === 'open', (query) => query.where('finished_at', 'is', null))
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (row === undefined) return undefined
  return {
    id: row.id,
    keyId: row.key_id,
    startedBy: row.started_by,
    startedAt: row.started_at,
    total: row.total,
    finishedAt: row.finished_at ?? undefined,
    unreadable: row.unreadable,
  }
}

/** Opens a rotation to the key, unless one is open; a new key has ended what was on its way to another. */
export async function insertRotation(database: Database, keyId: string, startedBy: string): Promise<void> {
  const total = await countOtherwiseWrapped(database, keyId)
  await database
    .insertInto('vault_rotations')
    .values({ key_id: keyId, started_by: startedBy, total, finished_at: total === 0 ? sql`now()` : null })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Whether it was open until now. */
export async function finishRotation(database: Database, id: number, unreadable: number): Promise<boolean> {
  const { numUpdatedRows } = await database
    .updateTable('vault_rotations')
    .set({ finished_at: sql`now()`, unreadable })
    .where('id', '=', id)
    .where('finished_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
