import t, { type Test } from 'tap'
import type { Store } from '../../src/store/store.ts'
import { fetchAnswer, type Answer } from '../support/answer.ts'
import { expectProblem } from '../support/expect-problem.ts'
import { adminKey, openApp } from '../support/open-app.ts'
import { withEachStore } from '../support/with-each-store.ts'

interface Shown {
  readonly name: string
  readonly kind: string
  readonly tools: number
}

const dataOf = ({ text }: Answer) => (JSON.parse(text) as { data: unknown }).data
const body = { title: 'Notes', patterns: ['echo/notes.*'] }

async function open(t: Test, store: Store) {
  const app = await openApp(t, { dependencies: { store } })
  const send = (
    method: string,
    path: string,
    { key = adminKey, body: sent, headers }: { key?: string; body?: object; headers?: object } = {},
  ): Promise<Answer> =>
    fetchAnswer(app.url + path, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(sent !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(sent !== undefined && { body: JSON.stringify(sent) }),
    })
  const put = (name: string, sent: object, options: { key?: string; headers?: object } = {}) =>
    send('PUT', `/v1/toolsets/${name}`, { ...options, body: sent })
  const keyOf = async (tenant: string, role: string): Promise<string> => {
    const headers = { 'patchbay-tenant': tenant }
    const answer = await send('POST', '/v1/keys', { body: { name: role, role }, headers })
    return (dataOf(answer) as { key: string }).key
  }
  return { ...app, send, put, keyOf }
}

t.test('toolsets are there by themselves, and made in the version that was seen', (t) =>
  withEachStore(t, async (t, store) => {
    const { send, put, get } = await open(t, store)
    const listed = async () => dataOf(await get('/v1/toolsets')) as Shown[]
    t.match(await listed(), [
      { name: 'all', kind: 'built-in', tools: 2, patterns: ['*/*'] },
      { name: 'all.read', tools: 1, effects: ['read'] },
      { name: 'echo', tools: 2, parts: ['echo.text', 'echo.notes'] },
      { name: 'echo.read', tools: 1 },
    ])
    t.match(dataOf(await get('/v1/toolsets/echo.notes')), { tools: 1, operations: ['echo/notes.write'] })

    const made = await put('desk.notes', body)
    t.equal(made.status, 200)
    t.equal(made.headers['etag'], '"1"')
    t.match(dataOf(made), { name: 'desk.notes', ...body, version: 1, changedBy: 'operator' })
    expectProblem(t, await put('desk.notes', body), 'precondition_failed')
    const headers = { 'if-match': '"1"' }
    const changed = await put('desk.notes', { ...body, patterns: ['*/*'], effects: ['read'] }, { headers })
    t.match(dataOf(changed), { version: 2, effects: ['read'] })
    t.match((await listed())[0], { name: 'desk.notes', kind: 'custom', tools: 1, unmatched: [] })
    const whole = await get('/v1/toolsets/desk.notes')
    t.equal(whole.headers['etag'], '"2"')
    t.match(dataOf(whole), { operations: ['echo/text.say'] })

    expectProblem(t, await send('DELETE', '/v1/toolsets/desk.notes', { headers }), 'precondition_failed')
    t.equal((await send('DELETE', '/v1/toolsets/desk.notes', { headers: { 'if-match': '"2"' } })).status, 200)
    t.equal((await listed()).length, 4)
    expectProblem(t, await get('/v1/toolsets/desk.notes'), 'not_found')
  }),
)

t.test('what means nothing is refused by the field', (t) =>
  withEachStore(t, async (t, store) => {
    const { put, send } = await open(t, store)
    const wrong = expectProblem(
      t,
      await put('notes', { title: 'a', patterns: ['echo/*', 'ecco/*', 'echo/nothing.*', '*/none'] }),
      'invalid_input',
    )
    t.match(wrong.errors, [
      { path: '/patterns/1', message: /connector ecco, which is not there; these are: echo/ },
      { path: '/patterns/2', message: /matches no operation of echo/ },
      { path: '/patterns/3', message: /matches no operation of any connector/ },
    ])
    for (const sent of [
      {},
      { ...body, patterns: [] },
      { ...body, patterns: ['echo'] },
      { ...body, effects: ['none'] },
      { ...body, extra: 1 },
    ]) {
      expectProblem(t, await put('notes', sent), 'invalid_input')
    }
    for (const name of ['Notes', '1st', 'a..b']) {
      expectProblem(t, await put(name, body), 'invalid_input')
    }
    for (const name of ['all', 'echo', 'echo.mine', 'seo', 'seo.mine']) {
      expectProblem(t, await put(name, body), 'conflict')
    }
    expectProblem(t, await send('DELETE', '/v1/toolsets/echo', { headers: { 'if-match': '*' } }), 'conflict')
    expectProblem(t, await send('DELETE', '/v1/toolsets/No', { headers: { 'if-match': '*' } }), 'not_found')
  }),
)

t.test('a tenant has its own toolsets, and those of others are none', (t) =>
  withEachStore(t, async (t, store) => {
    const { send, put, post, keyOf } = await open(t, store)
    for (const id of ['acme', 'other']) await post('/v1/tenants', { id, title: id })
    const [admin, viewer] = [await keyOf('acme', 'admin'), await keyOf('acme', 'viewer')]
    const stranger = await keyOf('other', 'admin')
    t.equal((await put('notes', body, { key: admin })).status, 200)
    t.equal((await send('GET', '/v1/toolsets/notes', { key: viewer })).status, 200)
    expectProblem(t, await put('more', body, { key: viewer }), 'forbidden')
    const headers = { 'if-match': '*' }
    const asks = [
      (name: string) => send('GET', `/v1/toolsets/${name}`, { key: stranger }),
      (name: string) => put(name, body, { key: stranger, headers }),
      (name: string) => send('DELETE', `/v1/toolsets/${name}`, { key: stranger, headers }),
      (name: string) =>
        send('POST', '/v1/keys', { key: stranger, body: { name: 'k', role: 'viewer', toolsets: [name] } }),
    ]
    for (const ask of asks) {
      const [foreign, missing] = [await ask('notes'), await ask('nowhere')]
      t.equal(foreign.status, missing.status)
      t.ok(foreign.status >= 400)
      const words = ({ text }: Answer, name: string) =>
        (JSON.parse(text) as { detail: string }).detail.replaceAll(name, '')
      t.equal(words(foreign, 'notes'), words(missing, 'nowhere'))
    }
    t.notMatch((await send('GET', '/v1/toolsets', { key: stranger })).text, /"notes"/)
  }),
)

t.test('a key is held to toolsets that are there, and hands on no others', (t) =>
  withEachStore(t, async (t, store) => {
    const { send, put, post } = await open(t, store)
    await put('notes', body)
    const key = { name: 'agent', role: 'admin' }
    const wrong = expectProblem(
      t,
      await post('/v1/keys', { ...key, toolsets: ['notes', 'nots'] }),
      'invalid_input',
    )
    t.match(wrong.errors, [{ path: '/toolsets/1' }])
    const made = dataOf(await post('/v1/keys', { ...key, toolsets: ['notes', 'echo.read'] })) as {
      id: string
      key: string
    }
    t.match(dataOf(await send('GET', '/v1/me', { key: made.key })), { toolsets: ['echo.read', 'notes'] })
    const make = (toolsets: string[] | null) =>
      send('POST', '/v1/keys', { key: made.key, body: { ...key, toolsets } })
    expectProblem(t, await make(['all']), 'forbidden')
    t.match(dataOf(await make(['notes'])), { toolsets: ['notes'] })
    const heir = dataOf(await make(null)) as { id: string }
    t.match(heir, { toolsets: ['notes', 'echo.read'] }, 'what is left out is held to the same')

    const remove = () => send('DELETE', '/v1/toolsets/notes', { headers: { 'if-match': '*' } })
    t.match(expectProblem(t, await remove(), 'conflict').detail, made.id)
    const keys = dataOf(await send('GET', '/v1/keys')) as { id: string }[]
    for (const { id } of keys) {
      const change = await send('PATCH', `/v1/keys/${id}`, { body: { toolsets: null } })
      t.match(dataOf(change), { toolsets: null })
    }
    t.equal((await remove()).status, 200)
  }),
)
