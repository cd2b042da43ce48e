import { sql } from 'kysely'
import type { Database } from '../../store/store.ts'
import type { RingKey } from './key-ring.ts'

/** Id of the key that wraps what is written now. Undefined where no ring was admitted yet. */
export async function readActiveKey(database: Database): Promise<string | undefined> {
  const key = await database
    .selectFrom('vault_keys')
    .select('id')
    .where('is_active', '=', true)
    .executeTakeFirst()
  return key?.id
}

/**
 * From the commit on every instance wraps with this key, which the store must know. Until then they all wrap with the
 * one before, so a ring with a new key can be given to one instance after the other. A key that had left the ring for
 * good is not taken back: then nothing changes, and the answer is when it was retired.
 */
export async function activateKey(database: Database, { id }: RingKey): Promise<Date | undefined> {
  const key = await database
    .selectFrom('vault_keys')
    .select(['is_active', 'retired_at'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (key?.is_active === true) return undefined
  if (key?.retired_at instanceof Date) return key.retired_at
  await database.updateTable('vault_keys').set({ is_active: false }).where('is_active', '=', true).execute()
  await database
    .updateTable('vault_keys')
    .set({ is_active: true, activated_at: sql`coalesce(activated_at, now())` })
    .where('id', '=', id)
    .execute()
  // What was on its way to another key has ended by that.
  await database
    .updateTable('vault_rotations')
    .set({ finished_at: sql`now()` })
    .where('finished_at', 'is', null)
    .execute()
  return undefined
}
