import { Kysely, PostgresDialect, sql } from 'kysely'
import type { ConnectionLimits, DatabaseEngine } from './database-engine.ts'
import { isBehind, migrate } from './migrate.ts'
import type { Database } from './store.ts'
import type { Tables } from './tables.ts'

/** Proves that the engine answers and takes changes, and brings its tables up to date. */
export async function prepareTables(engine: DatabaseEngine, budget: number): Promise<void> {
  const isBehindNow = await ask(engine, { budget, connections: 1 }, async (database) => {
    const { rows } = await sql<{ standby: boolean }>`select pg_is_in_recovery() as standby`.execute(database)
    if (rows[0]?.standby !== false) throw new Error('the server is a standby, which takes no changes')
    return isBehind(database)
  })
  // For as long as it takes, which may be long where there is much in the tables.
  if (isBehindNow) await ask(engine, { connections: 1 }, migrate)
}

async function ask<T>(
  engine: DatabaseEngine,
  limits: ConnectionLimits,
  question: (database: Database) => Promise<T>,
): Promise<T> {
  const pool = engine.openPool(limits)
  // Whoever waits for an answer is told, and an error without a listener would end the process.
  pool.on('error', () => undefined)
  const database = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  try {
    return await question(database)
  } finally {
    await database.destroy()
  }
}
