import t from 'tap'
import { expectProblem } from '../../support/expect-problem.ts'
import { counting, openShelf } from '../../support/open-shelf.ts'
import { answerJson } from '../../support/start-vendor.ts'
import { until } from '../../support/until.ts'

t.test('a stale answer leaves at once while one new one is fetched', async (t) => {
  const { find, vendor, pass } = await openShelf(t)
  const first = await find()
  pass(75)
  let release = (): void => {}
  vendor.answerWith((request, response) => {
    release = () => answerJson({ titles: ['new'] })(request, response)
  })
  const stale = await Promise.all([find(), find(), find()])
  for (const { cache, titles, age, meta, headers } of stale) {
    t.match({ cache, titles, age }, { cache: 'stale', titles: first.titles, age: 75 })
    t.equal(meta['stale'], true)
    t.notOk('warnings' in meta)
    t.equal(headers['cache-status'], 'patchbay; hit; ttl=-15; detail=revalidating')
    t.equal(headers['age'], '75')
  }
  t.ok(await until(() => vendor.requests.length === 2))
  release()
  t.ok(await until(async () => (await find()).cache === 'hit'))
  t.match(await find(), { titles: ['new'], age: 0 })
  t.equal(vendor.requests.length, 2, 'one refresh for all of them')
})

t.test('a refresh that fails is told to the log, and tried again a second later', async (t) => {
  const { find, vendor, pass, lines } = await openShelf(t)
  const first = await find()
  vendor.answerWith(answerJson({}, 503))
  pass(65)
  t.equal((await find()).cache, 'stale')
  const failures = () => lines().filter(({ msg }) => msg === 'refresh of a stale answer')
  t.ok(await until(() => failures().length === 1))
  t.match(failures(), [
    {
      level: 'warn',
      outcome: 'vendor_error',
      connector: 'shelf',
      operation: 'books.find',
      connection: 'main',
    },
  ])
  t.equal((await find()).cache, 'stale')
  t.equal(vendor.requests.length, 2, 'not right away')
  vendor.answerWith(counting())
  pass(1)
  t.match(await find(), { cache: 'stale', titles: first.titles })
  t.ok(await until(async () => (await find()).cache === 'hit'))
})

t.test('an older answer stands in for a failure, and says so', async (t) => {
  const { find, vendor, pass, calls } = await openShelf(t, { settings: { vendorSilence: '50ms' } })
  const { titles, headers } = await find()
  pass(200)
  vendor.answerWith(answerJson({}, 503))
  const stood = await find()
  t.match(stood, {
    status: 200,
    cache: 'stale',
    age: 200,
    titles,
    meta: { stale: true, warnings: [{ code: 'stale', message: /vendor_error.*200 s old/ }] },
  })
  t.equal(stood.headers['cache-status'], 'patchbay; fwd=stale; ttl=-140; detail=vendor_error')
  t.equal(stood.headers['etag'], headers['etag'])
  t.match(calls().at(-1), { outcome: 'ok', cache: 'stale', attempts: 1 })

  vendor.answerWith(answerJson({}, 429))
  t.match(await find(), { meta: { warnings: [{ message: /vendor_rate_limited/ }] } })
  vendor.answerWith(() => {})
  t.match(await find(), { meta: { warnings: [{ message: /vendor_timeout/ }] } })

  pass(161)
  const problem = await find()
  t.equal(problem.status, 504, 'it is too old')
})

t.test('a failure that says something about the data is not hidden', async (t) => {
  const { call, find, vendor, pass } = await openShelf(t)
  await find()
  pass(100)
  for (const [status, code] of [
    [401, 'connection_unauthorized'],
    [403, 'connection_forbidden'],
    [404, 'not_found'],
  ] as const) {
    vendor.answerWith(answerJson({}, status))
    expectProblem(t, await call('books.find'), code)
  }
  vendor.answerWith(answerJson({}, 503))
  expectProblem(t, await call('books.find', {}, { 'cache-control': 'no-cache' }), 'vendor_error')
  expectProblem(t, await call('books.find', {}, { 'cache-control': 'max-age=500' }), 'vendor_error')
  t.equal((await find()).cache, 'stale')
})

t.test('without a rule for it, nothing stale is served', async (t) => {
  const { call, vendor, pass } = await openShelf(t)
  await call('prices.list')
  pass(11)
  vendor.answerWith(answerJson({}, 503))
  expectProblem(t, await call('prices.list'), 'vendor_error')
})
