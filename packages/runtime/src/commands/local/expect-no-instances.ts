import { Problem } from '@patchbay/contract'
import { sql } from 'kysely'
import type { Database } from '../../store/store.ts'

/**
 * Throws a `Problem` if an instance is connected: it would go on with what it remembers of the store from before. That is
 * a guard against forgetting one, and no lock: an instance asks for news all the time, but may start a moment later.
 */
export async function expectNoInstances(database: Database): Promise<void> {
  const { rows } = await sql<{ connections: number }>`
    select count(*)::int as connections from pg_stat_activity
    where datname = current_database() and application_name = 'patchbay' and pid <> pg_backend_pid()
  `.execute(database)
  const connections = rows[0]?.connections ?? 0
  if (connections === 0) return
  throw new Problem('conflict', {
    detail: `Patchbay is running on this store: it has ${connections} connections to it.`,
    advice: 'Stop every instance, restore, and start them again.',
  })
}
