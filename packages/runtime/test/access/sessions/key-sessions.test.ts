import t, { type Test } from 'tap'
import { endSessions } from '../../../src/backup/restoring/end-sessions.ts'
import { isSecretName } from '../../../src/telemetry/redaction/secret-names.ts'
import { openBrowser } from '../../support/browser.ts'
import { expectProblem } from '../../support/expect-problem.ts'
import { adminKey, openApp } from '../../support/open-app.ts'
import { anyStore } from '../../support/with-each-store.ts'

const dataOf = <T = Record<string, unknown>>(text: string): T => (JSON.parse(text) as { data: T }).data

async function open(t: Test, settings: object = {}) {
  const clock = { ahead: 0 }
  const app = await openApp(t, {
    settings: { failedAuthenticationRate: 'off', ...settings },
    dependencies: { now: () => Date.now() + clock.ahead },
  })
  const makeKey = async (more: object = {}) => {
    const answer = await app.post('/v1/keys', { name: 'ada', role: 'admin', ...more })
    t.equal(answer.status, 201, answer.text)
    return dataOf<{ id: string; key: string }>(answer.text)
  }
  return { ...app, clock, makeKey, browser: () => openBrowser(app) }
}

const minute = 60_000

t.test('a browser that has signed in with a key is known as the key is', async (t) => {
  const { browser, makeKey, url, lines, get } = await open(t)
  const { id, key } = await makeKey({ role: 'developer', restrictions: { connectors: ['echo'] } })
  const ada = browser()
  const answer = await ada.signIn(key)
  t.equal(answer.status, 201, answer.text)
  t.equal(answer.headers['cache-control'], 'no-store')
  const [cookie = ''] = ada.set()
  t.match(cookie, /^patchbay_session=pb_session_[\w-]{43}; /)
  t.match(cookie, /; Path=\/; HttpOnly; SameSite=Strict$/, 'no script reads it, no other site sends it')
  t.match(cookie, /; Max-Age=43200;/)
  const bearer = { authorization: `Bearer ${key}` }
  const me = await get('/v1/me', bearer)
  t.match(dataOf(answer.text), { principal: dataOf(me.text) }, 'as the key')
  t.same(dataOf((await ada.ask('GET', '/v1/me')).text), dataOf(me.text))
  t.match(dataOf((await ada.ask('GET', '/v1/session')).text), { principal: { id }, id: /^session_/ })
  const call = await ada.ask('POST', '/v1/connectors/echo/messages.send', { body: { text: 'hello' } })
  t.not(call.status, 401, call.text)
  t.equal((await openBrowser({ url }).ask('GET', '/v1/me')).status, 401, 'another browser is not known')

  const withBoth = await ada.ask('GET', '/v1/me', { headers: { authorization: `Bearer ${adminKey}` } })
  t.match(dataOf(withBoth.text), { id: 'operator' }, 'the header wins')
  expectProblem(
    t,
    await ada.ask('GET', '/v1/me', { headers: { authorization: 'Bearer no' } }),
    'unauthenticated',
  )
  const session = await get('/v1/session', bearer)
  t.match(dataOf(session.text), { id: null, principal: { id } }, 'a key is no session')
  const token = ada.cookies.get('patchbay_session') ?? ''
  t.notMatch(JSON.stringify(lines()), token.slice('pb_session_'.length), 'no line has the token')
})

t.test('signing out ends it, and so does signing in again', async (t) => {
  const { browser, makeKey } = await open(t)
  const { key } = await makeKey()
  const ada = browser()
  await ada.signIn(key)
  const first = new Map(ada.cookies)
  t.equal((await ada.ask('GET', '/v1/me')).status, 200)
  await ada.signIn(key)
  t.not(ada.cookies.get('patchbay_session'), first.get('patchbay_session'), 'a new token')
  const fixed = browser()
  for (const [name, value] of first) fixed.cookies.set(name, value)
  expectProblem(t, await fixed.ask('GET', '/v1/me'), 'unauthenticated')

  const before = new Map(ada.cookies)
  t.equal((await ada.ask('DELETE', '/v1/session')).status, 204)
  t.equal(ada.cookies.size, 0, 'the cookie is taken away')
  const copy = browser()
  for (const [name, value] of before) copy.cookies.set(name, value)
  expectProblem(t, await copy.ask('GET', '/v1/me'), 'unauthenticated')
  expectProblem(t, await ada.ask('GET', '/v1/session'), 'unauthenticated')
})

t.test('whatever happens to the key happens to its sessions at once', async (t) => {
  const { browser, makeKey, app, get, post } = await open(t)
  const patch = (path: string, payload: object) =>
    app.inject({ method: 'PATCH', url: path, payload, headers: { authorization: `Bearer ${adminKey}` } })
  const { id, key } = await makeKey()
  const ada = browser()
  await ada.signIn(key)
  t.match(dataOf((await ada.ask('GET', '/v1/me')).text), { role: 'admin' })
  await patch(`/v1/keys/${id}`, { role: 'viewer' })
  t.match(dataOf((await ada.ask('GET', '/v1/me')).text), { role: 'viewer' }, 'another role')
  await patch(`/v1/keys/${id}`, { addresses: ['192.0.2.0/24'] })
  expectProblem(t, await ada.ask('GET', '/v1/me'), 'forbidden')
  expectProblem(t, await browser().signIn(key), 'forbidden')
  await patch(`/v1/keys/${id}`, { addresses: null })
  t.equal((await ada.ask('GET', '/v1/me')).status, 200)
  await app.inject({
    method: 'DELETE',
    url: `/v1/keys/${id}`,
    headers: { authorization: `Bearer ${adminKey}` },
  })
  expectProblem(t, await ada.ask('GET', '/v1/me'), 'unauthenticated')
  expectProblem(t, await browser().signIn(key), 'unauthenticated')

  const rotated = await makeKey()
  const bob = browser()
  await bob.signIn(rotated.key)
  t.equal((await bob.ask('GET', '/v1/me')).status, 200)
  await post(`/v1/keys/${rotated.id}/rotate`, { overlap: '0s' })
  expectProblem(t, await bob.ask('GET', '/v1/me'), 'unauthenticated')

  await post('/v1/tenants', { id: 'acme', title: 'Acme' })
  const within = { 'patchbay-tenant': 'acme' }
  const made = await post('/v1/keys', { name: 'eve', role: 'admin' }, within)
  const eve = browser()
  await eve.signIn(dataOf<{ key: string }>(made.text).key)
  t.match(dataOf((await eve.ask('GET', '/v1/me')).text), { tenant: 'acme' })
  await patch('/v1/tenants/acme', { state: 'suspended' })
  expectProblem(t, await eve.ask('GET', '/v1/me'), 'forbidden')
  expectProblem(t, await eve.ask('GET', '/v1/me', { headers: { 'patchbay-tenant': 'default' } }), 'forbidden')
  t.equal((await get('/v1/me')).status, 200)
})

t.test('the operator signs in too, and acts within a tenant', async (t) => {
  const { browser, post } = await open(t)
  await post('/v1/tenants', { id: 'acme', title: 'Acme' })
  const operator = browser()
  t.match(dataOf((await operator.signIn(adminKey)).text), {
    principal: { kind: 'operator', tenant: 'default' },
  })
  const within = { headers: { 'patchbay-tenant': 'acme' } }
  t.match(dataOf((await operator.ask('GET', '/v1/me', within)).text), { id: 'operator', tenant: 'acme' })
  const [own] = dataOf<{ isCurrent: boolean }[]>((await operator.ask('GET', '/v1/sessions', within)).text)
  t.match(own, { principal: 'operator', isCurrent: true }, 'its sessions are the same everywhere')
})

t.test('a session ends when nobody uses it, after its lifetime, and with its key', async (t) => {
  const { browser, makeKey, clock } = await open(t, { sessionIdle: '30m', sessionLifetime: '2h' })
  const { key } = await makeKey()
  const [used, idle] = [browser(), browser()]
  await used.signIn(key)
  await idle.signIn(key)
  for (let minutes = 0; minutes < 110; minutes += 10) {
    t.equal((await used.ask('GET', '/v1/me')).status, 200, `after ${minutes} minutes`)
    clock.ahead += 10 * minute
  }
  expectProblem(t, await idle.ask('GET', '/v1/me'), 'unauthenticated')
  expectProblem(t, await idle.ask('GET', '/v1/session'), 'unauthenticated')
  t.equal(idle.cookies.size, 0, 'a cookie that stands for nothing is taken away')
  clock.ahead += 11 * minute
  expectProblem(t, await used.ask('GET', '/v1/me'), 'unauthenticated')

  const short = await makeKey({ expiresAt: new Date(Date.now() + clock.ahead + 20 * minute).toISOString() })
  const brief = browser()
  await brief.signIn(short.key)
  t.match(brief.set()[0], /Max-Age=(1200|1199);/, 'no longer than the key')
  t.equal((await brief.ask('GET', '/v1/me')).status, 200)
  clock.ahead += 21 * minute
  expectProblem(t, await brief.ask('GET', '/v1/me'), 'unauthenticated')
})

t.test('only pages of this installation change something by a session', async (t) => {
  const { browser, makeKey } = await open(t)
  const { key } = await makeKey()
  const ada = browser()
  await ada.signIn(key)
  const body = { name: 'made', role: 'viewer' }
  const make = (headers: Record<string, string>) => ada.ask('POST', '/v1/keys', { body, headers })
  const refused: Record<string, Record<string, string>> = {
    'without the header': { 'patchbay-console': '' },
    'from another site': { 'sec-fetch-site': 'cross-site' },
    'from a neighbour': { 'sec-fetch-site': 'same-site' },
    'from no page': { 'sec-fetch-site': 'none' },
  }
  for (const [name, headers] of Object.entries(refused)) {
    const { detail } = expectProblem(t, await make(headers), 'forbidden')
    t.match(detail, /session/, name)
  }
  t.equal((await make({})).status, 201)
  const read = (headers: Record<string, string>) => ada.ask('GET', '/v1/keys', { headers })
  expectProblem(t, await read({ 'sec-fetch-site': 'cross-site' }), 'forbidden')
  t.equal((await read({ 'sec-fetch-site': 'none' })).status, 200, 'what was typed into the address bar')
  const other = await browser().signIn(key, { 'sec-fetch-site': 'cross-site' })
  expectProblem(t, other, 'forbidden')
})

t.test('agents are known by their keys, and not by a cookie', async (t) => {
  const { browser, makeKey } = await open(t)
  const { key } = await makeKey()
  const ada = browser()
  await ada.signIn(key)
  const body = { jsonrpc: '2.0', id: 1, method: 'ping' }
  const headers = { accept: 'application/json, text/event-stream' }
  const answer = await ada.ask('POST', '/mcp', { body, headers })
  t.equal(answer.status, 401, answer.text)
  const token = ada.cookies.get('patchbay_session') ?? ''
  const asKey = await browser().ask('GET', '/v1/me', { headers: { authorization: `Bearer ${token}` } })
  expectProblem(t, asKey, 'unauthenticated')
})

t.test('sessions are listed, and ended from elsewhere', async (t) => {
  const { browser, makeKey, get, app } = await open(t)
  const { id, key } = await makeKey()
  const viewer = await makeKey({ role: 'viewer' })
  const [ada, other, bob] = [browser(), browser(), browser()]
  await ada.signIn(key)
  await other.signIn(key)
  await bob.signIn(viewer.key)
  const list = async () =>
    dataOf<{ id: string; isCurrent: boolean }[]>((await ada.ask('GET', '/v1/sessions')).text)
  const [second, first] = await list()
  t.match([second, first], [{ isCurrent: false }, { isCurrent: true }])
  expectProblem(t, await bob.ask('DELETE', `/v1/sessions/${second?.id}`), 'not_found')
  expectProblem(t, await bob.ask('DELETE', `/v1/sessions?principal=${id}`), 'forbidden')
  expectProblem(t, await bob.ask('GET', `/v1/sessions?principal=${id}`), 'forbidden')
  t.equal((await ada.ask('DELETE', `/v1/sessions/${second?.id}`)).status, 200)
  expectProblem(t, await other.ask('GET', '/v1/me'), 'unauthenticated')
  t.equal((await list()).length, 1)

  t.match(dataOf((await get(`/v1/sessions?principal=${viewer.id}`)).text), [{ principal: viewer.id }])
  const ended = await app.inject({
    method: 'DELETE',
    url: `/v1/sessions?principal=${viewer.id}`,
    headers: { authorization: `Bearer ${adminKey}` },
  })
  t.match(dataOf(ended.body), { ended: 1 })
  expectProblem(t, await bob.ask('GET', '/v1/me'), 'unauthenticated')
})

t.test('signing in and out is audited, and failed attempts are counted', async (t) => {
  const { browser, makeKey, get, lines } = await open(t, { failedAuthenticationRate: '3/1m' })
  const { id, key } = await makeKey()
  const ada = browser()
  await ada.signIn(key)
  await ada.ask('DELETE', '/v1/session')
  const { text } = await get('/v1/audit?limit=10')
  const actions = dataOf<{ action: string; actor: string; target: string }[]>(text)
    .filter(({ action }) => action.startsWith('session.'))
    .map(({ action, actor }) => `${actor} ${action}`)
  t.same(actions.toSorted(), [`${id} session.begin`, `${id} session.end`])
  for (let count = 0; count < 5; count += 1) {
    t.equal(
      (await browser().ask('GET', '/v1/session')).status,
      401,
      'asking whether one is known is no attempt',
    )
  }
  for (let count = 0; count < 3; count += 1) {
    expectProblem(t, await browser().signIn(`${key.slice(0, -1)}!`), 'unauthenticated')
  }
  expectProblem(t, await browser().signIn('pb_live_guess'), 'rate_limited')
  expectProblem(t, await browser().signIn(key), 'rate_limited')
  t.equal(lines().filter(({ msg }) => msg === 'authentication').length, 4)
})

t.test('over https the cookie is bound to the host', async (t) => {
  const { browser, makeKey } = await open(t, { trustedProxies: 'loopback' })
  const { key } = await makeKey()
  const ada = browser()
  const https = { 'x-forwarded-proto': 'https' }
  await ada.signIn(key, https)
  t.match(ada.set()[0], /^__Host-patchbay_session=.*; Path=\/; HttpOnly; SameSite=Strict; Secure$/)
  t.equal((await ada.ask('GET', '/v1/me', { headers: https })).status, 200)
  const token = ada.cookies.get('__Host-patchbay_session') ?? ''
  ada.cookies.clear()
  ada.cookies.set('patchbay_session', token)
  expectProblem(t, await ada.ask('GET', '/v1/me', { headers: https }), 'unauthenticated')

  const untrusting = await open(t)
  const bob = openBrowser(untrusting)
  await bob.signIn((await untrusting.makeKey()).key, https)
  t.match(bob.set()[0], /^patchbay_session=/, 'anybody can claim that')

  const known = await open(t, { publicUrl: 'https://patchbay.example.com' })
  const answer = await known.app.inject({
    method: 'POST',
    url: '/v1/session',
    headers: { host: 'patchbay.example.com' },
    payload: { key: (await known.makeKey()).key },
  })
  t.match(answer.headers['set-cookie'], /^__Host-patchbay_session=/, 'the public address has https')
})

t.test('a store that was restored knows no browser', async (t) => {
  const store = await anyStore(t)
  const app = await openApp(t, { dependencies: { store } })
  const operator = openBrowser(app)
  await operator.signIn(adminKey)
  t.equal((await operator.ask('GET', '/v1/sessions')).status, 200)
  await store.transaction(endSessions)
  const again = await openApp(t, { dependencies: { store } })
  const restored = openBrowser(again)
  for (const [name, value] of operator.cookies) restored.cookies.set(name, value)
  expectProblem(t, await restored.ask('GET', '/v1/me'), 'unauthenticated')
})

t.test('the cookies are secrets by their names', async (t) => {
  for (const name of [
    'patchbay_session',
    '__Host-patchbay_session',
    '__Host-patchbay_sign_in_corp',
    'cookie',
  ]) {
    t.ok(isSecretName(name), name)
  }
})

t.test('another admin key ends the sessions of the operator', async (t) => {
  const store = await anyStore(t)
  const operator = openBrowser(await openApp(t, { dependencies: { store } }))
  await operator.signIn(adminKey)
  const other = await openApp(t, { dependencies: { store, adminKey: 'another-admin-key-0123456789' } })
  const browser = openBrowser(other)
  for (const [name, value] of operator.cookies) browser.cookies.set(name, value)
  expectProblem(t, await browser.ask('GET', '/v1/me'), 'unauthenticated')
})

t.test('without a console no browser is known', async (t) => {
  const { browser, makeKey } = await open(t, { console: false })
  const { key } = await makeKey()
  expectProblem(t, await browser().signIn(key), 'not_found')
  expectProblem(t, await browser().ask('GET', '/app/'), 'not_found')
  const ada = browser()
  ada.cookies.set('patchbay_session', `pb_session_${'a'.repeat(43)}`)
  expectProblem(t, await ada.ask('GET', '/v1/me'), 'unauthenticated')
})
