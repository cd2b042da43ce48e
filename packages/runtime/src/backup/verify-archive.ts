import type { KeyRing } from '../vault/ring/key-ring.ts'
import type { About, Manifest } from './manifest.ts'
import { openArchive } from './read-archive.ts'
import { readTableParts } from './read-tables.ts'

/** Reads an archive to its end and checks all of it, without a store. Throws as `openArchive` does. */
export async function verifyArchive(
  source: AsyncIterable<Buffer>,
  ring: KeyRing,
  origin: string,
): Promise<{ readonly about: About; readonly manifest: Manifest }> {
  const { about, entries } = await openArchive(source, ring, origin)
  return { about, manifest: await readTableParts(entries, async () => undefined) }
}
