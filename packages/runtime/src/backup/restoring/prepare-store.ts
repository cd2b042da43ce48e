import { Problem } from '@patchbay/contract'
import { sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { migrations } from '../../store/migrations/index.ts'
import type { Database } from '../../store/store.ts'
import type { About } from '../manifest.ts'
import { readMigrations, readTables, type Table } from '../snapshot/catalog.ts'

const migratorOf = (database: Database): Migrator =>
  new Migrator({ db: database, provider: { getMigrations: async () => ({ ...migrations }) } })

/** Rows that the migrations themselves put into a table. */
const seededRows: Readonly<Record<string, number>> = { tenants: 1 }

/** Throws a `Problem` if this program does not know a migration that the tables of the archive have been through. */
export function expectKnownMigrations(about: About): void {
  const unknown = about.migrations.filter((name) => !Object.hasOwn(migrations, name))
  if (unknown.length === 0) return
  throw new Problem('conflict', {
    detail: `The archive is from a newer Patchbay, ${about.version}: this one does not know ${unknown.join(', ')}.`,
    advice: `Restore it with version ${about.version} or a newer one.`,
  })
}

/**
 * Makes the tables what those of the archive were, and gives them. Throws a `Problem` if the store has moved on from
 * there, or has data that is not to be replaced.
 */
export async function prepareStore(
  database: Database,
  about: About,
  isReplacing: boolean,
): Promise<readonly Table[]> {
  const applied = await readMigrations(database)
  if (applied.some((name) => !about.migrations.includes(name))) {
    throw new Problem('conflict', {
      detail: `The archive is from an older Patchbay, ${about.version}, and the store has the tables of a newer one already.`,
      advice: 'Restore it into a database without tables; they are brought up to date afterwards.',
    })
  }
  const last = about.migrations.at(-1)
  if (applied.length < about.migrations.length && last !== undefined) {
    const { error } = await migratorOf(database).migrateTo(last)
    if (error !== undefined) throw error
  }
  const tables = await readTables(database)
  if (!isReplacing) await expectEmpty(database, tables)
  return tables
}

/** Applies the migrations that the archive was too old for. */
export async function bringUpToDate(database: Database): Promise<void> {
  const { error } = await migratorOf(database).migrateToLatest()
  if (error !== undefined) throw error
}

async function expectEmpty(database: Database, tables: readonly Table[]): Promise<void> {
  const filled: string[] = []
  for (const { name } of tables) {
    const { rows } =
      await sql`select 1 from ${sql.table(name)} limit 1 offset ${seededRows[name] ?? 0}`.execute(database)
    if (rows.length > 0) filled.push(name)
  }
  if (filled.length === 0) return
  throw new Problem('conflict', {
    detail: `The store is not empty: there are rows in ${filled.join(', ')}.`,
    advice: 'Restore into an empty database, or say --replace to lose what is there.',
  })
}
