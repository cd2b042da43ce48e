import t from 'tap'
import { openStore } from '../../src/store/open-store.ts'

t.test('the embedded store has its tables', async (t) => {
  const store = await openStore({})
  t.teardown(() => store.close())
  t.match(await store.database.selectFrom('tenants').selectAll().execute(), [{ id: 'default', version: 1 }])
  await t.rejects(
    store.transaction(async (database) => {
      await database.insertInto('tenants').values({ id: 'acme', title: 'Acme' }).execute()
      throw new Error('not after all')
    }),
  )
  t.equal((await store.database.selectFrom('tenants').selectAll().execute()).length, 1)
})
