import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { unpackDebianPackages } from './debian-packages.ts'

/** A program that can be run. */
export interface ServerProgram {
  readonly path: string
  readonly environment: Readonly<Record<string, string>>
}

export interface Wanted {
  /** Of the folder that Debian's packages are unpacked to. */
  readonly name: string
  /** Where the packages have the program, such as `usr/bin/redis-server`. */
  readonly path: string
  /** With all that it links dynamically. */
  readonly packages: readonly string[]
  /** What to say if it cannot be had: what needs it, and what to install. */
  readonly advice: string
}

/** Finds a program on PATH, else among Debian's packages. Rejects with what to install. */
export async function findServerProgram({ name, path, packages, advice }: Wanted): Promise<ServerProgram> {
  const onPath = await findOnPath(path.slice(path.lastIndexOf('/') + 1))
  if (onPath !== undefined) return { path: onPath, environment: {} }
  try {
    const { folder, libraries } = await unpackDebianPackages(name, packages)
    return { path: join(folder, path), environment: { LD_LIBRARY_PATH: libraries } }
  } catch (error) {
    throw new Error(`${advice} It could not be fetched as a Debian package either.`, { cause: error })
  }
}

/** The path of a program on PATH; undefined if there is none. */
export async function findOnPath(program: string): Promise<string | undefined> {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const candidate = join(folder, program)
    if (folder !== '' && (await isExecutable(candidate))) return candidate
  }
  return undefined
}

const isExecutable = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  )
