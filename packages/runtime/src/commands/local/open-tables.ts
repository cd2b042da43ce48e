import { join, resolve } from 'node:path'
import { Problem } from '@patchbay/contract'
import { Kysely, PostgresDialect } from 'kysely'
import { ConfigurationError } from '../../configuration/read-settings.ts'
import type { Settings } from '../../configuration/settings.ts'
import { embeddedDatabase } from '../../store/embedded/embedded-database.ts'
import { isOutage, storeAway } from '../../store/outages.ts'
import { postgresEngine } from '../../store/postgres-engine.ts'
import type { Database, Store } from '../../store/store.ts'
import type { Tables } from '../../store/tables.ts'

/** The tables as they are, without a migration and without a limit on how long a statement may take. */
export type OpenTables = Pick<Store, 'kind' | 'database' | 'transaction'>

/**
 * Works on the store that the settings name, past any server. Rejects with a `ConfigurationError` if another process has
 * its folder open, and with `state_unavailable` if it does not answer.
 */
export async function withTables<T>(
  { databaseUrl, dataFolder }: Pick<Settings, 'databaseUrl' | 'dataFolder'>,
  work: (tables: OpenTables) => Promise<T>,
): Promise<T> {
  const engine =
    databaseUrl === undefined
      ? embeddedDatabase({ folder: join(resolve(dataFolder), 'store') })
      : postgresEngine(checkedUrl(databaseUrl))
  let database: Database | undefined
  try {
    await engine.begin()
    const pool = engine.openPool({ connections: 1 })
    // Whoever waits for an answer is told, and an error without a listener would end the process.
    pool.on('error', () => undefined)
    const opened = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
    database = opened
    return await work({
      kind: engine.kind,
      database: opened,
      transaction: (inner) => opened.transaction().execute((transaction) => inner(transaction)),
    })
  } catch (error) {
    // What is said already may speak of connections too, and is no news of the driver.
    const isSaid = Problem.is(error) || error instanceof ConfigurationError
    throw !isSaid && isOutage(error) ? storeAway(error) : error
  } finally {
    await database?.destroy()
    await engine.close()
  }
}

/** Throws a `ConfigurationError` that does not quote the URL, which may hold a password. */
export function checkedUrl(databaseUrl: string): string {
  const protocol = URL.parse(databaseUrl)?.protocol ?? ''
  if (['postgres:', 'postgresql:'].includes(protocol)) return databaseUrl
  throw new ConfigurationError(['DATABASE_URL: is not a URL of Postgres'])
}
