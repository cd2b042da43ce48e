import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { Kysely, PostgresDialect, sql } from 'kysely'
import type pg from 'pg'
import { ConfigurationError } from '../configuration/read-settings.ts'
import { committing } from './after-commit.ts'
import { embeddedDatabase } from './embedded/embedded-database.ts'
import type { EmbeddedEngine, startEmbeddedEngine } from './embedded/embedded-engine.ts'
import { guardPool } from './guarded-pool.ts'
import { storeAway } from './outages.ts'
import { prepareTables } from './prepare-tables.ts'
import { postgresEngine } from './postgres-engine.ts'
import { noStoreMeter, type StoreMeter } from './store-metrics.ts'
import type { Store } from './store.ts'
import { supervise, type Supervisor } from './supervise.ts'
import type { Tables } from './tables.ts'

export interface StoreOptions {
  /** Of a Postgres server. Default: the embedded engine. */
  readonly databaseUrl?: string | undefined
  /** Where the embedded engine keeps its files. Default: in memory, from the first statement on. */
  readonly folder?: string | undefined
  /** An embedded engine that runs, and goes on when the store is closed. Default: one of its own. */
  readonly engine?: EmbeddedEngine | undefined
  /** How an engine of its own is started. */
  readonly startEngine?: typeof startEmbeddedEngine
  /** Most connections to a server. Default: 10. */
  readonly connections?: number
  /** Milliseconds that one statement may take. Default: 5,000. */
  readonly budget?: number
  /** Milliseconds after which a store that is away is handed over all the same. Default: that rejects. */
  readonly patience?: number
  readonly meter?: StoreMeter
}

/**
 * Opens the store with its tables up to date. Rejects with a `ConfigurationError` if a newer Patchbay has been here, or
 * if another process has its folder open.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { databaseUrl, folder, engine: lent, connections = 10, budget = 5_000 } = options
  const { meter = noStoreMeter, patience, startEngine } = options
  const engine =
    databaseUrl === undefined
      ? embeddedDatabase({ folder, engine: lent, startEngine })
      : postgresEngine(databaseUrl)
  const isNew = databaseUrl === undefined && (folder === undefined ? lent === undefined : !existsSync(folder))
  const isLazy = databaseUrl === undefined && folder === undefined && lent === undefined

  const supervisor = supervise<pg.Pool>({
    async revive() {
      await engine.begin()
      await prepareTables(engine, budget)
      const pool = engine.openPool({ budget, connections })
      // A connection that nobody uses has broken: perhaps it was the only one, perhaps the server is away.
      pool.on('error', () => void sql`select 1`.execute(database).catch(() => undefined))
      return pool
    },
    abandon(pool) {
      pool.end().catch(() => undefined)
      engine.abandon()
    },
  })
  supervisor.onChange(meter.up)
  const close = async (): Promise<void> => {
    engine.interrupt()
    const pool = await supervisor.close()
    // A server that hangs would not let its connections go.
    await Promise.race([pool?.end(), sleep(closeWithin, undefined, { ref: false })])
    await engine.close()
  }
  const pool = guardPool({
    async pool() {
      if (supervisor.current !== undefined) return supervisor.current
      if (!isLazy) throw storeAway(supervisor.reason)
      return supervisor.start().catch((error: unknown) => {
        throw storeAway(error)
      })
    },
    meter,
    onOutage: supervisor.lost,
  })
  const database = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  if (!isLazy)
    await begin(supervisor, patience).catch(async (error: unknown) => {
      await close()
      throw error
    })
  return {
    kind: engine.kind,
    isDurable: databaseUrl !== undefined || folder !== undefined,
    isNew,
    database,
    transaction: (work) => committing(database, work),
    availability: {
      get isUp() {
        return isLazy || supervisor.current !== undefined
      },
      get reason() {
        return reasonOf(supervisor.reason)
      },
      onChange: supervisor.onChange,
    },
    close,
  }
}

/** Milliseconds. */
const closeWithin = 1_000

async function begin(supervisor: Supervisor<pg.Pool>, patience: number | undefined): Promise<void> {
  const first = supervisor.start()
  if (patience === undefined) {
    await first
    return
  }
  const goOn = (error: unknown): void => {
    supervisor.persist()
    if (error instanceof ConfigurationError) throw error
  }
  const settled = first.then(() => undefined, goOn)
  settled.catch(() => undefined)
  await Promise.race([settled, sleep(patience, undefined, { ref: false })])
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
