import t from 'tap'
import { openShelf, shelved } from '../../support/open-shelf.ts'
import { answerJson } from '../../support/start-vendor.ts'

t.test('an answer is given again without the vendor while it is fresh', async (t) => {
  const { find, vendor, pass, calls, metric } = await openShelf(t)
  const first = await find('shelf=b')
  t.match(first, { status: 200, cache: 'miss', age: undefined })
  t.equal(first.headers['cache-status'], 'patchbay; fwd=miss; stored')
  t.equal(first.headers['cache-control'], 'private, max-age=60')
  t.equal(first.headers['age'], '0')

  pass(12.5)
  const second = await find('shelf=b')
  t.match(second, { status: 200, cache: 'hit', age: 12 })
  t.same(second.titles, first.titles)
  t.equal(second.headers['cache-status'], 'patchbay; hit; ttl=47')
  t.equal(second.headers['cache-control'], 'private, max-age=60')
  t.equal(second.headers['age'], '12')
  t.equal(second.headers['etag'], first.headers['etag'])
  t.equal(second.headers['content-type'], first.headers['content-type'])
  t.equal(vendor.requests.length, 1)
  t.same(second.meta, {
    connector: 'shelf',
    operation: 'books.find',
    connection: 'main',
    source: 'live',
    requestId: second.headers['x-request-id'],
    cache: { status: 'hit', age: 12 },
  })
  t.not(second.meta['requestId'], first.meta['requestId'])
  t.match(calls(), [
    { outcome: 'ok', cache: 'miss', attempts: 1 },
    { outcome: 'ok', cache: 'hit', attempts: 0, connection: 'main' },
  ])
  const counted = (status: string) =>
    metric(
      new RegExp(
        `^patchbay_cache_results_total\\{connector="shelf",operation="books.find",status="${status}"\\}`,
      ),
    )
  t.equal(await counted('hit'), 1)
  t.equal(await counted('miss'), 1)
  t.equal(await metric(/^patchbay_cache_answers /), 1)
  t.ok(((await metric(/^patchbay_cache_bytes /)) ?? 0) > 0)
  t.equal(await metric(/^patchbay_calls_total\{.*books\.find.*outcome="ok"\}/), 2)
})

t.test('an answer that is over is asked for again', async (t) => {
  const { call, vendor, pass } = await openShelf(t)
  const prices = async () => shelved(await call('prices.list'))
  t.equal((await prices()).cache, 'miss')
  pass(9.9)
  t.equal((await prices()).cache, 'hit')
  pass(0.1)
  t.match(await prices(), { cache: 'miss', titles: ['/prices?shelf=a 2'] })
  t.equal(vendor.requests.length, 2)
})

t.test('inputs that mean the same share an answer, by GET and POST alike', async (t) => {
  const { find, call, vendor } = await openShelf(t)
  const { titles } = await find('shelf=a&year=1815&words=one&words=two')
  t.match(await find('words=one&words=two&year=1815'), { cache: 'hit', titles })
  const posted = await call('books.find', { words: ['one', 'two'], shelf: 'a', year: 1815 })
  t.match(shelved(posted), { cache: 'hit', titles })
  t.equal(posted.headers['cache-status'], 'patchbay; hit; ttl=60')
  t.notOk(posted.headers['etag'])
  t.equal(vendor.requests.length, 1)

  for (const other of ['', 'shelf=b', 'year=1816', 'words=two&words=one', 'words=one', 'words=one,two']) {
    t.equal((await find(other)).cache, 'miss', other)
  }
})

t.test('a wrong input is refused, whatever is kept', async (t) => {
  const { find, call } = await openShelf(t)
  await find()
  t.equal((await find('colour=blue')).status, 400)
  t.equal((await call('books.find', { year: '1815' })).status, 400)
})

t.test('connections share nothing, and neither do operations', async (t) => {
  const { find, call, vendor } = await openShelf(t, { connections: [{ id: 'one' }, { id: 'two' }] })
  const of = (id: string) => find('', { 'patchbay-connection': id })
  const one = await of('one')
  const two = await of('two')
  t.not(one.titles, two.titles)
  t.equal(two.cache, 'miss')
  t.match(await of('one'), { cache: 'hit', titles: one.titles, meta: { connection: 'one' } })
  t.match(await of('two'), { cache: 'hit', titles: two.titles, meta: { connection: 'two' } })
  t.equal(shelved(await call('prices.list', {}, { 'patchbay-connection': 'one' })).cache, 'miss')
  t.equal((await find()).status, 424, 'it is still to be said which one')
  t.equal(vendor.requests.length, 3)
})

t.test('a caller who has the answer is told so, without the vendor', async (t) => {
  const { find, vendor, pass } = await openShelf(t)
  const { headers } = await find()
  const tag = headers['etag'] ?? ''
  pass(30)
  // Left alone, fetch() adds no-cache to every If-None-Match that it is given.
  const patient = { 'cache-control': 'max-age=3600' }
  for (const known of [tag, `"x", ${tag}`, '*']) {
    const again = await find('', { 'if-none-match': known, ...patient })
    t.equal(again.status, 304)
    t.equal(again.headers['etag'], tag)
    t.equal(again.headers['age'], '30')
    t.equal(again.headers['cache-control'], 'private, max-age=60')
    t.match(again.headers['vary'], /patchbay-connection/)
    t.notOk(again.headers['content-type'])
  }
  t.equal((await find('', { 'if-none-match': '"other"', ...patient })).status, 200)
  t.equal(vendor.requests.length, 1)
})

t.test('what an answer says of itself is kept with it', async (t) => {
  const { find, vendor } = await openShelf(t)
  vendor.answerWith(answerJson({ titles: ['Émma 🎺'], next: 'page-2' }))
  t.match(await find(), { cache: 'miss', meta: { next: 'page-2' } })
  t.match(await find(), { cache: 'hit', titles: ['Émma 🎺'], meta: { next: 'page-2' } })
})

t.test('an operation without a rule asks each time, and says nothing of a cache', async (t) => {
  const { get, vendor } = await openShelf(t)
  const count = async () => shelved(await get('/v1/connectors/shelf/books.count'))
  await count()
  const { meta, headers } = await count()
  t.equal(vendor.requests.length, 2)
  t.notOk('cache' in meta || headers['cache-status'] !== undefined || headers['age'] !== undefined)
  t.equal(headers['cache-control'], 'private, no-cache')
})

t.test('what is only a part is not kept, what has another shape is kept for a moment', async (t) => {
  const { find, vendor, pass, metric } = await openShelf(t)
  vendor.answerWith(answerJson({ titles: ['half'], isPartial: true }))
  const half = await find()
  t.match(half, { cache: 'miss', meta: { partial: true } })
  t.equal(half.headers['cache-status'], 'patchbay; fwd=miss')
  t.equal(half.headers['cache-control'], 'private, no-cache')
  t.equal((await find()).cache, 'miss')

  vendor.answerWith(answerJson({ titles: 'all of them' }))
  const warnings = [{ code: 'output_drift' }]
  t.match(await find('shelf=b'), { cache: 'miss', meta: { warnings } })
  pass(29)
  t.match(await find('shelf=b'), { cache: 'hit', titles: 'all of them', meta: { warnings } })
  pass(1)
  t.equal((await find('shelf=b')).cache, 'miss', 'neither fresh, nor good enough to be served stale')
  t.equal(await metric(/^patchbay_output_drift_total\{connector="shelf"/), 2)
})

t.test('large answers leave unharmed; what is too large is not kept', async (t) => {
  const { find, vendor, metric } = await openShelf(t, {
    settings: { cacheBytes: 300_000, cacheEntryBytes: 100_000 },
  })
  const large = ['Größe '.repeat(10_000)]
  vendor.answerWith(answerJson({ titles: large }))
  t.same((await find()).titles, large)
  const again = await find()
  t.same([again.cache, again.titles], ['hit', large])
  for (let year = 1; year <= 8; year += 1) await find(`year=${year}`)
  t.ok(((await metric(/^patchbay_cache_bytes /)) ?? 0) <= 300_000, 'those that were used last stay')

  vendor.answerWith(answerJson({ titles: ['x'.repeat(100_000)] }))
  t.equal((await find('shelf=b')).headers['cache-status'], 'patchbay; fwd=miss')
  t.equal((await find('shelf=b')).cache, 'miss')
})
