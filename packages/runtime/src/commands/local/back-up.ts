import { createBackup } from '../../backup/create-backup.ts'
import type { Manifest } from '../../backup/manifest.ts'
import { openArchive } from '../../backup/read-archive.ts'
import { restoreBackup } from '../../backup/restore-backup.ts'
import { verifyArchive } from '../../backup/verify-archive.ts'
import type { Settings } from '../../configuration/settings.ts'
import { version } from '../../version.ts'
import { expectNoInstances } from './expect-no-instances.ts'
import { expectRing } from './expect-ring.ts'
import { withTables } from './open-tables.ts'
import { readWholeFile, writeWholeFile } from './whole-file.ts'

/** What an archive holds, in short. */
const summaryOf = (file: string, takenAt: string, { tables, sha256 }: Manifest) => ({
  file,
  takenAt,
  tables: tables.length,
  rows: tables.reduce((sum, { rows }) => sum + rows, 0),
  sha256,
  content: tables,
})

export type BackupSummary = ReturnType<typeof summaryOf>

export async function backUp(file: string, settings: Settings): Promise<BackupSummary> {
  const { ring } = expectRing(settings)
  return await withTables(settings, async (store) => {
    const { about, manifest } = await createBackup({
      store,
      ring,
      version,
      now: Date.now,
      write: (archive) => writeWholeFile(file, archive),
    })
    return summaryOf(file, about.takenAt, manifest)
  })
}

export async function verifyBackup(file: string, settings: Settings): Promise<BackupSummary> {
  const { ring, origin } = expectRing(settings)
  const { about, manifest } = await verifyArchive(readWholeFile(file), ring, origin)
  return summaryOf(file, about.takenAt, manifest)
}

export async function restore(
  file: string,
  isReplacing: boolean,
  settings: Settings,
): Promise<BackupSummary> {
  const { ring, origin } = expectRing(settings)
  // Before the store is even opened.
  const archive = await openArchive(readWholeFile(file), ring, origin)
  return await withTables(settings, async (store) => {
    if (store.kind === 'postgres') await expectNoInstances(store.database)
    return summaryOf(file, archive.about.takenAt, await restoreBackup({ store, archive, isReplacing }))
  })
}
