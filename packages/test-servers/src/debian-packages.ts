import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'patchbay')

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
  const folder = join(cache, `${name}-${process.arch}`)
  if (!existsSync(folder)) await fetchTo(folder, packages)
  return { folder, libraries: (await libraryFolders(folder)).join(':') }
}

async function fetchTo(folder: string, packages: readonly string[]): Promise<void> {
  await mkdir(cache, { recursive: true })
  const work = await mkdtemp(join(cache, 'fetching-'))
  try {
    await download(work, packages)
    const tree = join(work, 'tree')
    for (const file of await readdir(work))
      if (file.endsWith('.deb')) await run('dpkg', ['-x', file, tree], { cwd: work })
    await rename(tree, folder).catch((error: NodeJS.ErrnoException) => {
      // Another process was faster, and its folder is as good.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
    })
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
