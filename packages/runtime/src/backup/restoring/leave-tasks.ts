import { sql } from 'kysely'
import type { Database } from '../../store/store.ts'

/**
 * Tasks that were open when the backup was made belong to nobody now, and have gone on since then: what they were to
 * change may be changed, so that is not done again.
 */
export async function leaveTasks(database: Database): Promise<void> {
  await sql`
    update tasks set is_restored = true, owner = null, lease_ends = null
    where state in ('working', 'input_required')
  `.execute(database)
}
