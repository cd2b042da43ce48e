import { createBackup, type Backup } from '../../src/backup/create-backup.ts'
import type { Store } from '../../src/store/store.ts'
import type { KeyRing } from '../../src/vault/ring/key-ring.ts'

/** Bytes in pieces of one length, as a file gives them. */
export async function* inPieces(bytes: Buffer, length = 65_536): AsyncGenerator<Buffer> {
  for (let begin = 0; begin < bytes.length; begin += length) yield bytes.subarray(begin, begin + length)
}

/** A backup that stays in memory. */
export async function holdArchive(
  store: Pick<Store, 'database' | 'kind'>,
  ring: KeyRing,
): Promise<Backup & { readonly bytes: Buffer }> {
  const parts: Buffer[] = []
  const backup = await createBackup({
    store,
    ring,
    version: '1.2.3',
    now: () => Date.parse('2026-11-30T12:00:00Z'),
    write: async (archive) => {
      for await (const part of archive) parts.push(part)
    },
  })
  return { ...backup, bytes: Buffer.concat(parts) }
}
