import t from 'tap'
import { createAnswerCache, createClient, type Result } from '@patchbay/client'
import { answerOf } from './support/outcome.ts'
import { answer, scriptedServer, type Step } from './support/scripted-server.ts'

const sites = (etag: string) => answer({ sites: [] }, { etag, 'x-request-id': 'r2' })
const same: Step = (response) => response.writeHead(304, { 'x-request-id': 'r3' }).end()

t.test('an answer is given again only if the server confirms it', async (t) => {
  const { baseUrl, arrived } = await scriptedServer(t, sites('"1"'), same, sites('"2"'), same)
  const client = createClient({ baseUrl, key: 'k', cache: createAnswerCache() })
  const outcomes = []
  for (let count = 0; count < 4; count += 1) outcomes.push(answerOf(await client.read('gsc', 'sites.list')))
  t.same(
    arrived.map(({ headers }) => headers['if-none-match']),
    [undefined, '"1"', '"1"', '"2"'],
  )
  t.same(
    outcomes.map(({ meta }) => meta.isConfirmed ?? false),
    [false, true, false, true],
  )
  t.same(outcomes[1]?.meta.requestId, 'r3', 'the request that confirmed it')
  t.same(arrived.map(({ method, url }) => `${method} ${url}`)[0], 'GET /v1/connectors/gsc/sites.list')
})

t.test('nobody is given what another one has asked for', async (t) => {
  const { baseUrl, arrived } = await scriptedServer(t, sites('"1"'))
  const cache = createAnswerCache()
  let key = 'c'
  const turns = createClient({ baseUrl, cache, key: () => key })
  const asks: Array<() => Promise<Result<unknown>>> = [
    () => createClient({ baseUrl, cache, key: 'a' }).read('gsc', 'sites.list'),
    () => createClient({ baseUrl, cache, key: 'b' }).read('gsc', 'sites.list'),
    () => createClient({ baseUrl, cache, key: 'a', tenant: 'one' }).read('gsc', 'sites.list'),
    () => createClient({ baseUrl, cache, key: 'a', tenant: 'two' }).read('gsc', 'sites.list'),
    () => createClient({ baseUrl, cache, key: 'a' }).read('gsc', 'sites.list', {}, { tenant: 'three' }),
    () => createClient({ baseUrl, cache, key: 'a', connection: 'shop' }).read('gsc', 'sites.list'),
    () => createClient({ baseUrl, cache, key: 'a', connection: { gsc: 'other' } }).read('gsc', 'sites.list'),
    () => createClient({ baseUrl, cache, key: 'a' }).read('gsc', 'sites.list', {}, { connection: 'third' }),
    () =>
      createClient({ baseUrl, cache, key: 'a' }).read('gsc', 'sites.get', { siteUrl: 'sc-domain:a.example' }),
    () => turns.read('gsc', 'sites.list'),
    () => {
      key = 'd'
      return turns.read('gsc', 'sites.list')
    },
  ]
  for (const ask of asks) answerOf(await ask())
  t.same(arrived.map(({ headers }) => headers['if-none-match']).filter(Boolean), [])
  for (const ask of asks) answerOf(await ask())
  t.equal(
    arrived.slice(asks.length).filter(({ headers }) => headers['if-none-match'] === '"1"').length,
    asks.length,
    'each of them its own again',
  )
})

t.test('what was used last is kept', async (t) => {
  const cache = createAnswerCache({ entries: 2 })
  const entry = (etag: string) => ({ etag, data: etag, meta: {} })
  cache.set('a', entry('1'))
  cache.set('b', entry('2'))
  t.equal(cache.get('a')?.data, '1')
  cache.set('c', entry('3'))
  t.equal(cache.get('b'), undefined)
  t.equal(cache.get('a')?.data, '1')
  cache.clear()
  t.equal(cache.get('a'), undefined)
})

t.test('what a request says goes out with it', async (t) => {
  const { baseUrl, arrived } = await scriptedServer(t, answer({}))
  const client = createClient({
    baseUrl: `${baseUrl}/behind/`,
    key: async () => 'k',
    tenant: 'one',
    connection: { gsc: 'main' },
    headers: { 'patchbay-console': '1' },
  })
  const answers = { sure: { action: 'accept', content: { text: 'ü' } } }
  await client.call('gsc', 'sites.list', {}, { answers, cacheControl: 'max-age=60', idempotencyKey: 'mine' })
  await client.read(
    'gsc',
    'search-analytics.sites' as 'sites.list',
    { a: ['1', '2'], b: true, c: undefined } as never,
  )
  await client.delete('/v1/keys/{id}', { path: { id: 'a/b' }, tenant: 'two' })
  t.match(arrived[0], {
    method: 'POST',
    url: '/behind/v1/connectors/gsc/sites.list',
    headers: {
      authorization: 'Bearer k',
      'patchbay-tenant': 'one',
      'patchbay-connection': 'main',
      'patchbay-console': '1',
      'cache-control': 'max-age=60',
      'idempotency-key': 'mine',
      'patchbay-answers': Buffer.from(JSON.stringify(answers)).toString('base64url'),
    },
  })
  t.equal(arrived[1]?.url, '/behind/v1/connectors/gsc/search-analytics.sites?a=1&a=2&b=true')
  t.equal(arrived[1]?.headers['idempotency-key'], undefined)
  t.match(arrived[2], { url: '/behind/v1/keys/a%2Fb', headers: { 'patchbay-tenant': 'two' } })
})
