import type { Database } from '../../store/store.ts'

/** Sessions of the time of the backup may have been ended since then, and nobody would know. People sign in again. */
export async function endSessions(database: Database): Promise<void> {
  await database.deleteFrom('sessions').execute()
}
