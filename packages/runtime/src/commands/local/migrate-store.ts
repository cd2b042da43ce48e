import type { Settings } from '../../configuration/settings.ts'
import { migrate } from '../../store/migrate.ts'
import { withTables } from './open-tables.ts'

/** Applies the migrations that the store lacks. */
export async function migrateStore(settings: Settings): Promise<{ readonly applied: readonly string[] }> {
  return await withTables(settings, async ({ database }) => ({
    applied: await migrate(database),
  }))
}
