import t from 'tap'
import { openStore } from '../../src/store/open-store.ts'
import { withEachStore } from '../support/with-each-store.ts'

t.test('a fresh store has its tables, and a transaction that fails leaves nothing', async (t) => {
  await withEachStore(t, async (t, store) => {
    t.match(await store.database.selectFrom('tenants').selectAll().execute(), [{ id: 'default', version: 1 }])
    await t.rejects(
      store.transaction(async (database) => {
        await database.insertInto('tenants').values({ id: 'acme', title: 'Acme' }).execute()
        throw new Error('not after all')
      }),
      /not after all/,
    )
    t.equal((await store.database.selectFrom('tenants').selectAll().execute()).length, 1)
  })
})

t.test('each test gets fresh tables', async (t) => {
  for (const id of ['one', 'other']) {
    await withEachStore(t, async (t, { database }) => {
      await database.insertInto('tenants').values({ id, title: id }).execute()
      t.equal((await database.selectFrom('tenants').selectAll().execute()).length, 2)
    })
  }
})

t.test('what an embedded store has in its folder is there after a restart', async (t) => {
  const folder = t.testdir()
  const store = await openStore({ folder: `${folder}/store` })
  await store.database.insertInto('tenants').values({ id: 'acme', title: 'Acme' }).execute()
  await store.close()
  const again = await openStore({ folder: `${folder}/store` })
  t.teardown(() => again.close())
  t.equal((await again.database.selectFrom('tenants').selectAll().execute()).length, 2)
})
