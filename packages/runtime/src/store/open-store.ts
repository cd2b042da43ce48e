import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { startEmbeddedEngine, type EmbeddedEngine } from './embedded/embedded-engine.ts'
import { migrate } from './migrate.ts'
import type { Store } from './store.ts'
import type { Tables } from './tables.ts'

export interface StoreOptions {
  /** Of a Postgres server. Default: the embedded engine. */
  readonly databaseUrl?: string | undefined
  /** Where the embedded engine keeps its files. Default: in memory, for tests. */
  readonly folder?: string | undefined
  /** An embedded engine that runs, and goes on when the store is closed. Default: one of its own. */
  readonly engine?: EmbeddedEngine | undefined
}

// Counts and sequences stay far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

/** Opens the store with its tables up to date. */
export async function openStore({ databaseUrl, folder, engine: lent }: StoreOptions): Promise<Store> {
  let engine: EmbeddedEngine | undefined
  let pool: pg.Pool
  if (databaseUrl === undefined) {
    const embedded = lent ?? (await startEmbeddedEngine({ folder }))
    engine = embedded
    pool = new pg.Pool({
      max: 1,
      user: 'postgres',
      database: 'postgres',
      stream: () => embedded.connect() as never,
      idleTimeoutMillis: 0,
      allowExitOnIdle: true,
    })
  } else {
    pool = new pg.Pool({ connectionString: databaseUrl, max: 10 })
  }
  const database = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  await migrate(database)
  return {
    kind: engine === undefined ? 'postgres' : 'embedded',
    database,
    transaction: (work) => database.transaction().execute((transaction) => work(transaction)),
    availability: { isUp: true, onChange: () => () => undefined },
    async close() {
      await database.destroy()
      if (engine !== lent) await engine?.close()
    },
  }
}
