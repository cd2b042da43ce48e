import t from 'tap'
import { cacheUseOf } from '../../../src/http/cache-headers.ts'
import { expectProblem } from '../../support/expect-problem.ts'
import { openShelf, shelved } from '../../support/open-shelf.ts'

t.test('no-cache fetches a new answer, which is then kept', async (t) => {
  const { find, vendor } = await openShelf(t)
  await find()
  for (const asked of ['no-cache', 'No-Cache', 'max-age=0', 'foo, no-cache']) {
    const fresh = await find('', { 'cache-control': asked })
    t.equal(fresh.cache, 'refreshed', asked)
    t.equal(fresh.headers['cache-status'], 'patchbay; fwd=request; stored')
    t.match(await find(), { cache: 'hit', titles: fresh.titles })
  }
  t.equal(vendor.requests.length, 5)
})

t.test('no-store neither takes what is kept nor leaves anything', async (t) => {
  const { find, call } = await openShelf(t)
  const bypassed = await find('', { 'cache-control': 'no-store' })
  t.equal(bypassed.cache, 'bypassed')
  t.equal(bypassed.headers['cache-status'], 'patchbay; fwd=bypass')
  t.equal(bypassed.headers['cache-control'], 'private, no-cache')
  const kept = await find()
  t.equal(kept.cache, 'miss')
  const posted = shelved(await call('books.find', {}, { 'cache-control': 'no-store' }))
  t.equal(posted.cache, 'bypassed')
  t.not(posted.titles, kept.titles)
  t.match(await find(), { cache: 'hit', titles: kept.titles })
})

t.test('only-if-cached never asks the vendor', async (t) => {
  const { call, find, vendor, pass } = await openShelf(t)
  const only = { 'cache-control': 'only-if-cached' }
  expectProblem(t, await call('books.find', {}, only), 'not_cached')
  expectProblem(t, await call('books.count', {}, only), 'not_cached')
  t.equal(vendor.requests.length, 0)
  const { titles } = await find()
  t.match(await find('', only), { cache: 'hit', titles })
  pass(70)
  t.match(await find('', only), { cache: 'stale', titles })
  t.equal(vendor.requests.length, 1, 'not in the background either')
  expectProblem(
    t,
    await call('books.find', {}, { 'cache-control': 'no-cache, only-if-cached' }),
    'not_cached',
  )
  t.equal((await call('books.add', {}, only)).status, 200, 'a write is none of its business')
})

t.test('max-age takes only what is young enough, and nothing stale', async (t) => {
  const { find, pass } = await openShelf(t)
  await find()
  pass(20)
  t.equal((await find('', { 'cache-control': 'max-age=20' })).cache, 'hit')
  t.equal((await find('', { 'cache-control': 'max-age=19' })).cache, 'miss')
  pass(61)
  t.equal((await find('', { 'cache-control': 'max-age=600' })).cache, 'miss')
})

t.test('what a request says is read with patience', async (t) => {
  const all = { mayAnswer: true, mayAsk: true, mayStore: true, maxAge: Infinity }
  t.same(cacheUseOf(undefined), all)
  t.same(cacheUseOf(''), all)
  t.same(cacheUseOf('max-stale=10, no-transform, max-age=x, max-age=-1'), all)
  t.same(cacheUseOf('MAX-AGE="5" , max-age=9'), { ...all, maxAge: 5_000 })
  t.same(cacheUseOf('no-store,only-if-cached'), { ...all, mayAnswer: false, mayAsk: false, mayStore: false })
})
