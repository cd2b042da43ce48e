import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import pg from 'pg'
import type { DatabaseEngine } from '../database-engine.ts'
import { startEmbeddedEngine, type EmbeddedEngine } from './embedded-engine.ts'
import { lockFolder, type FolderLock } from './folder-lock.ts'

export interface EmbeddedDatabaseOptions {
  /** Where its files are, made if there are none. Default: in memory. */
  readonly folder?: string | undefined
  /** An engine that runs, and goes on after this. Default: one of its own. */
  readonly engine?: EmbeddedEngine | undefined
  readonly startEngine?: typeof startEmbeddedEngine | undefined
}

/** The engine that runs in a thread of this process, and is started again when that ends or hangs. */
export function embeddedDatabase(options: EmbeddedDatabaseOptions): DatabaseEngine {
  const { folder, engine: lent, startEngine = startEmbeddedEngine } = options
  let engine = lent
  let lock: FolderLock | undefined
  const closing = new AbortController()
  return {
    kind: 'embedded',
    async begin() {
      if (folder !== undefined) {
        mkdirSync(dirname(folder), { recursive: true, mode: 0o700 })
        lock ??= lockFolder(folder)
      }
      engine ??= await startEngine({ folder }, closing.signal)
    },
    openPool: ({ budget }) =>
      new pg.Pool({
        max: 1,
        user: 'postgres',
        database: 'postgres',
        stream: () => running(engine).connect() as never,
        idleTimeoutMillis: 0,
        allowExitOnIdle: true,
        ...(budget === undefined ? {} : { connectionTimeoutMillis: budget, query_timeout: budget }),
      }),
    abandon() {
      if (engine === lent) return
      // Nothing that was committed is lost by that.
      void engine?.kill()
      engine = undefined
    },
    interrupt: () => closing.abort(),
    async close() {
      if (engine !== lent) await engine?.close()
      lock?.release()
    },
  }
}

function running(engine: EmbeddedEngine | undefined): EmbeddedEngine {
  if (engine === undefined) throw new Error('the connection to the embedded engine is closed')
  return engine
}
