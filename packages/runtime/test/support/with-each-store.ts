import type { Test } from 'tap'
import { startPostgres, type PostgresServer } from '@patchbay/test-servers'
import { openStore } from '../../src/store/open-store.ts'
import type { Store } from '../../src/store/store.ts'
import { giveEngineBack, takeEngine } from '../../src/testing/embedded-engines.ts'

let server: Promise<PostgresServer> | undefined
let template: Promise<string> | undefined

/** The server that the tests of this process share. It ends with the process. */
export function sharedPostgres(): Promise<PostgresServer> {
  server ??= startPostgres()
  return server
}

/** The URL of a fresh database on it, with all tables; it is dropped at the end of the test. */
export async function freshDatabase(t: Test): Promise<string> {
  const postgres = await sharedPostgres()
  template ??= postgres.createDatabase().then(async (url) => {
    await (await openStore({ databaseUrl: url })).close()
    return url
  })
  const url = await postgres.createDatabase(await template)
  t.teardown(() => postgres.dropDatabase(url))
  return url
}

/** An embedded store in memory with fresh tables, closed at the end of the test. */
export async function embeddedStore(t: Test): Promise<Store> {
  const engine = await takeEngine()
  const store = await openStore({ engine })
  t.teardown(async () => {
    await giveEngineBack(engine, store.database)
    await store.close()
  })
  return store
}

/** A store on a Postgres server with fresh tables, closed at the end of the test. */
export async function postgresStore(t: Test): Promise<Store> {
  const databaseUrl = await freshDatabase(t)
  const store = await openStore({ databaseUrl })
  t.teardown(() => store.close())
  return store
}

/** For tests to which the engine is all the same: `npm run test:postgres` runs them on the other one as well. */
export const anyStore = process.env['TEST_STORE'] === 'postgres' ? postgresStore : embeddedStore

/** Runs the body on the embedded engine and on a real Postgres, each with fresh tables. */
export async function withEachStore(
  t: Test,
  body: (t: Test, store: Store) => Promise<unknown>,
): Promise<void> {
  await t.test('embedded', async (t) => void (await body(t, await embeddedStore(t))))
  await t.test('postgres', async (t) => void (await body(t, await postgresStore(t))))
}
