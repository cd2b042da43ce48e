import t, { type Test } from 'tap'
import { clientId, clientSecret, startIdentityProvider } from '@patchbay/test-servers'
import { adminKey, openApp } from '../support/open-app.ts'
import { until } from '../support/until.ts'

const publicUrl = 'https://patchbay.example'
const dashboard = 'https://dashboard.example'

interface Shown {
  readonly data: { readonly url: string; readonly state: string; readonly grantedScopes?: readonly string[] }
}

/** A server, and a vendor where people agree to everything. */
async function openServer(t: Test, configured: readonly string[] = []) {
  const clock = { ahead: 0 }
  const provider = await startIdentityProvider()
  t.teardown(() => provider.close())
  provider.redirectUris = [`${publicUrl}/v1/oauth/callback`]
  const account = {
    connector: 'account',
    auth: 'person',
    credentials: { clientId, clientSecret },
    origins: { api: provider.origin, login: provider.origin },
  }
  const app = await openApp(t, {
    settings: { connectors: './fixtures/connectors/account', publicUrl, returnOrigins: dashboard },
    dependencies: {
      egressAllow: [provider.origin],
      now: () => Date.now() + clock.ahead,
      connections: configured.map((id) => ({ id, ...account })),
    },
  })
  const create = (id: string, auth: string, headers: Record<string, string> = {}) =>
    app.post('/v1/connections', { id, ...account, auth }, headers)
  const begin = async (id: string, body: object = {}) => {
    const answer = await app.post(`/v1/connections/${id}/authorize`, body)
    t.equal(answer.status, 200, answer.text)
    return (JSON.parse(answer.text) as Shown).data.url
  }
  const here = (url: string): string => {
    const { pathname, search } = new URL(url)
    return `${app.url}${pathname}${search}`
  }
  /** Opens the address in a browser: where it is led at the vendor, and the cookies that it keeps. */
  const open = async (url: string) => {
    const { headers } = await fetch(here(url), { redirect: 'manual' })
    return { atVendor: new URL(headers.get('location') ?? ''), cookies: headers.getSetCookie() }
  }
  /** Agrees at the vendor, and comes back as a browser does, but for the host. */
  const comeBack = async (atVendor: URL, cookies: readonly string[]) => {
    const { headers } = await fetch(atVendor, { redirect: 'manual' })
    const kept = cookies.map((cookie) => cookie.split(';', 1)[0]).join('; ')
    return fetch(here(headers.get('location') ?? ''), { redirect: 'manual', headers: { cookie: kept } })
  }
  const agree = async (url: string) => {
    const { atVendor, cookies } = await open(url)
    return comeBack(atVendor, cookies)
  }
  const call = (operation: string) => app.post(`/v1/connectors/account/${operation}`, {})
  const show = async (id: string) => (JSON.parse((await app.get(`/v1/connections/${id}`)).text) as Shown).data
  return { app, clock, provider, create, begin, open, comeBack, agree, call, show }
}

t.test('a connection is created, authorized in the browser, called, and ends at the vendor', async (t) => {
  const { app, provider, create, begin, agree, call, show } = await openServer(t)
  t.equal((await create('main', 'person')).status, 201)
  const early = await call('items.get')
  t.equal(early.status, 424)
  t.match(early.text, /connection_unauthorized/)
  t.match(early.text, /\/v1\/connections\/main\/authorize/)

  const page = await agree(await begin('main'))
  t.equal(page.status, 200)
  t.match(page.headers.get('content-type'), 'text/html')
  t.match(page.headers.get('content-security-policy'), "default-src 'none'")
  t.equal(page.headers.get('cache-control'), 'no-store')
  t.equal(page.headers.get('referrer-policy'), 'no-referrer')
  t.match(await page.text(), /The connection main works now/)

  t.equal((await call('items.get')).status, 200)
  t.equal((await call('items.add')).status, 200)
  t.match(await show('main'), { state: 'active', grantedScopes: ['read', 'write'] })

  const { headers } = await app.get('/v1/connections/main')
  const gone = await fetch(`${app.url}/v1/connections/main`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${adminKey}`, 'if-match': String(headers['etag']) },
  })
  t.ok(gone.ok, await gone.text())
  t.ok(await until(() => provider.journal.some(({ path }) => path === '/revoke')))
})

t.test('a person is led back to where they came from, whatever came of it', async (t) => {
  const { create, begin, open, comeBack, agree } = await openServer(t)
  await create('main', 'person')
  const returnUrl = `${dashboard}/done?tab=1`
  const good = await agree(await begin('main', { returnUrl }))
  t.equal(good.status, 302)
  t.equal(good.headers.get('location'), `${returnUrl}&connection=main&outcome=authorized`)
  const { atVendor, cookies } = await open(await begin('main', { returnUrl }))
  atVendor.searchParams.set('code_challenge', 'x'.repeat(43))
  const bad = await comeBack(atVendor, cookies)
  t.equal(bad.headers.get('location'), `${returnUrl}&outcome=refused&reason=code-refused`)
})

t.test('scopes that were not granted are missed by name', async (t) => {
  const { create, begin, agree, call, show } = await openServer(t)
  await create('main', 'person')
  await agree(await begin('main', { scopes: ['read'] }))
  t.equal((await call('items.get')).status, 200)
  const refused = await call('items.add')
  t.match(refused.text, /connection_forbidden/)
  t.match(refused.text, /was not granted write/)
  await agree(await begin('main', { scopes: ['write'] }))
  t.equal((await call('items.get')).status, 200, 'who may write may read, as the connector says')
  t.equal((await call('items.add')).status, 200)
  t.match(await show('main'), { grantedScopes: ['write'] }, 'and what was granted is told as it was')
})

t.test('a token that ends early is replaced once, also for writes', async (t) => {
  const { provider, clock, create, call } = await openServer(t)
  await create('main', 'own')
  t.equal((await call('items.add')).status, 200)
  provider.tokens.forgetAccess()
  t.equal((await call('items.add')).status, 424, 'not one that has only just been got')
  clock.ahead += 120_000
  t.equal((await call('items.add')).status, 200)
  t.equal(provider.asked().length, 2)
  t.equal(provider.journal.filter(({ path, status }) => path === '/api/items' && status === 401).length, 2)
})

t.test('nobody comes in by the callback', async (t) => {
  const { app, provider, create, begin, open } = await openServer(t)
  await create('main', 'person')
  for (const query of ['', '?state=', '?state=guess&code=x', '?state=a&state=b', '?error=access_denied']) {
    const answer = await fetch(`${app.url}/v1/oauth/callback${query}`, { redirect: 'manual' })
    t.equal(answer.status, 400, query)
    t.match(await answer.text(), /Not authorized/)
  }
  const { atVendor, cookies } = await open(await begin('main'))
  const injected = atVendor.searchParams.get('state') ?? ''
  const cookie = cookies[0]?.split(';', 1)[0] ?? ''
  const error = encodeURIComponent('<script>alert(1)</script>')
  const page = await fetch(`${app.url}/v1/oauth/callback?state=${injected}&error=${error}`, {
    headers: { cookie },
  })
  t.notMatch(await page.text(), /<script>/)
  t.equal(provider.asked().length, 0)
  t.notOk(JSON.stringify(app.lines()).includes(injected), 'no state in the log')
  t.notOk(JSON.stringify(app.lines()).includes(cookie.split('=')[1] ?? ''), 'and no ticket')
  const foreign = await app.post('/v1/connections/other/authorize', {})
  t.equal(foreign.status, 404)
})

t.test(
  'what callers prove themselves with never reaches a vendor, and tokens never reach callers',
  async (t) => {
    const { app, provider, create, begin, agree, call } = await openServer(t)
    await create('main', 'person')
    await agree(await begin('main'))
    const answer = await call('items.get')
    t.notOk(JSON.stringify(provider.journal).includes(adminKey))
    const tokens = /(?:access|refresh)-[\w-]{32}/
    t.notMatch(answer.text, tokens)
    t.notMatch(JSON.stringify(app.lines()), tokens)
    for (const path of ['/v1/connections', '/v1/connections/main', '/metrics', '/v1/connectors/account'])
      t.notMatch((await app.get(path)).text, tokens, path)
  },
)

t.test('a callback in another browser is refused with what to do, and the right one goes on', async (t) => {
  const { provider, create, begin, open, comeBack } = await openServer(t)
  await create('main', 'person')
  const url = await begin('main')
  t.match(url, `${publicUrl}/v1/oauth/start?ticket=`)
  const { atVendor, cookies } = await open(url)
  t.equal(cookies.length, 1)
  for (const part of ['Path=/v1/oauth/callback', 'HttpOnly', 'SameSite=Lax', 'Secure'])
    t.match(cookies[0], part)
  t.match(cookies[0], /Max-Age=(?:600|599)/)
  const elsewhere = await comeBack(atVendor, [])
  t.equal(elsewhere.status, 400)
  t.match(await elsewhere.text(), /This browser did not begin .* Open the address/s)
  const other = await open(await begin('main'))
  t.equal((await comeBack(atVendor, other.cookies)).status, 400)
  t.equal(provider.asked().length, 0)
  const both = await comeBack(atVendor, [...other.cookies, ...cookies])
  t.equal(both.status, 200, 'two authorizations in one browser are not in the way of each other')
  t.match(both.headers.get('set-cookie'), /=; Max-Age=0; Path=\/v1\/oauth\/callback/)
  t.equal((await comeBack(atVendor, cookies)).status, 400, 'it counts once')
})

t.test('whoever may not connect accounts any more has begun in vain', async (t) => {
  const { app, provider, create, open, comeBack } = await openServer(t)
  await app.post('/v1/tenants', { id: 'acme', title: 'Acme' })
  const make = async (role: string) => {
    const answer = await app.post('/v1/keys', { name: role, role }, { 'patchbay-tenant': 'acme' })
    t.equal(answer.status, 201, answer.text)
    const { data } = JSON.parse(answer.text) as { data: { id: string; key: string; version: number } }
    return data
  }
  await create('main', 'person', { 'patchbay-tenant': 'acme' })
  const change = async (method: string, path: string, body?: object) => {
    const as = { authorization: `Bearer ${adminKey}`, 'patchbay-tenant': 'acme' }
    const { headers } = await fetch(`${app.url}${path}`, { headers: as })
    const answer = await fetch(`${app.url}${path}`, {
      method,
      headers: {
        ...as,
        'if-match': headers.get('etag') ?? '*',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    t.ok(answer.ok, await answer.text())
  }
  const ends: ReadonlyArray<readonly [string, (id: string) => Promise<void>, (() => Promise<void>)?]> = [
    ['revoked', (id) => change('DELETE', `/v1/keys/${id}`)],
    ['made a viewer', (id) => change('PATCH', `/v1/keys/${id}`, { role: 'viewer' })],
    [
      'of a tenant that is suspended',
      () => change('PATCH', '/v1/tenants/acme', { state: 'suspended' }),
      () => change('PATCH', '/v1/tenants/acme', { state: 'active' }),
    ],
  ]
  for (const [name, end, undo] of ends) {
    const { id, key } = await make('developer')
    const begun = await app.post('/v1/connections/main/authorize', {}, { authorization: `Bearer ${key}` })
    const { url } = (JSON.parse(begun.text) as Shown).data
    const { atVendor, cookies } = await open(url)
    await end(id)
    const again = await fetch(url.replace(publicUrl, app.url), { redirect: 'manual' })
    t.equal(again.status, 400, `nobody is sent to the vendor by a key ${name}`)
    const back = await comeBack(atVendor, cookies)
    t.equal(back.status, 400, name)
    t.match(await back.text(), /may not connect accounts any more/)
    await undo?.()
  }
  t.equal(provider.asked().length, 0, 'no code was redeemed')
})

t.test('a connection of the configuration is authorized like any other', async (t) => {
  const { app, provider, begin, agree, call } = await openServer(t, ['fixed'])
  const early = await call('items.get')
  t.equal(early.status, 424)
  t.match(early.text, /POST \/v1\/connections\/fixed\/authorize/)
  const page = await agree(await begin('fixed'))
  t.equal(page.status, 200)
  t.match(await page.text(), /The connection fixed works now/)
  t.equal((await call('items.get')).status, 200)
  provider.tokens.forgetAccess()
  const missing = await app.post('/v1/connections/none/authorize', {})
  t.equal(missing.status, 404)
})
