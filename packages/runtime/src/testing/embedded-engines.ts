import { mkdir } from 'node:fs/promises'
import { extract } from 'tar'
import { startEmbeddedEngine, type EmbeddedEngine } from '../store/embedded/embedded-engine.ts'
import type { Database } from '../store/store.ts'
import { freshenTables } from './fresh-tables.ts'
import { storeImage } from './store-image.ts'

// Engines of this process that nobody uses. They end with it.
const idle: EmbeddedEngine[] = []

/** An embedded engine in memory with fresh tables: one that was used before, or one that starts from an image. */
export async function takeEngine(): Promise<EmbeddedEngine> {
  return idle.pop() ?? startEmbeddedEngine({ image: await storeImage() })
}

/** Empties the tables of an engine and keeps the engine for the next one, unless its tables are others by now. */
export async function giveEngineBack(engine: EmbeddedEngine, database: Database): Promise<void> {
  if (await freshenTables(database)) idle.push(engine)
  else await engine.close()
}

/** Fills the folder of an embedded store with fresh tables. */
export async function fillFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await extract({ file: await storeImage(), cwd: folder })
}
