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
async function openServer(t: Test) {
  const clock = { ahead: 0 }
  const provider = await startIdentityProvider()
  t.teardown(() => provider.close())
  provider.redirectUris = [`${publicUrl}/v1/oauth/callback`]
  const app = await openApp(t, {
    settings: { connectors: './fixtures/connectors/account', publicUrl, returnOrigins: dashboard },
    dependencies: { egressAllow: [provider.origin], now: () => Date.now() + clock.ahead },
  })
  const create = (id: string, auth: string) =>
    app.post('/v1/connections', {
      id,
      connector: 'account',
      auth,
      credentials: { clientId, clientSecret },
      origins: { api: provider.origin, login: provider.origin },
    })
  const begin = async (id: string, body: object = {}) => {
    const answer = await app.post(`/v1/connections/${id}/authorize`, body)
    t.equal(answer.status, 200, answer.text)
    return (JSON.parse(answer.text) as Shown).data.url
  }
  /** As a browser does it, but for the host that it is led back to. */
  const agree = async (url: string) => {
    const { headers } = await fetch(url, { redirect: 'manual' })
    const back = new URL(headers.get('location') ?? '')
    return fetch(`${app.url}${back.pathname}${back.search}`, { redirect: 'manual' })
  }
  const call = (operation: string) => app.post(`/v1/connectors/account/${operation}`, {})
  const show = async (id: string) => (JSON.parse((await app.get(`/v1/connections/${id}`)).text) as Shown).data
  return { app, clock, provider, create, begin, agree, call, show }
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
  const { create, begin, agree } = await openServer(t)
  await create('main', 'person')
  const returnUrl = `${dashboard}/done?tab=1`
  const good = await agree(await begin('main', { returnUrl }))
  t.equal(good.status, 302)
  t.equal(good.headers.get('location'), `${returnUrl}&connection=main&outcome=authorized`)
  const url = new URL(await begin('main', { returnUrl }))
  url.searchParams.set('code_challenge', 'x'.repeat(43))
  const bad = await agree(url.href)
  t.equal(bad.headers.get('location'), `${returnUrl}&outcome=refused&reason=code-refused`)
})

t.test('scopes that were not granted are missed by name', async (t) => {
  const { create, begin, agree, call } = await openServer(t)
  await create('main', 'person')
  await agree(await begin('main', { scopes: ['read'] }))
  t.equal((await call('items.get')).status, 200)
  const refused = await call('items.add')
  t.match(refused.text, /connection_forbidden/)
  t.match(refused.text, /was not granted write/)
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
  const { app, provider, create, begin } = await openServer(t)
  await create('main', 'person')
  for (const query of ['', '?state=', '?state=guess&code=x', '?state=a&state=b', '?error=access_denied']) {
    const answer = await fetch(`${app.url}/v1/oauth/callback${query}`, { redirect: 'manual' })
    t.equal(answer.status, 400, query)
    t.match(await answer.text(), /Not authorized/)
  }
  const injected = new URL(await begin('main')).searchParams.get('state') ?? ''
  const error = encodeURIComponent('<script>alert(1)</script>')
  const page = await fetch(`${app.url}/v1/oauth/callback?state=${injected}&error=${error}`)
  t.notMatch(await page.text(), /<script>/)
  t.equal(provider.asked().length, 0)
  t.notOk(JSON.stringify(app.lines()).includes(injected), 'no state in the log')
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
