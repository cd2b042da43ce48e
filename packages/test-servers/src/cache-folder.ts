import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'

const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'patchbay')
// Nobody else can look into the home of root, and root's servers run as somebody else.
const readable = process.getuid?.() === 0 ? '/var/cache/patchbay' : cache

export const cacheFolder = (name: string): string => join(cache, name)

/** A folder of the cache in which programs can be run by accounts with fewer rights than this one. */
export const cacheFolderForAll = (name: string): string => join(readable, name)

/** Makes a file or folder of the cache once for all processes; `make` writes it to where it is told. */
export async function makeOnce(path: string, make: (path: string) => Promise<void>): Promise<void> {
  if (existsSync(path)) return
  await mkdir(dirname(path), { recursive: true })
  const work = `${path}.${randomBytes(6).toString('hex')}`
  try {
    await make(work)
    await rename(work, path).catch((error: NodeJS.ErrnoException) => {
      // Another process was faster, and its folder is as good.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
    })
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}
