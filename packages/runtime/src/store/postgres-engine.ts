import pg from 'pg'
import type { ConnectionLimits, DatabaseEngine } from './database-engine.ts'

/** Milliseconds that connecting may take. */
const connectWithin = 2_000

// Counts and sequences stay far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

/** A Postgres server, or what stands before several. */
export function postgresEngine(databaseUrl: string): DatabaseEngine {
  return {
    kind: 'postgres',
    begin: async () => undefined,
    openPool: (limits) => new pg.Pool({ connectionString: databaseUrl, ...withLimits(limits) }),
    abandon: () => undefined,
    interrupt: () => undefined,
    close: async () => undefined,
  }
}

/** Milliseconds that the server has to say that it gives up a statement, before it is taken for one that hangs. */
const lastWord = 250

// The server gives up a statement itself, so that nothing goes on of which nobody wants to know.
const withLimits = ({ budget, connections }: ConnectionLimits): pg.PoolConfig => ({
  max: connections,
  connectionTimeoutMillis: budget === undefined ? connectWithin : Math.min(connectWithin, budget),
  application_name: 'patchbay',
  keepAlive: true,
  allowExitOnIdle: true,
  ...(budget === undefined
    ? {}
    : {
        statement_timeout: budget,
        query_timeout: budget + lastWord,
        idle_in_transaction_session_timeout: 2 * budget,
      }),
})
