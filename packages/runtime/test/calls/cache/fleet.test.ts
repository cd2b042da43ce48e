import t, { type Test } from 'tap'
import { counting, openShelf, type OpenShelf } from '../../support/open-shelf.ts'
import { remoteState, type RemoteState } from '../../support/remote-state.ts'
import { answerJson, startVendor } from '../../support/start-vendor.ts'
import { until } from '../../support/until.ts'

interface Fleet {
  readonly one: OpenShelf
  readonly two: OpenShelf
  readonly state: RemoteState
  readonly pass: (seconds: number) => void
}

/** Two instances with one vendor and one state, in the time of the test. */
async function openFleet(t: Test): Promise<Fleet> {
  const clock = { now: 1_800_000_000_000 }
  const state = remoteState(() => clock.now, 2)
  const vendor = await startVendor(t, counting())
  const options = { vendor, clock, dependencies: { sharedState: state } }
  const one = await openShelf(t, options)
  const two = await openShelf(t, options)
  t.teardown(() => state.close())
  return { one, two, state, pass: one.pass }
}

t.test('what one instance has fetched, the other one has', async (t) => {
  const { one, two, pass } = await openFleet(t)
  const first = await one.find()
  pass(7)
  const found = await two.find()
  t.match(found, { cache: 'hit', age: 7, titles: first.titles, meta: { connection: 'main' } })
  t.equal(found.headers['etag'], first.headers['etag'])
  pass(70)
  t.match(await two.find(), { cache: 'stale', titles: first.titles })
  t.ok(await until(async () => (await two.find()).cache === 'hit'))
  t.match(await one.find(), { cache: 'hit', titles: ['/books?shelf=a 2'] }, 'the refresh serves both')
})

t.test('calls that look for the same at once look once, and ask once', async (t) => {
  const { one } = await openFleet(t)
  await Promise.all(Array.from({ length: 10 }, () => one.find()))
  t.equal(one.vendor.requests.length, 1)
})

t.test('a write through one instance ends what the other one holds', async (t) => {
  const { one, two } = await openFleet(t)
  await Promise.all([one.find(), two.find()])
  t.equal((await two.find()).cache, 'hit')
  await one.call('books.add')
  t.equal((await two.find()).cache, 'miss', 'right after the write was answered')
  t.equal((await one.find()).cache, 'hit', 'what came after it is shared again')
})

t.test('what was read before a write elsewhere is kept nowhere', async (t) => {
  const { one, two } = await openFleet(t)
  let release = (): void => {}
  one.vendor.answerWith((request, response) => {
    if (request.method === 'POST') answerJson({})(request, response)
    else release = () => answerJson({ titles: ['before'] })(request, response)
  })
  const early = one.find()
  t.ok(await until(() => one.vendor.requests.length === 1))
  await two.call('books.add')
  release()
  t.match(await early, { titles: ['before'] })
  one.vendor.answerWith(answerJson({ titles: ['after'] }))
  t.match(await one.find(), { titles: ['after'], cache: 'miss' })
  t.match(await two.find(), { titles: ['after'], cache: 'hit' })
})

t.test('a message that gets lost costs five seconds at the most', async (t) => {
  const { one, two, state, pass } = await openFleet(t)
  await one.find()
  await two.find()
  const silent = { ...state, messages: { publish: () => undefined, subscribe: () => () => undefined } }
  const three = await openShelf(t, {
    vendor: one.vendor,
    dependencies: { sharedState: silent, now: () => 1_800_000_000_000 },
  })
  await three.call('books.add')
  t.equal((await two.find()).cache, 'hit')
  pass(5)
  t.equal((await two.find()).cache, 'miss')
})

t.test('while the state is away each instance goes on with what it holds', async (t) => {
  const { one, two, state, pass } = await openFleet(t)
  await one.find()
  await two.find()
  for (const fail of [() => state.setUp(false), () => state.setFailing(true)]) {
    fail()
    pass(10)
    t.equal((await one.find()).cache, 'hit')
    t.equal((await one.find('shelf=new')).cache, 'miss')
    t.equal((await one.find('shelf=new')).cache, 'hit')
    t.equal((await two.find('shelf=new')).cache, 'miss', 'the other one knows nothing of it')
    t.equal((await one.call('books.add')).status, 200, 'a write is answered all the same')
    t.equal((await one.find('shelf=new')).cache, 'miss', 'and ends what this instance holds')
    state.setFailing(false)
    state.setUp(true)
    await one.find()
    await two.find()
  }
  t.notOk(
    [...one.lines(), ...two.lines()].some(({ level }) => level === 'error'),
    'nobody is troubled',
  )
})

t.test('when the state is back, nothing from before is trusted', async (t) => {
  const { one, two, state } = await openFleet(t)
  const { titles } = await one.find()
  t.match(await two.find(), { cache: 'hit', titles })
  state.setUp(false)
  await two.call('books.add')
  t.equal((await one.find()).cache, 'hit', 'it cannot know')
  state.setUp(true)
  t.ok(
    await until(async () => JSON.stringify((await one.find()).titles) !== JSON.stringify(titles)),
    'what the other instance could not tell is told now',
  )
  t.not((await two.find()).titles, titles)
})

t.test('connections that lead to different accounts share nothing, also under one name', async (t) => {
  const clock = { now: 1_800_000_000_000 }
  const state = remoteState(() => clock.now, 2)
  const vendor = await startVendor(t, counting())
  const common = { vendor, clock, dependencies: { sharedState: state } }
  const open = (credentials: Record<string, string>, config = {}) =>
    openShelf(t, { ...common, connections: [{ credentials, config }] })
  const one = await open({ key: 'vendor-secret-key' })
  await one.find()
  t.equal((await (await open({ key: 'vendor-secret-key' })).find()).cache, 'hit')
  t.equal((await (await open({ key: 'another-secret-key' })).find()).cache, 'miss')
  t.equal((await (await open({ key: 'vendor-secret-key' }, { room: 'x' })).find()).cache, 'miss')
})
