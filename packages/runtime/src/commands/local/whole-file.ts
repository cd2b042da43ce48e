import { randomBytes } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { Problem } from '@patchbay/contract'

const isOfSystem = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'syscall' in error && 'code' in error

const unwritable = (file: string, error: unknown): unknown =>
  isOfSystem(error)
    ? new Problem('conflict', {
        detail: `${file} cannot be written (${error.code}).`,
        advice: 'Name a file in a folder that may be written to and has room.',
        cause: error,
      })
    : error

/** Writes a file for its owner alone. It gets its name when it is whole and on the disk, and overwrites none. */
export async function writeWholeFile(file: string, content: AsyncIterable<Uint8Array>): Promise<void> {
  if (existsSync(file)) {
    throw new Problem('conflict', {
      detail: `There is a file ${file} already.`,
      advice: 'Give another name; nothing is overwritten.',
    })
  }
  const beside = `${file}.${randomBytes(4).toString('hex')}.partial`
  const handle = await open(beside, 'wx', 0o600).catch((error: unknown) => {
    throw unwritable(file, error)
  })
  try {
    for await (const bytes of content) await handle.writeFile(bytes)
    await handle.sync()
    await handle.close()
    await rename(beside, file)
  } catch (error) {
    await handle.close().catch(() => undefined)
    await rm(beside, { force: true })
    throw unwritable(file, error)
  }
}

/** The bytes of a file. Throws a `Problem` if it cannot be read. */
export async function* readWholeFile(file: string): AsyncGenerator<Buffer> {
  try {
    for await (const bytes of createReadStream(file, { highWaterMark: 1 << 18 })) yield bytes as Buffer
  } catch (error) {
    if (!isOfSystem(error)) throw error
    throw new Problem('not_found', {
      detail: `${file} cannot be read (${error.code}).`,
      advice: 'Check the name, and whether you may read it.',
      cause: error,
    })
  }
}
