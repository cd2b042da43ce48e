import { sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { ConfigurationError } from '../configuration/read-settings.ts'
import { migrations } from './migrations/index.ts'
import type { Database } from './store.ts'

/** What is known and not applied, and what is applied and not known. */
export interface MigrationState {
  readonly pending: readonly string[]
  readonly unknown: readonly string[]
}

/** How far the tables are. Changes nothing. */
export async function migrationState(database: Database): Promise<MigrationState> {
  const known = Object.keys(migrations)
  const { rows: tables } = await sql`select to_regclass('kysely_migration') as name`.execute(database)
  const isEmpty = (tables as Array<{ name: unknown }>)[0]?.name === null
  const { rows } = isEmpty
    ? { rows: [] }
    : await sql<{ name: string }>`select name from kysely_migration order by name`.execute(database)
  const applied = new Set(rows.map(({ name }) => name))
  return {
    pending: known.filter((name) => !applied.has(name)),
    unknown: [...applied].filter((name) => !(name in migrations)),
  }
}

/**
 * Brings the tables up to date, one instance at a time. Gives the names of the migrations that were applied. Rejects with
 * a `ConfigurationError` if a newer Patchbay has been here, since nobody knows what its tables mean.
 */
export async function migrate(database: Database): Promise<string[]> {
  if (!(await isBehind(database))) return []
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: async () => ({ ...migrations }) },
  })
  const { error, results = [] } = await migrator.migrateToLatest()
  if (error !== undefined) throw error
  return results.map(({ migrationName }) => migrationName)
}

/** Whether there are migrations to apply. Rejects as `migrate` does. */
export async function isBehind(database: Database): Promise<boolean> {
  const { pending, unknown } = await migrationState(database)
  if (unknown.length > 0) {
    throw new ConfigurationError([
      `the store was changed by a newer Patchbay (${unknown.join(', ')}); start that version or a later one`,
    ])
  }
  return pending.length > 0
}
