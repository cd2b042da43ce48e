import t from 'tap'
import { fetchAnswer, type Answer } from '../support/answer.ts'
import { expectProblem } from '../support/expect-problem.ts'
import { adminKey, openApp } from '../support/open-app.ts'
import { withEachStore } from '../support/with-each-store.ts'

const dataOf = <T = Record<string, unknown>>({ text }: Answer): T => (JSON.parse(text) as { data: T }).data

t.test('the operator makes tenants, and acts within them', (t) =>
  withEachStore(t, async (t, store) => {
    const { post, get, url } = await openApp(t, { dependencies: { store } })
    const made = await post('/v1/tenants', { id: 'acme', title: 'Acme' })
    t.equal(made.status, 201)
    t.equal(made.headers['location'], '/v1/tenants/acme')
    t.match(dataOf(made), { id: 'acme', title: 'Acme', state: 'active', version: 1 })
    expectProblem(t, await post('/v1/tenants', { id: 'acme', title: 'Other' }), 'conflict')
    for (const id of ['', 'A', 'a_b', '-a', 'a'.repeat(64)]) {
      expectProblem(t, await post('/v1/tenants', { id, title: 'a' }), 'invalid_input')
    }
    const within = { 'patchbay-tenant': 'acme' }
    t.match(dataOf(await get('/v1/me', within)), { id: 'operator', tenant: 'acme', role: 'owner' })
    t.match(dataOf(await get('/v1/tenant', within)), { id: 'acme' })
    t.match(dataOf(await get('/v1/tenant')), { id: 'default' })
    for (const tenant of ['nobody', 'ACME', '../acme', '%00']) {
      expectProblem(t, await get('/v1/me', { 'patchbay-tenant': tenant }), 'not_found')
    }
    const { key } = dataOf<{ key: string }>(await post('/v1/keys', { name: 'a', role: 'owner' }, within))
    const asKey = (path: string, headers = {}, init = {}) =>
      fetchAnswer(url + path, { ...init, headers: { authorization: `Bearer ${key}`, ...headers } })
    t.match(dataOf(await asKey('/v1/me')), { tenant: 'acme' })
    t.match(dataOf(await asKey('/v1/me', within)), { tenant: 'acme' }, 'its own may be named')
    for (const tenant of ['default', 'nobody']) {
      expectProblem(t, await asKey('/v1/me', { 'patchbay-tenant': tenant }), 'forbidden')
    }
    for (const path of ['/v1/tenants', '/v1/tenants/acme', '/v1/tenants/nobody']) {
      expectProblem(t, await asKey(path), 'forbidden')
    }
    const rename = { method: 'PATCH', body: JSON.stringify({ title: 'Acme & Co' }) }
    const json = { 'content-type': 'application/json' }
    expectProblem(t, await asKey('/v1/tenant', { ...json, 'if-match': '"9"' }, rename), 'precondition_failed')
    t.match(dataOf(await asKey('/v1/tenant', json, rename)), { title: 'Acme & Co', version: 2 })
    expectProblem(
      t,
      await asKey('/v1/tenant', json, { ...rename, body: '{"state":"active"}' }),
      'invalid_input',
    )
  }),
)

t.test('lists tenants by their ids, a page at a time', (t) =>
  withEachStore(t, async (t, store) => {
    const { post, get } = await openApp(t, { dependencies: { store } })
    for (const id of ['c', 'a', 'b']) await post('/v1/tenants', { id, title: id })
    const page = async (query: string) =>
      JSON.parse((await get(`/v1/tenants?${query}`)).text) as {
        data: { id: string }[]
        meta: { next?: string }
      }
    const first = await page('limit=2')
    t.same(
      first.data.map(({ id }) => id),
      ['a', 'b'],
    )
    const second = await page(`limit=2&cursor=${first.meta.next}`)
    t.same(
      second.data.map(({ id }) => id),
      ['c', 'default'],
    )
    t.equal(second.meta.next, undefined)
  }),
)

t.test('a suspended tenant keeps its keys out at once; the operator still acts within it', (t) =>
  withEachStore(t, async (t, store) => {
    const { post, get, url } = await openApp(t, { dependencies: { store } })
    await post('/v1/tenants', { id: 'acme', title: 'Acme' })
    const within = { 'patchbay-tenant': 'acme' }
    const { key } = dataOf<{ key: string }>(await post('/v1/keys', { name: 'a', role: 'owner' }, within))
    const me = () => fetchAnswer(`${url}/v1/me`, { headers: { authorization: `Bearer ${key}` } })
    t.equal((await me()).status, 200)
    const change = (state: string) =>
      fetchAnswer(`${url}/v1/tenants/acme`, {
        method: 'PATCH',
        headers: { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' },
        body: JSON.stringify({ state }),
      })
    t.match(dataOf(await change('suspended')), { state: 'suspended', version: 2 })
    t.match(expectProblem(t, await me(), 'forbidden').detail, /tenant acme is suspended/)
    t.equal((await get('/v1/keys', within)).status, 200)
    await change('active')
    t.equal((await me()).status, 200)
  }),
)
