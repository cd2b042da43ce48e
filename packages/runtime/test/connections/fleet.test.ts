import t, { type Test } from 'tap'
import { openStore } from '../../src/store/open-store.ts'
import { adminKey } from '../support/open-app.ts'
import { openShelf, type OpenShelf } from '../support/open-shelf.ts'
import { remoteState } from '../support/remote-state.ts'
import { answerJson, startVendor, type Vendor } from '../support/start-vendor.ts'
import { until } from '../support/until.ts'
import { freshDatabase } from '../support/with-each-store.ts'

interface Fleet {
  readonly one: OpenShelf
  readonly two: OpenShelf
  readonly vendor: Vendor
}

/** Two instances on one Postgres and one shared state. */
async function openFleet(t: Test): Promise<Fleet> {
  const databaseUrl = await freshDatabase(t)
  const state = remoteState(Date.now, 2)
  const vendor = await startVendor(t, answerJson({ titles: ['old'] }))
  const open = async (): Promise<OpenShelf> => {
    const store = await openStore({ databaseUrl })
    const dependencies = { sharedState: state, store, now: Date.now }
    const shelf = await openShelf(t, { vendor, connections: [], dependencies })
    t.teardown(() => store.close())
    return shelf
  }
  const [one, two] = [await open(), await open()]
  t.teardown(() => state.close())
  return { one, two, vendor }
}

const create = ({ post }: OpenShelf, { url }: Vendor) =>
  post('/v1/connections', {
    id: 'main',
    connector: 'shelf',
    credentials: { key: 'vendor-secret-key' },
    origins: { api: url },
  })

const remove = ({ app }: OpenShelf) =>
  app.inject({
    method: 'DELETE',
    url: '/v1/connections/main',
    headers: { authorization: `Bearer ${adminKey}` },
  })

t.test('one that is deleted on one instance is gone on all of them', async (t) => {
  const { one, two, vendor } = await openFleet(t)
  t.equal((await two.find()).status, 424, 'there is none, and that is known')
  t.equal((await create(one, vendor)).status, 201)
  t.ok(await until(async () => (await two.find()).status === 200), 'the other one hears of it')
  t.equal((await one.find()).cache, 'hit')

  let arrived = (): void => undefined
  const arrival = new Promise<void>((resolve) => (arrived = resolve))
  vendor.answerWith(() => arrived())
  const running = two.find('shelf=slow')
  await arrival
  t.equal((await remove(one)).statusCode, 204)
  t.equal((await running).status, 499, 'a call that ran on the other instance is ended')
  const before = vendor.requests.length
  t.equal((await one.find()).status, 424)
  t.ok(await until(async () => (await two.find()).status === 424))
  t.equal(vendor.requests.length, before)

  vendor.answerWith(answerJson({ titles: ['new'] }))
  await create(two, vendor)
  t.ok(await until(async () => (await one.find()).status === 200))
  t.same((await one.find()).titles, ['new'], 'another one of its name begins with nothing')
})
