import { pino } from 'pino'
import t, { type Test } from 'tap'
import { startPostgres } from '@patchbay/test-servers'
import { createMemoryState } from '../../src/shared-state/memory/create-memory-state.ts'
import { openChangeFeed, type Change, type ChangeFeed } from '../../src/store/change-feed.ts'
import { openStore } from '../../src/store/open-store.ts'
import type { Store } from '../../src/store/store.ts'
import { until } from '../support/until.ts'
import { freshDatabase, withEachStore } from '../support/with-each-store.ts'

const log = pino({ level: 'silent' })
const { messages: nobody } = createMemoryState()
const patience = 20_000

type Heard = Array<Change | undefined>

interface Instance {
  readonly store: Store
  readonly feed: ChangeFeed
  readonly heard: Heard
}

async function openInstance(t: Test, databaseUrl: string, messages = nobody): Promise<Instance> {
  const store = await openStore({ databaseUrl })
  const feed = openChangeFeed({ store, messages, log })
  t.teardown(async () => {
    await feed.close()
    await store.close()
  })
  const heard: Heard = []
  feed.listen('thing', (change) => heard.push(change))
  // It says at the beginning that all is to be forgotten.
  await until(() => heard.length === 1, patience)
  heard.length = 0
  return { store, feed, heard }
}

const thing = (key: string): Change => ({ topic: 'thing', tenant: 'default', key })

const change = ({ store, feed }: Instance, key: string): Promise<void> =>
  store.transaction((database) => feed.tell(database, 'thing', 'default', key))

t.test('who changes something has heard of it when the transaction has ended', async (t) => {
  await withEachStore(t, async (t, store) => {
    const feed = openChangeFeed({ store, messages: nobody, log })
    t.teardown(() => feed.close())
    const heard: Heard = []
    const end = feed.listen('thing', (one) => one && heard.push(one))
    feed.listen('thing', (one) => {
      if (one !== undefined) throw new Error('a listener that fails')
    })
    await store.transaction(async (database) => {
      await feed.tell(database, 'thing', 'default', 'a')
      await feed.tell(database, 'other', null, 'a')
      t.strictSame(heard, [], 'not before')
    })
    t.strictSame(heard, [thing('a')])
    const failing = store.transaction(async (database) => {
      await feed.tell(database, 'thing', 'default', 'b')
      throw new Error('not after all')
    })
    await t.rejects(failing, /not after all/)
    await feed.tell(store.database, 'thing', 'default', 'c')
    t.strictSame(heard, [thing('a'), thing('c')], 'and not of what did not happen')
    const foreign = store.database
      .transaction()
      .execute((database) => feed.tell(database, 'thing', null, 'd'))
    await t.rejects(foreign, /not begun by the store/)
    end()
    await feed.tell(store.database, 'thing', 'default', 'e')
    t.equal(heard.length, 2)
  })
})

t.test('other instances hear of it, once, in the order in which it was committed', async (t) => {
  const url = await freshDatabase(t)
  const [one, other] = [await openInstance(t, url), await openInstance(t, url)]
  const told = Promise.withResolvers<void>()
  const commit = Promise.withResolvers<void>()
  const slow = one.store.transaction(async (database) => {
    await one.feed.tell(database, 'thing', 'default', 'slow')
    told.resolve()
    await commit.promise
  })
  await told.promise
  await change(one, 'fast')
  t.ok(await until(() => other.heard.length === 1, patience))
  t.strictSame(other.heard, [thing('fast')])
  // Its number is the lower one.
  await change(one, 'later')
  await until(() => other.heard.length === 2, patience)
  commit.resolve()
  await slow
  t.ok(await until(() => other.heard.length === 3, patience), 'that it was late does not hide it')
  t.strictSame(other.heard, [thing('fast'), thing('later'), thing('slow')])
  t.strictSame(one.heard, other.heard, 'nor does the one that changes things hear of them twice')
})

t.test('a message makes them look at once', async (t) => {
  const url = await freshDatabase(t)
  const { messages } = createMemoryState()
  let published = 0
  messages.subscribe('store-changes', () => (published += 1))
  const [one, other] = [await openInstance(t, url, messages), await openInstance(t, url, messages)]
  await change(one, 'a')
  t.equal(published, 1)
  t.ok(await until(() => other.heard.length === 1, patience))
})

t.test('after an outage all is to be forgotten', async (t) => {
  const postgres = await startPostgres({ own: true })
  t.teardown(() => postgres.stop())
  const [one, other] = [await openInstance(t, postgres.url), await openInstance(t, postgres.url)]
  await postgres.restart()
  t.ok(await until(() => one.heard.includes(undefined) && other.heard.includes(undefined), patience))
  await until(async () => {
    await change(one, 'a').catch(() => undefined)
    return other.heard.some((heard) => heard?.key === 'a')
  }, patience)
  t.match(other.heard.at(-1), thing('a'), 'and then they hear as before')
})
