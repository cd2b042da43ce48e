import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { EmbeddedStream } from './embedded/embedded-stream.ts'
import { migrate } from './migrate.ts'
import type { Store } from './store.ts'
import type { Tables } from './tables.ts'

export interface StoreOptions {
  /** Of a Postgres server. Default: the embedded engine. */
  readonly databaseUrl?: string | undefined
  /** Where the embedded engine keeps its files. Default: in memory, for tests. */
  readonly folder?: string | undefined
}

// Counts and sequences stay far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

/** Opens the store with its tables up to date. */
export async function openStore({ databaseUrl, folder }: StoreOptions): Promise<Store> {
  let worker: Worker | undefined
  let pool: pg.Pool
  if (databaseUrl === undefined) {
    const thread = new Worker(new URL('./embedded/pglite.worker.ts', import.meta.url), {
      workerData: { folder },
    })
    await once(thread, 'message')
    worker = thread
    pool = new pg.Pool({
      max: 1,
      user: 'postgres',
      database: 'postgres',
      stream: () => new EmbeddedStream(thread) as never,
      idleTimeoutMillis: 0,
    })
  } else {
    pool = new pg.Pool({ connectionString: databaseUrl, max: 10 })
  }
  const database = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  await migrate(database)
  return {
    kind: worker === undefined ? 'postgres' : 'embedded',
    database,
    transaction: (work) => database.transaction().execute((transaction) => work(transaction)),
    availability: { isUp: true, onChange: () => () => undefined },
    async close() {
      await database.destroy()
      if (worker === undefined) return
      worker.postMessage('close')
      await once(worker, 'exit')
    },
  }
}
