import { randomBytes } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { Problem } from '@patchbay/contract'

const reasonOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error)

/** Writes a file for its owner alone. It gets its name when it is whole and on the disk. */
export async function writeArchiveFile(file: string, archive: AsyncIterable<Buffer>): Promise<void> {
  if (existsSync(file)) {
    throw new Problem('conflict', {
      detail: `There is a file ${file} already.`,
      advice: 'Give another name; a backup overwrites nothing.',
    })
  }
  const beside = `${file}.${randomBytes(4).toString('hex')}.partial`
  const handle = await open(beside, 'wx', 0o600).catch((error: unknown) => {
    throw new Problem('invalid_input', {
      detail: `${file} cannot be written (${reasonOf(error)}).`,
      advice: 'Name a file in a folder that may be written to.',
    })
  })
  try {
    for await (const bytes of archive) await handle.writeFile(bytes)
    await handle.sync()
    await handle.close()
    await rename(beside, file)
  } catch (error) {
    await handle.close().catch(() => undefined)
    await rm(beside, { force: true })
    throw error
  }
}

/** The bytes of a file. Throws a `Problem` if it cannot be read. */
export async function* readArchiveFile(file: string): AsyncGenerator<Buffer> {
  try {
    for await (const bytes of createReadStream(file, { highWaterMark: 1 << 18 })) yield bytes as Buffer
  } catch (error) {
    throw new Problem('not_found', {
      detail: `${file} cannot be read (${reasonOf(error)}).`,
      advice: 'Name a file that `patchbay backup` has written.',
      cause: error,
    })
  }
}
