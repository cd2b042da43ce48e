import t, { type Test } from 'tap'
import type { Store } from '../../src/store/store.ts'
import type { Answer } from '../support/answer.ts'
import { expectProblem } from '../support/expect-problem.ts'
import { openApp, type OpenApp } from '../support/open-app.ts'
import { answerJson, startVendor, type Vendor } from '../support/start-vendor.ts'
import { withEachStore } from '../support/with-each-store.ts'

const secret = 'super-secret-value'
const path = '/v1/connections'
const read = '/v1/connectors/probe/items.get'

interface Opened extends OpenApp {
  readonly vendor: Vendor
  readonly create: (body: object, headers?: Record<string, string>) => Promise<Answer>
}

async function open(t: Test, store: Store, settings: object = {}): Promise<Opened> {
  const vendor = await startVendor(t, answerJson({ ok: true }))
  const app = await openApp(t, {
    settings: { connectors: './fixtures/connectors/probe', egressAllow: vendor.url, ...settings },
    dependencies: { store },
  })
  const create = (body: object, headers = {}): Promise<Answer> =>
    app.post(
      path,
      { id: 'main', connector: 'probe', credentials: { key: secret }, origins: { api: vendor.url }, ...body },
      headers,
    )
  return { ...app, vendor, create }
}

const dataOf = ({ text }: Answer): Record<string, unknown> =>
  (JSON.parse(text) as { data: Record<string, unknown> }).data

t.test('a connection that is created serves calls, and its secrets are nowhere', (t) =>
  withEachStore(t, async (t, store) => {
    const { create, get, post, vendor } = await open(t, store)
    expectProblem(t, await post(read, {}), 'connection_missing')
    const created = await create({})
    t.equal(created.status, 201)
    t.equal(created.headers['location'], '/v1/connections/main')
    t.equal(created.headers['etag'], '"1"')
    t.match(dataOf(created), {
      id: 'main',
      connector: 'probe',
      auth: 'header',
      config: { region: 'eu' },
      origins: { api: vendor.url, regional: 'https://eu.probe.example' },
      managed: 'api',
      source: 'live',
      state: 'active',
      grantedScopes: null,
      version: 1,
    })
    t.match(JSON.parse((await post(read, {})).text), { meta: { connection: 'main' } })
    t.equal(vendor.requests[0]?.headers['x-api-key'], `Key ${secret}`)
    for (const shown of [
      created,
      await get(path),
      await get(`${path}/main`),
      await get(`${path}/main/events`),
    ]) {
      t.notMatch(shown.text, secret)
    }
    const rows = await store.database.selectFrom('connections').selectAll().execute()
    t.notMatch(JSON.stringify(rows), secret)
    t.match(JSON.parse((await get(`${path}/main/events`)).text), {
      data: [{ kind: 'created', outcome: 'ok', actor: 'operator' }],
    })
  }),
)

t.test('what is wrong is named by its path', async (t) => {
  await withEachStore(t, async (t, store) => {
    const { create, post } = await open(t, store)
    const wrong = async (body: object, expected: object): Promise<void> => {
      const { errors = [], detail } = expectProblem(t, await create(body), 'invalid_input')
      t.match(errors, expected)
      t.notMatch(detail, secret)
    }
    await wrong({ credentials: {} }, [{ path: '/credentials/key', message: 'is required' }])
    await wrong({ config: { region: 'europe' } }, [{ path: '/config/region' }])
    await wrong({ origins: { api: 'https://elsewhere.example' } }, [{ path: '/origins/api' }])
    await wrong({ connector: 'none' }, [{ path: '/connector' }])
    await wrong({ auth: 'oauth' }, [{ path: '/auth' }])
    await wrong({ id: 'Not Kebab' }, [{ path: '/id' }])
    await wrong({ more: 1 }, [{ path: '/more' }])
    await wrong({ credentials: { key: `${secret}\n` } }, [
      { path: '/credentials/key', message: /has a character/ },
    ])
    expectProblem(t, await post(path, '[]'), 'invalid_input')
    t.equal((await create({})).status, 201)
    expectProblem(t, await create({}), 'conflict')
  })
})

t.test('what a tenant has, no other tenant sees or uses', (t) =>
  withEachStore(t, async (t, store) => {
    await store.database.insertInto('tenants').values({ id: 'acme', title: 'Acme' }).execute()
    const { create, get, post, app } = await open(t, store)
    await create({})
    const acme = { 'patchbay-tenant': 'acme' }
    t.same(JSON.parse((await get(path, acme)).text).data, [])
    const foreign = [
      await get(`${path}/main`, acme),
      await get(`${path}/main/events`, acme),
      await post(`${path}/main/check`, {}, acme),
    ]
    for (const answer of foreign) {
      const problem = expectProblem(t, answer, 'not_found')
      t.equal(problem.detail, 'There is no connection "main".')
    }
    const deleted = await app.inject({
      method: 'DELETE',
      url: `${path}/main`,
      headers: { ...acme, authorization: 'Bearer test-admin-key-0123456789' },
    })
    t.equal(deleted.statusCode, 404)
    expectProblem(t, await post(read, {}, acme), 'connection_missing')
    expectProblem(t, await post(read, {}, { ...acme, 'patchbay-connection': 'main' }), 'not_found')
    t.equal((await create({}, acme)).status, 201, 'and has the same id for its own')
    t.equal((await post(read, {}, acme)).status, 200)
  }),
)

t.test('a change keeps what it does not name', (t) =>
  withEachStore(t, async (t, store) => {
    const { create, post, app, vendor } = await open(t, store)
    await create({})
    const patch = (payload: object, headers: object = {}) =>
      app.inject({
        method: 'PATCH',
        url: `${path}/main`,
        headers: { authorization: 'Bearer test-admin-key-0123456789', ...headers },
        payload,
      })
    const changed = await patch({ config: { region: 'fr' } }, { 'if-match': '"1"' })
    t.equal(changed.statusCode, 200)
    t.equal(changed.headers['etag'], '"2"')
    t.match(changed.json(), {
      data: { config: { region: 'fr' }, origins: { regional: 'https://fr.probe.example' } },
    })
    await post(read, {})
    t.equal(vendor.requests.at(-1)?.headers['x-api-key'], `Key ${secret}`)
    t.equal((await patch({ config: {} }, { 'if-match': '"1"' })).statusCode, 412)
    t.match((await patch({ auth: 'query' })).json(), {
      code: 'invalid_input',
      errors: [{ path: '/credentials' }],
    })
    t.equal((await patch({ credentials: { key: 'another-secret' } })).statusCode, 200)
    await post(read, {})
    t.equal(vendor.requests.at(-1)?.headers['x-api-key'], 'Key another-secret')
    await patch({ state: 'disabled' })
    expectProblem(t, await post(read, {}), 'disabled')
    await patch({ state: 'active' })
    t.equal((await post(read, {})).status, 200)
    t.equal((await patch({})).statusCode, 400)
  }),
)

t.test('one that is deleted is gone at once, with what was kept for it', (t) =>
  withEachStore(t, async (t, store) => {
    const { create, post, get, app } = await open(t, store)
    await create({})
    await post(read, {})
    const authorization = 'Bearer test-admin-key-0123456789'
    const remove = (headers: object = {}) =>
      app.inject({ method: 'DELETE', url: `${path}/main`, headers: { authorization, ...headers } })
    t.equal((await remove({ 'if-match': '"7"' })).statusCode, 412)
    t.equal((await remove()).statusCode, 204)
    t.equal((await remove()).statusCode, 404)
    expectProblem(t, await post(read, {}), 'connection_missing')
    expectProblem(t, await get(`${path}/main`), 'not_found')
    t.same(await store.database.selectFrom('connections').selectAll().execute(), [])
    t.same(await store.database.selectFrom('secrets').selectAll().execute(), [])
    t.match(JSON.parse((await get(`${path}/main/events`)).text), { data: [{ kind: 'deleted' }] })
  }),
)

t.test('a list has pages, and says what it is asked for', (t) =>
  withEachStore(t, async (t, store) => {
    const { create, get } = await open(t, store)
    for (const id of ['c', 'a', 'b']) await create({ id })
    const list = async (query: string) => {
      const { data, meta } = JSON.parse((await get(`${path}?${query}`)).text) as {
        data: Array<{ id: string }>
        meta: { next?: string }
      }
      return { ids: data.map(({ id }) => id), next: meta.next }
    }
    const first = await list('limit=2')
    t.same(first.ids, ['a', 'b'])
    t.same(await list(`limit=2&cursor=${first.next}`), { ids: ['c'], next: undefined })
    t.same((await list('connector=probe')).ids, ['a', 'b', 'c'])
    t.same((await list('connector=echo')).ids, [])
    t.same((await list('state=disabled')).ids, [])
    expectProblem(t, await get(`${path}?limit=0`), 'invalid_input')
    expectProblem(t, await get(`${path}?cursor=abc`), 'invalid_input')
    expectProblem(t, await get(`${path}?state=lost`), 'invalid_input')
  }),
)

t.test('a check says whether it works, and what to do', (t) =>
  withEachStore(t, async (t, store) => {
    const { create, post, get, vendor } = await open(t, store)
    await create({})
    const check = () => post(`${path}/main/check`, {})
    t.match(dataOf(await check()), {
      works: true,
      operation: 'items.get',
      problem: null,
      scopes: { granted: null, missing: [] },
      next: 'Nothing: it works.',
    })
    vendor.answerWith(answerJson({}, 401))
    t.match(dataOf(await check()), { works: false, problem: { code: 'connection_unauthorized' } })
    t.match(dataOf(await get(`${path}/main`)), { state: 'reauthorize' })
    const before = vendor.requests.length
    const refused = expectProblem(t, await post(read, {}), 'connection_unauthorized')
    t.match(refused.advice, 'PATCH /v1/connections/main')
    t.equal(vendor.requests.length, before, 'nothing is sent')
    vendor.answerWith(answerJson({ ok: true }))
    t.match(dataOf(await check()), { works: true })
    t.equal((await post(read, {})).status, 200)
    t.match(JSON.parse((await get(`${path}/main/events`)).text), {
      data: [
        { kind: 'checked', outcome: 'ok' },
        { kind: 'checked', outcome: 'failed' },
        { outcome: 'ok' },
        {},
      ],
    })
    const { text } = await get('/v1/audit?action=connection.check')
    const [third, second, first] = (JSON.parse(text) as { data: Record<string, unknown>[] }).data
    t.equal(first?.['before'], first?.['after'], 'nothing was new')
    t.match(second, { outcome: 'ok', before: first?.['after'], after: third?.['before'] })
    t.not(second?.['before'], second?.['after'])
  }),
)
