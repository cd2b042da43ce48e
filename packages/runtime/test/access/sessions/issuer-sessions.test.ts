import { startSignInProvider, type SignInProvider } from '@patchbay/test-servers'
import t, { type Test } from 'tap'
import { openBrowser, type Browser } from '../../support/browser.ts'
import { expectProblem } from '../../support/expect-problem.ts'
import { adminKey, openApp } from '../../support/open-app.ts'

const publicUrl = 'http://console.example'
const dataOf = <T = Record<string, unknown>>(text: string): T => (JSON.parse(text) as { data: T }).data

async function startProvider(t: Test, name?: string): Promise<SignInProvider> {
  const started = await startSignInProvider(name)
  t.teardown(() => started.close())
  return started
}

async function open(t: Test, settings: object = {}, more: object = {}) {
  const corp = await startProvider(t)
  const other = await startProvider(t, 'other')
  const clock = { ahead: 0 }
  const app = await openApp(t, {
    settings: {
      publicUrl,
      oidcIssuers: JSON.stringify([{ ...corp.settings, ...more }, other.settings]),
      failedAuthenticationRate: 'off',
      ...settings,
    },
    dependencies: {
      egressAllow: [corp.provider.origin, other.provider.origin],
      now: () => Date.now() + clock.ahead,
    },
  })
  /** Leads a browser to an issuer, where the person agrees; gives the address that it is sent back with. */
  const begin = async (browser: Browser, issuer = 'corp', to = ''): Promise<URL> => {
    const { headers, text } = await browser.follow(`/app/sign-in/${issuer}${to}`)
    const agreed = await fetch(headers['location'] ?? text, { redirect: 'manual' })
    return new URL(agreed.headers.get('location') ?? '')
  }
  const finish = (browser: Browser, { pathname, search }: URL) => browser.follow(pathname + search)
  const signIn = async (browser: Browser, issuer?: string, to?: string) =>
    finish(browser, await begin(browser, issuer, to))
  return { ...app, corp, other, clock, begin, finish, signIn, browser: () => openBrowser(app) }
}

t.test('a person signs in at an issuer, and is what its rules say', async (t) => {
  const { corp, browser, signIn, lines, get } = await open(t)
  const methods = dataOf((await browser().ask('GET', '/v1/session/methods')).text)
  t.match(methods, {
    key: true,
    isMock: true,
    oidc: [{ id: 'corp', title: 'Sign in with corp', href: '/app/sign-in/corp' }, { id: 'other' }],
  })
  const ada = browser()
  const back = await signIn(ada, 'corp', '?to=%2Fapp%2Fconnectors%3Fq%3D1')
  t.equal(back.status, 302, back.text)
  t.equal(back.headers['location'], '/app/connectors?q=1')
  t.equal(back.headers['cache-control'], 'no-store')
  t.same([...ada.cookies.keys()], ['patchbay_session'], 'nothing of the sign-in is left')
  t.match(ada.set().at(-1), /; HttpOnly; SameSite=Strict$/)
  const session = dataOf((await ada.ask('GET', '/v1/session')).text)
  t.match(session, { principal: { id: 'corp:ada', kind: 'oidc', tenant: 'default', role: 'admin' } })
  t.equal((await ada.ask('POST', '/v1/keys', { body: { name: 'one', role: 'viewer' } })).status, 201)
  corp.claims = { groups: ['staff'] }
  const bob = browser()
  await signIn(bob)
  t.match(dataOf((await bob.ask('GET', '/v1/me')).text), { role: 'viewer' })
  const audit = dataOf<{ action: string; actor: string }[]>((await get('/v1/audit')).text)
  t.ok(audit.some(({ action, actor }) => action === 'session.begin' && actor === 'corp:ada'))
  t.notMatch(JSON.stringify(lines()), /code-|ada@example.com|the-secret-of-the-client/)
  const ended = await ada.ask('DELETE', '/v1/sessions')
  t.match(dataOf(ended.text), { ended: 2 }, 'both are of the same person')
  expectProblem(t, await bob.ask('GET', '/v1/me'), 'unauthenticated')
})

t.test('ways in that are refused, with a code and no words', async (t) => {
  const { corp, other, browser, begin, finish, signIn, clock, get } = await open(t)
  const refused = async (
    name: string,
    problem: string,
    run: (one: Browser) => Promise<{ headers: object }>,
  ) => {
    corp.claims = {}
    const one = browser()
    const { headers } = await run(one)
    t.match(headers, { location: `/app/sign-in?problem=${problem}` }, name)
    t.notOk(one.cookies.has('patchbay_session'), `${name}: no session`)
  }
  const changed = (change: (back: URLSearchParams) => void) => async (one: Browser) => {
    const back = await begin(one)
    change(back.searchParams)
    return finish(one, back)
  }
  const claiming = (claims: object) => async (one: Browser) => {
    corp.claims = { ...claims }
    return signIn(one)
  }
  const now = Math.floor(Date.now() / 1_000)
  await refused('a state that was used', 'already-used', async (one) => {
    const back = await begin(one)
    const cookies = new Map(one.cookies)
    t.equal((await finish(one, back)).headers['location'], '/app/')
    one.cookies.clear()
    for (const [key, value] of cookies) one.cookies.set(key, value)
    return finish(one, back)
  })
  await refused('another browser', 'other-browser', async (one) => finish(one, await begin(browser())))
  await refused('the sign-in of somebody else', 'other-browser', async (one) => {
    await begin(one)
    return finish(one, await begin(browser()))
  })
  await refused(
    'a guessed state',
    'other-browser',
    changed((back) => back.set('state', 'x'.repeat(43))),
  )
  await refused(
    'two states',
    'other-browser',
    changed((back) => back.append('state', 'x')),
  )
  await refused('a cookie with another way back', 'other-browser', async (one) => {
    const back = await begin(one)
    const ticket = one.cookies.get('patchbay_sign_in_corp') ?? ''
    one.cookies.set('patchbay_sign_in_corp', `${ticket.slice(0, ticket.lastIndexOf('.'))}.aHR0cHM6Ly9ldmls`)
    return finish(one, back)
  })
  await refused('the answer of one issuer at another', 'other-browser', async (one) => {
    await begin(one, 'other')
    const back = await begin(one)
    return one.follow(`/app/sign-in/other/callback${back.search}`)
  })
  await refused(
    'another issuer in the answer',
    'not-from-issuer',
    changed((back) => back.set('iss', other.provider.origin)),
  )
  await refused(
    'no issuer in the answer',
    'not-from-issuer',
    changed((back) => back.delete('iss')),
  )
  await refused(
    'no code',
    'not-from-issuer',
    changed((back) => back.delete('code')),
  )
  await refused(
    'another code',
    'code-refused',
    changed((back) => back.set('code', 'guessed')),
  )
  await refused(
    'a person who says no',
    'denied',
    changed((back) => {
      back.delete('code')
      back.set('error', 'access_denied')
    }),
  )
  await refused('another nonce', 'code-refused', claiming({ nonce: 'of another sign-in' }))
  await refused('no nonce', 'code-refused', claiming({ nonce: undefined }))
  await refused('a token of another issuer', 'code-refused', claiming({ iss: other.provider.origin }))
  await refused('a token for another client', 'code-refused', claiming({ aud: 'other' }))
  await refused('a token that has expired', 'code-refused', claiming({ exp: now - 60 }))
  await refused('a person without a role', 'not-permitted', claiming({ groups: ['guests'] }))
  await refused('a person of no tenant', 'not-permitted', claiming({ org: 'nobody' }))
  await refused('an issuer that nobody knows', 'unknown-issuer', (one) => one.follow('/app/sign-in/nobody'))
  for (const to of [
    'https://evil.example/',
    '//evil.example',
    '/app/../v1/session',
    '/app\\evil',
    '/v1/keys',
  ]) {
    const path = `/app/sign-in/corp?to=${encodeURIComponent(to)}`
    await refused(`a way back to ${to}`, 'wrong-return', (one) => one.follow(path))
  }
  await refused('a key that is not the issuer’s', 'code-refused', async (one) => {
    const own = corp.provider.makeIdToken
    corp.provider.makeIdToken = async (consent) => {
      other.claims = { iss: corp.provider.origin }
      return (await other.provider.makeIdToken?.(consent)) ?? ''
    }
    const answer = await signIn(one)
    corp.provider.makeIdToken = own
    other.claims = {}
    return answer
  })
  await refused('one that took too long', 'too-late', async (one) => {
    const back = await begin(one)
    clock.ahead += 600_001
    const answer = await finish(one, back)
    clock.ahead = 0
    return answer
  })
  t.same(dataOf((await get('/v1/sessions')).text), [], 'the operator has none')
})

t.test('what the settings and the tenant say now is what a session of a person is', async (t) => {
  const { corp, browser, signIn, app, post } = await open(t)
  await post('/v1/tenants', { id: 'acme', title: 'Acme' })
  corp.claims = { org: 'acme' }
  const ada = browser()
  await signIn(ada)
  t.match(dataOf((await ada.ask('GET', '/v1/me')).text), { tenant: 'acme', role: 'admin' })
  await app.inject({
    method: 'PATCH',
    url: '/v1/tenants/acme',
    payload: { state: 'suspended' },
    headers: { authorization: `Bearer ${adminKey}` },
  })
  expectProblem(t, await ada.ask('GET', '/v1/me'), 'forbidden')
  const again = await signIn(browser())
  t.equal(again.headers['location'], '/app/sign-in?problem=suspended')
})

t.test('scopes of ours that the client got hold a session to them', async (t) => {
  const { browser, signIn, corp } = await open(t, {}, { scopes: 'required' })
  const ada = browser()
  await signIn(ada)
  t.match(dataOf((await ada.ask('GET', '/v1/me')).text), { role: 'admin', permissions: [] })
  const scoped = await open(
    t,
    {},
    {
      scopes: 'required',
      console: { ...corp.settings.console, scopes: ['patchbay:read'] },
    },
  )
  const bob = scoped.browser()
  await scoped.signIn(bob)
  t.match(dataOf((await bob.ask('GET', '/v1/me')).text), { scopes: ['patchbay:read'] })
})

t.test('an issuer that is away, and an address that fails too often', async (t) => {
  const { browser, signIn, begin, finish, corp, clock } = await open(t, { failedAuthenticationRate: '2/1m' })
  await signIn(browser())
  clock.ahead += 3_700_000
  const { documents } = corp.provider
  corp.provider.documents = new Map()
  const away = await browser().follow('/app/sign-in/corp')
  t.equal(away.headers['location'], '/app/sign-in?problem=unavailable')
  corp.provider.documents = documents
  clock.ahead = 0
  const back = await begin(browser())
  const problems: (string | undefined)[] = []
  for (let count = 0; count < 4; count += 1)
    problems.push((await finish(browser(), back)).headers['location'])
  t.same(
    problems.map((address) => address?.split('=')[1]),
    ['other-browser', 'other-browser', 'too-many-attempts', 'too-many-attempts'],
  )
})
