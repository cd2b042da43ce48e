import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { adminKey } from '../../support/open-app.ts'
import { counting, openShelf } from '../../support/open-shelf.ts'
import { answerJson } from '../../support/start-vendor.ts'
import { until } from '../../support/until.ts'

const authorization = `Bearer ${adminKey}`

/** Resolves when so many requests have arrived, and their calls have begun. */
const holdUntil = (app: FastifyInstance, count: number): Promise<void> =>
  new Promise((resolve) => {
    let arrived = 0
    app.server.on('request', () => {
      arrived += 1
      if (arrived === count) setImmediate(resolve)
    })
  })

t.test('identical calls at the same time ask once', async (t) => {
  const { find, vendor, calls, app } = await openShelf(t)
  const release = holdUntil(app, 20)
  vendor.answerWith((request, response) => void release.then(() => counting()(request, response)))
  const answers = await Promise.all(Array.from({ length: 20 }, () => find()))
  t.equal(vendor.requests.length, 1)
  t.equal(answers.filter(({ cache }) => cache === 'miss').length, 1)
  const joined = answers.filter(({ cache }) => cache === 'joined')
  t.equal(joined.length, 19)
  t.equal(joined[0]?.headers['cache-status'], 'patchbay; fwd=miss; stored; collapsed')
  t.equal(new Set(answers.map(({ meta }) => meta['requestId'])).size, 20)
  t.equal(new Set(answers.map(({ titles }) => JSON.stringify(titles))).size, 1)
  t.equal(
    calls().reduce((sum, { attempts }) => sum + Number(attempts), 0),
    1,
    'one call has paid for it',
  )
})

t.test('other inputs and other connections do not join', async (t) => {
  const { find, vendor } = await openShelf(t, { connections: [{ id: 'one' }, { id: 'two' }] })
  await Promise.all([
    find('', { 'patchbay-connection': 'one' }),
    find('', { 'patchbay-connection': 'two' }),
    find('shelf=b', { 'patchbay-connection': 'one' }),
  ])
  t.equal(vendor.requests.length, 3)
})

t.test('all who wait share the problem', async (t) => {
  const { find, vendor, calls, app } = await openShelf(t)
  const release = holdUntil(app, 5)
  vendor.answerWith((request, response) => void release.then(() => answerJson({}, 404)(request, response)))
  const answers = await Promise.all(Array.from({ length: 5 }, () => find()))
  t.same(
    answers.map(({ status }) => status),
    [404, 404, 404, 404, 404],
  )
  t.equal(vendor.requests.length, 1)
  t.equal(calls().filter(({ outcome }) => outcome === 'not_found').length, 5)
  vendor.answerWith(counting())
  t.equal((await find()).cache, 'miss', 'it is not kept')
})

t.test('a caller who leaves ends nothing for the others', async (t) => {
  const { url, find, vendor, calls, app } = await openShelf(t)
  let release = (): void => {}
  let closed = 0
  vendor.answerWith((request, response) => {
    request.socket.once('close', () => (closed += 1))
    release = () => answerJson({ titles: ['late'] })(request, response)
  })
  const leaving = new AbortController()
  const first = fetch(`${url}/v1/connectors/shelf/books.find`, {
    headers: { authorization },
    signal: leaving.signal,
  })
  first.catch(() => undefined)
  t.ok(await until(() => vendor.requests.length === 1))
  const joined = holdUntil(app, 2)
  const second = find()
  const third = find('', { 'cache-control': 'max-age=5' })
  await joined
  leaving.abort()
  t.ok(await until(() => calls().length === 1))
  t.match(calls(), [{ outcome: 'cancelled' }])
  t.equal(closed, 0, 'the vendor goes on')
  release()
  t.match(await Promise.all([second, third]), [{ titles: ['late'] }, { titles: ['late'] }])
  t.equal(vendor.requests.length, 1)
})

t.test('when the last one has left, the vendor is left as well', async (t) => {
  const { url, vendor, calls, find, app } = await openShelf(t)
  const joined = holdUntil(app, 2)
  let closed = 0
  vendor.answerWith((request) => void request.socket.once('close', () => (closed += 1)))
  const leaving = new AbortController()
  const all = [1, 2].map(() =>
    fetch(`${url}/v1/connectors/shelf/books.find`, { headers: { authorization }, signal: leaving.signal }),
  )
  for (const one of all) one.catch(() => undefined)
  t.ok(await until(() => vendor.requests.length === 1))
  await joined
  leaving.abort()
  t.ok(await until(() => closed === 1))
  t.ok(await until(() => calls().length === 2))
  t.equal(vendor.requests.length, 1)
  vendor.answerWith(counting())
  t.equal((await find()).cache, 'miss', 'nobody joins what was given up')
})

t.test('each waits as long as it has time itself', async (t) => {
  const { call, vendor } = await openShelf(t, { settings: { vendorSilence: '10s', callTimeoutMax: '600ms' } })
  let release = (): void => {}
  vendor.answerWith((request, response) => {
    release = () => answerJson({ titles: ['late'] })(request, response)
  })
  const first = call('books.find')
  t.ok(await until(() => vendor.requests.length === 1))
  await new Promise((resolve) => setTimeout(resolve, 300))
  const second = call('books.find')
  t.equal((await first).status, 504, 'its time is over')
  release()
  t.equal((await second).status, 200, 'which the other one still had')
  t.equal(vendor.requests.length, 1)
})

t.test('who wants a new answer does not join an older request', async (t) => {
  const { find, vendor } = await openShelf(t)
  const pending: Array<() => void> = []
  vendor.answerWith((request, response) => {
    const count = pending.length + 1
    pending.push(() => answerJson({ titles: [`${count}`] })(request, response))
  })
  const first = find()
  t.ok(await until(() => pending.length === 1))
  const second = find('', { 'cache-control': 'no-cache' })
  t.ok(await until(() => pending.length === 2))
  pending[1]?.()
  t.match(await second, { titles: ['2'], cache: 'refreshed' })
  pending[0]?.()
  t.match(await first, { titles: ['1'] })
  t.match(
    await find(),
    { titles: ['2'], cache: 'hit' },
    'the older answer does not take the place of the newer one',
  )
})
