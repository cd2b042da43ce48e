import { sql } from 'kysely'
import { Problem } from '@patchbay/contract'
import type { Store } from '../store/store.ts'
import { damaged } from './archive/damage.ts'
import { digestTable } from './digests.ts'
import type { Manifest } from './manifest.ts'
import type { OpenArchive } from './read-archive.ts'
import { readTableParts } from './read-tables.ts'
import { bringUpToDate, expectKnownMigrations, prepareStore } from './restoring/prepare-store.ts'
import { endSessions } from './restoring/end-sessions.ts'
import { leaveTasks } from './restoring/leave-tasks.ts'
import { suspendRules } from './restoring/suspend-rules.ts'
import { writeRows } from './restoring/write-rows.ts'
import type { Table } from './snapshot/catalog.ts'
import { prepareReading, readRows } from './snapshot/read-rows.ts'
import { setSequences } from './snapshot/sequences.ts'
import type { Database } from '../store/store.ts'

export interface RestoreParts {
  readonly store: Pick<Store, 'transaction'>
  readonly archive: OpenArchive
  /** Whether data in the store may be lost to it. */
  readonly isReplacing: boolean
}

/**
 * Makes a store what the archive says, on either engine, in one transaction: all of it, proven by its digests and read
 * back from the store, or nothing. Instances that use the store must not run meanwhile, for they remember what was there.
 */
export async function restoreBackup({ store, archive, isReplacing }: RestoreParts): Promise<Manifest> {
  expectKnownMigrations(archive.about)
  return await store.transaction(async (database) => {
    await prepareReading(database)
    const tables = await prepareStore(database, archive.about, isReplacing)
    const rules = await suspendRules(database, tables)
    const names = tables.map(({ name }) => sql.table(name))
    await sql`truncate ${sql.join(names)}`.execute(database)
    const manifest = await readTableParts(archive.entries, async ({ table, lines }) => {
      const target = tables.find(({ name }) => name === table)
      if (target === undefined) throw damaged(`its migrations know no table ${table}`)
      await writeRows(database, target, lines)
    })
    await expectContent(database, tables, manifest)
    await rules.resume()
    await setSequences(database, manifest.sequences)
    await bringUpToDate(database)
    await leaveTasks(database)
    await endSessions(database)
    return manifest
  })
}

/** What was written is read again: the archive may be right, and the store have made something else of it. */
async function expectContent(
  database: Database,
  tables: readonly Table[],
  manifest: Manifest,
): Promise<void> {
  for (const table of tables) {
    const digest = digestTable(table.name)
    for await (const { lines, rows } of readRows(database, table)) digest.add(lines, rows)
    const { sha256 } = digest.result()
    if (manifest.tables.find(({ name }) => name === table.name)?.sha256 === sha256) continue
    throw new Problem('internal', {
      detail: `The table ${table.name} is not in the store what it is in the archive. Nothing was changed.`,
    })
  }
}
