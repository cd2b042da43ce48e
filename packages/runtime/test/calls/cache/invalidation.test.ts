import t from 'tap'
import { openShelf, shelved } from '../../support/open-shelf.ts'
import { answerJson } from '../../support/start-vendor.ts'
import { until } from '../../support/until.ts'

const one = { 'patchbay-connection': 'one' }
const two = { 'patchbay-connection': 'two' }

t.test('a write ends what it changes, on its own connection', async (t) => {
  const { find, call } = await openShelf(t, { connections: [{ id: 'one' }, { id: 'two' }] })
  const prices = async (headers: Record<string, string>) =>
    shelved(await call('prices.list', {}, headers)).cache
  const fill = () => Promise.all([find('', one), find('shelf=b', one), find('', two), prices(one)])
  await fill()
  t.equal((await call('books.add', {}, one)).status, 200)
  t.equal((await find('', one)).cache, 'miss', 'its own noun')
  t.equal((await find('shelf=b', one)).cache, 'miss', 'whatever the input')
  t.equal(await prices(one), 'miss', 'all with the tag')
  t.equal((await find('', two)).cache, 'hit', 'the other connection has another account')

  await call('prices.put', {}, one)
  t.equal(await prices(one), 'miss')
  t.equal((await find('', one)).cache, 'hit', 'it names prices alone')

  await call('books.stamp', {}, one)
  t.equal((await find('', one)).cache, 'hit', 'it names nothing')
})

t.test('a write that may have happened ends it as well; one that was refused does not', async (t) => {
  const { find, call, vendor } = await openShelf(t, { settings: { vendorSilence: '50ms' } })
  const writeWith = async (status: number): Promise<number> => {
    vendor.answerWith((request, response) => {
      answerJson({ titles: ['x'] }, request.method === 'GET' ? 200 : status)(request, response)
    })
    await find()
    return (await call('books.add')).status
  }
  t.equal(await writeWith(503), 502)
  t.equal((await find()).cache, 'miss', 'outcome unknown')
  t.equal(await writeWith(404), 404)
  t.equal((await find()).cache, 'hit', 'refused')

  vendor.answerWith((request, response) => {
    if (request.method === 'GET') answerJson({ titles: ['x'] })(request, response)
  })
  await call('prices.list')
  t.equal((await call('prices.put')).status, 504)
  t.equal(shelved(await call('prices.list')).cache, 'miss', 'an idempotent one that got no answer')
})

t.test('what was read before a write is not kept after it, and nobody joins it', async (t) => {
  const { find, call, vendor } = await openShelf(t)
  const pending: Array<() => void> = []
  let state = 'before'
  vendor.answerWith((request, response) => {
    if (request.method === 'POST') {
      state = 'after'
      answerJson({})(request, response)
      return
    }
    const seen = state
    pending.push(() => answerJson({ titles: [seen] })(request, response))
  })
  const early = find()
  t.ok(await until(() => pending.length === 1))
  t.equal((await call('books.add')).status, 200)
  const late = find()
  t.ok(await until(() => pending.length === 2), 'it asks anew')
  for (const release of pending) release()
  const [before, after] = await Promise.all([early, late])
  t.match(before, { titles: ['before'] })
  t.equal(before.headers['cache-status'], 'patchbay; fwd=miss', 'it was not stored')
  t.match(after, { titles: ['after'], cache: 'miss' })
  t.match(await find(), { titles: ['after'], cache: 'hit' })
})

t.test('a stale answer from before a write stands in for nothing', async (t) => {
  const { find, call, vendor, pass } = await openShelf(t)
  await find()
  pass(100)
  await call('books.add')
  vendor.answerWith(answerJson({}, 503))
  t.equal((await find()).status, 502)
})
