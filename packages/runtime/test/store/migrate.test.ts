import { sql } from 'kysely'
import t from 'tap'
import { ConfigurationError } from '@patchbay/runtime'
import { migrationState } from '../../src/store/migrate.ts'
import { openStore } from '../../src/store/open-store.ts'
import { takeEngine } from '../../src/testing/embedded-engines.ts'
import { freshDatabase, sharedPostgres, withEachStore } from '../support/with-each-store.ts'

t.test('instances that start at once on an empty database migrate it once', async (t) => {
  const postgres = await sharedPostgres()
  const databaseUrl = await postgres.createDatabase()
  t.teardown(() => postgres.dropDatabase(databaseUrl))
  const stores = await Promise.all(Array.from({ length: 5 }, () => openStore({ databaseUrl })))
  t.teardown(() => Promise.all(stores.map((store) => store.close())))
  for (const { database } of stores) {
    t.equal((await database.selectFrom('tenants').selectAll().execute()).length, 1)
  }
})

t.test('what is applied is known', async (t) => {
  await withEachStore(t, async (t, { database }) => {
    t.strictSame(await migrationState(database), { pending: [], unknown: [] })
    await sql`delete from kysely_migration where name = '0001-tenants'`.execute(database)
    t.strictSame((await migrationState(database)).pending, ['0001-tenants'])
  })
})

const fromTheFuture = sql`insert into kysely_migration (name, timestamp) values ('9999-future', 'now')`

t.test('tables of a newer Patchbay are left alone', async (t) => {
  const refusal = { name: 'ConfigurationError', message: /changed by a newer Patchbay \(9999-future\)/ }
  await t.test('postgres', async (t) => {
    const databaseUrl = await freshDatabase(t)
    const store = await openStore({ databaseUrl })
    await fromTheFuture.execute(store.database)
    await store.close()
    await t.rejects(openStore({ databaseUrl }), refusal)
    await t.rejects(
      openStore({ databaseUrl, patience: 60_000 }),
      ConfigurationError,
      'nor is it handed over later',
    )
  })
  await t.test('embedded', async (t) => {
    const engine = await takeEngine()
    const store = await openStore({ engine })
    await fromTheFuture.execute(store.database)
    await store.close()
    await t.rejects(openStore({ engine }), refusal)
    await engine.close()
  })
})
