import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import { create } from 'tar'
import { startEmbeddedEngine } from '../store/embedded/embedded-engine.ts'
import { openStore } from '../store/open-store.ts'
import { rememberFreshTables } from './fresh-tables.ts'

const engine = fileURLToPath(new URL('../', import.meta.resolve('@electric-sql/pglite')))
/** In the `node_modules` that the engine is in, where other tools keep what they can make anew. */
const cache = join(engine, '../../.cache/stores')
const migrations = fileURLToPath(new URL('../store/migrations', import.meta.url))

let image: Promise<string> | undefined

/**
 * The files of an embedded store with fresh tables, as an archive. Making a database takes the engine seconds and the
 * migrations half of one, so that they are kept for all processes until the engine or a migration is another.
 */
export function storeImage(): Promise<string> {
  image ??= findOrMake()
  return image
}

async function findOrMake(): Promise<string> {
  const file = join(cache, `${await version()}.tar`)
  if (existsSync(file)) return file
  await mkdir(cache, { recursive: true })
  const folder = await mkdtemp(join(cache, 'new-'))
  try {
    await makeSmallDatabase(join(folder, 'store'))
    await makeTables(join(folder, 'store'))
    const work = `${file}.${randomBytes(6).toString('hex')}`
    await create({ file: work, cwd: join(folder, 'store'), portable: true }, ['.'])
    await rename(work, file)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  return file
}

/** Of all that decides what is in the image. */
async function version(): Promise<string> {
  const hash = createHash('sha256')
  const files = [
    join(engine, 'package.json'),
    ...(await readdir(import.meta.dirname)).toSorted().map((name) => join(import.meta.dirname, name)),
    ...(await readdir(migrations)).toSorted().map((name) => join(migrations, name)),
  ]
  for (const file of files) hash.update(await readFile(file))
  return hash.digest('hex').slice(0, 16)
}

/** Every process reads all of it, so it has short segments of the log and none of the databases that are templates. */
async function makeSmallDatabase(folder: string): Promise<void> {
  const database = await PGlite.create(folder, { initDbStartParams: ['--wal-segsize=1'] })
  await database.exec('update pg_database set datistemplate = false')
  await database.exec('drop database template0')
  await database.exec('drop database template1')
  await database.close()
}

async function makeTables(folder: string): Promise<void> {
  const running = await startEmbeddedEngine({ folder })
  const store = await openStore({ engine: running })
  await rememberFreshTables(store.database)
  await store.close()
  await running.close()
}
