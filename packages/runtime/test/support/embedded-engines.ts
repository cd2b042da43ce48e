import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import { sql } from 'kysely'
import { extract } from 'tar'
import { startEmbeddedEngine, type EmbeddedEngine } from '../../src/store/embedded/embedded-engine.ts'
import type { Database } from '../../src/store/store.ts'

const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'patchbay')

// Engines of this process that nobody uses. They end with it.
const idle: EmbeddedEngine[] = []

/** An embedded engine in memory with an empty database: one that was used before, or one that starts from an image. */
export async function takeEngine(): Promise<EmbeddedEngine> {
  return idle.pop() ?? startEmbeddedEngine({ image: await emptyImage() })
}

/** Makes the database of an engine empty again and keeps the engine for the next one. */
export async function giveEngineBack(engine: EmbeddedEngine, database: Database): Promise<void> {
  await sql`drop schema public cascade`.execute(database)
  await sql`create schema public`.execute(database)
  idle.push(engine)
}

/** Fills the folder of an embedded store with an empty database. */
export async function fillFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await extract({ file: await emptyImage(), cwd: folder })
}

/** Making a database takes the engine seconds, so its files are kept for all processes. */
async function emptyImage(): Promise<string> {
  const module = fileURLToPath(import.meta.resolve('@electric-sql/pglite'))
  const { version } = JSON.parse(await readFile(join(module, '../../package.json'), 'utf8')) as {
    version: string
  }
  const image = join(cache, `pglite-${version}.tar`)
  if (existsSync(image)) return image
  const engine = await PGlite.create()
  const files = await engine.dumpDataDir('none')
  await engine.close()
  await mkdir(cache, { recursive: true })
  const work = `${image}.${randomBytes(6).toString('hex')}`
  await writeFile(work, files.stream())
  await rename(work, image)
  return image
}
