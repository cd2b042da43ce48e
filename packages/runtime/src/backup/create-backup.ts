import { Problem } from '@patchbay/contract'
import type { Store } from '../store/store.ts'
import type { KeyRing } from '../vault/ring/key-ring.ts'
import { makeHeader } from './archive/archive-header.ts'
import { sealChunks } from './archive/chunks.ts'
import { packEntries } from './archive/tar-entries.ts'
import type { About, Manifest } from './manifest.ts'
import { snapshotEntries } from './snapshot/snapshot-entries.ts'

export interface BackupParts {
  readonly store: Pick<Store, 'database' | 'kind'>
  readonly ring: KeyRing
  /** Of this program. */
  readonly version: string
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Takes the bytes of the archive one after the other, and resolves when they are safe. */
  readonly write: (archive: AsyncIterable<Buffer>) => Promise<void>
}

/** What was written. */
export interface Backup {
  readonly about: About
  readonly manifest: Manifest
}

/**
 * Writes all that the store holds at one moment, encrypted for whoever has the ring. Changes go on meanwhile where the
 * engine allows more than one transaction, and are not in it.
 */
export async function createBackup({ store, ring, version, now, write }: BackupParts): Promise<Backup> {
  let written: Backup | undefined
  const takenAt = now()
  await store.database
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (database) => {
      const entries = snapshotEntries(database, {
        version,
        engine: store.kind,
        now: takenAt,
        onEnd: (backup) => (written = backup),
      })
      await write(sealChunks(packEntries(entries, takenAt), makeHeader(ring)))
    })
  if (written === undefined) throw new Problem('internal', { detail: 'The archive was not written whole.' })
  return written
}
