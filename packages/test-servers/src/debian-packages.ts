import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { cacheFolder, makeOnce } from './cache-folder.ts'

const run = promisify(execFile)

/** Where packages were unpacked to, as if it were the root of a system. */
export interface Unpacked {
  readonly folder: string
  /** For LD_LIBRARY_PATH. */
  readonly libraries: string
}

/**
 * Fetches Debian packages and unpacks them into the cache of the user, once for all processes; nothing is installed.
 * Rejects where apt-get and dpkg do not exist or the packages cannot be had.
 */
export async function unpackDebianPackages(name: string, packages: readonly string[]): Promise<Unpacked> {
  const folder = cacheFolder(`${name}-${process.arch}`)
  await makeOnce(folder, (path) => fetchTo(path, packages))
  return { folder, libraries: (await libraryFolders(folder)).join(':') }
}

async function fetchTo(folder: string, packages: readonly string[]): Promise<void> {
  const work = await mkdtemp(join(tmpdir(), 'patchbay-packages-'))
  try {
    await download(work, packages)
    for (const file of await readdir(work))
      if (file.endsWith('.deb')) await run('dpkg', ['-x', file, folder], { cwd: work })
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

async function download(work: string, packages: readonly string[]): Promise<void> {
  await mkdir(join(work, 'cache/archives/partial'), { recursive: true })
  await mkdir(join(work, 'lists/partial'), { recursive: true })
  const ownCache = ['-o', `Dir::Cache=${join(work, 'cache')}`]
  const ownLists = ['-o', `Dir::State::lists=${join(work, 'lists')}`]
  const attempt = (options: readonly string[]) =>
    run('apt-get', [...ownCache, ...options, 'download', ...packages], { cwd: work })
  await attempt([]).catch(async () => {
    // Images often come without lists of packages; ours stay out of the system.
    await run('apt-get', [...ownCache, ...ownLists, 'update'], { cwd: work })
    await attempt(ownLists)
  })
}

async function libraryFolders(folder: string): Promise<string[]> {
  const found: string[] = []
  for (const parent of ['usr/lib', 'lib']) {
    const path = join(folder, parent)
    if (!existsSync(path)) continue
    for (const name of await readdir(path)) if (name.includes('-linux-')) found.push(join(path, name))
  }
  return found
}
