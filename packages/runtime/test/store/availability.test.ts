import { Problem } from '@patchbay/contract'
import t, { type Test } from 'tap'
import { startPostgres, type PostgresServer } from '@patchbay/test-servers'
import { startEmbeddedEngine } from '../../src/store/embedded/embedded-engine.ts'
import { openStore } from '../../src/store/open-store.ts'
import type { Store } from '../../src/store/store.ts'
import { until } from '../support/until.ts'

const titles = (store: Store) => store.database.selectFrom('tenants').select('title').execute()

const isAway = (error: unknown): boolean => Problem.is(error) && error.code === 'state_unavailable'

async function rejectsAway(t: Test, work: Promise<unknown>, label: string): Promise<void> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  t.ok(isAway(error), label, { error })
}

async function ownPostgres(t: Test): Promise<PostgresServer> {
  const postgres = await startPostgres({ own: true })
  t.teardown(() => postgres.stop())
  return postgres
}

const patience = 20_000

t.test('a server that is killed is away at once, and back when it runs again', async (t) => {
  const postgres = await ownPostgres(t)
  const store = await openStore({ databaseUrl: postgres.url })
  t.teardown(() => store.close())
  const changes: boolean[] = []
  store.availability.onChange((isUp) => changes.push(isUp))
  await titles(store)
  await postgres.kill()
  await rejectsAway(t, titles(store), 'what is asked now')
  t.ok(await until(() => !store.availability.isUp))
  await rejectsAway(
    t,
    store.transaction((database) => database.selectFrom('tenants').selectAll().execute()),
    'a transaction',
  )
  t.not(store.availability.reason, '')
  await postgres.restart()
  t.ok(await until(() => store.availability.isUp, patience), 'it heals')
  t.strictSame(await titles(store), [{ title: 'Default' }])
  t.strictSame(changes, [false, true])
})

t.test('a transaction that is cut off leaves nothing', async (t) => {
  const postgres = await ownPostgres(t)
  const store = await openStore({ databaseUrl: postgres.url })
  t.teardown(() => store.close())
  await rejectsAway(
    t,
    store.transaction(async (database) => {
      await database.insertInto('tenants').values({ id: 'acme', title: 'Acme' }).execute()
      await postgres.kill()
    }),
    'the transaction',
  )
  await postgres.restart()
  t.ok(await until(() => store.availability.isUp, patience))
  t.equal((await titles(store)).length, 1)
})

t.test('a server that hangs is away after the budget of a statement, then at once', async (t) => {
  const postgres = await ownPostgres(t)
  const store = await openStore({ databaseUrl: postgres.url, budget: 300 })
  t.teardown(() => store.close())
  await titles(store)
  await postgres.pause()
  t.teardown(() => postgres.resume())
  await Promise.all([
    rejectsAway(t, titles(store), 'one statement'),
    rejectsAway(t, titles(store), 'another one beside it'),
  ])
  t.notOk(store.availability.isUp)
  await rejectsAway(t, titles(store), 'a later one')
  await postgres.resume()
  t.ok(await until(() => store.availability.isUp, patience), 'it heals')
  t.equal((await titles(store)).length, 1)
})

t.test('a statement that takes too long is given up, and does not count as an outage', async (t) => {
  const postgres = await ownPostgres(t)
  const holder = await openStore({ databaseUrl: postgres.url })
  const store = await openStore({ databaseUrl: postgres.url, budget: 200 })
  t.teardown(() => Promise.all([store.close(), holder.close()]))
  await holder.transaction(async (database) => {
    await database.updateTable('tenants').set({ title: 'Held' }).execute()
    const waiting = store.database.updateTable('tenants').set({ title: 'Other' }).execute()
    await rejectsAway(t, waiting, 'what waits for a row')
  })
  t.ok(store.availability.isUp)
  t.strictSame(await titles(store), [{ title: 'Held' }])
})

t.test('a store that is away at the start is handed over, and there as soon as the server is', async (t) => {
  const postgres = await ownPostgres(t)
  await postgres.kill()
  await t.rejects(
    openStore({ databaseUrl: postgres.url }),
    { code: 'ECONNREFUSED' },
    'unless it must be there',
  )
  const store = await openStore({ databaseUrl: postgres.url, patience: 100 })
  t.teardown(() => store.close())
  t.notOk(store.availability.isUp)
  await rejectsAway(t, titles(store), 'what is asked')
  await postgres.restart()
  t.ok(await until(() => store.availability.isUp, patience))
  t.equal((await titles(store)).length, 1, 'with its tables')
})

t.test('an error of a statement is not an outage', async (t) => {
  const postgres = await ownPostgres(t)
  const store = await openStore({ databaseUrl: postgres.url })
  t.teardown(() => store.close())
  const again = store.database.insertInto('tenants').values({ id: 'default', title: 'Again' }).execute()
  await t.rejects(again, { code: '23505' })
  t.ok(store.availability.isUp)
})

t.test('a connection that the server ends costs one statement', async (t) => {
  const postgres = await ownPostgres(t)
  const [store, other] = [
    await openStore({ databaseUrl: postgres.url }),
    await openStore({ databaseUrl: postgres.url }),
  ]
  t.teardown(() => Promise.all([store.close(), other.close()]))
  await rejectsAway(
    t,
    store.transaction(async (database) => {
      await database.selectFrom('tenants').selectAll().execute()
      await endOthers(other)
      await database.selectFrom('tenants').selectAll().execute()
    }),
    'the transaction',
  )
  t.ok(await until(() => store.availability.isUp, patience))
  t.equal((await titles(store)).length, 1)
})

async function endOthers(store: Store): Promise<void> {
  const { sql } = await import('kysely')
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and application_name = 'patchbay'`.execute(
    store.database,
  )
}

t.test('the thread of the embedded engine is started again, with what it kept', async (t) => {
  const folder = `${t.testdir()}/store`
  const engines: Array<Awaited<ReturnType<typeof startEmbeddedEngine>>> = []
  const store = await openStore({
    folder,
    startEngine: async (options) => {
      const engine = await startEmbeddedEngine(options)
      engines.push(engine)
      return engine
    },
  })
  t.teardown(() => store.close())
  await store.database.insertInto('tenants').values({ id: 'acme', title: 'Acme' }).execute()
  await engines[0]?.kill()
  t.ok(await until(() => engines.length === 2 && store.availability.isUp, patience), 'it heals')
  t.equal((await titles(store)).length, 2)
})
