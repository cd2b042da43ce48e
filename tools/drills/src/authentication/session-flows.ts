import { openApp, type OpenApp } from '../support/open-app.ts'
import { adminKey, connectorFolder } from '../support/runtime-process.ts'
import { copyOf, openBrowser, type Browser, type BrowserAnswer } from './browser.ts'
import type { FlowGroup, NegativeFlow } from './negative-flow.ts'

const cookieName = 'patchbay_session'
const hour = 3_600_000
const https = { 'x-forwarded-proto': 'https' }

/** The runtime as it knows browsers: what is no session, is one no more, or comes from a page of somebody else. */
export async function openSessionFlows(): Promise<FlowGroup> {
  const clock = { ahead: 0 }
  const app = await openApp(
    {
      connectors: connectorFolder('account'),
      trustedProxies: 'loopback',
      failedAuthenticationRate: 'off',
      sessionIdle: '1h',
      sessionLifetime: '12h',
    },
    { now: () => Date.now() + clock.ahead },
  )
  try {
    return { ...(await groupOn(app, clock)), close: () => app.close() }
  } catch (error) {
    await app.close()
    throw error
  }
}

interface MadeKey {
  readonly id: string
  readonly key: string
}

async function groupOn(app: OpenApp, clock: { ahead: number }): Promise<Omit<FlowGroup, 'close'>> {
  const json = { 'content-type': 'application/json' }
  const change = async (method: string, path: string, body: object = {}): Promise<string> => {
    const { status, text } = await app.fetch(path, { method, headers: json, body: JSON.stringify(body) })
    if (status >= 400) throw new Error(`${method} ${path}: ${text}`)
    return text
  }
  const makeKey = async (): Promise<MadeKey> =>
    (JSON.parse(await change('POST', '/v1/keys', { name: 'drill', role: 'admin' })) as { data: MadeKey }).data
  const key = await makeKey()
  await change('POST', '/v1/tenants', { id: 'other', title: 'Other' })

  const signIn = async (secret = key.key, headers: Record<string, string> = {}): Promise<Browser> => {
    const browser = openBrowser(app)
    const { status, text } = await browser.ask('POST', '/v1/session', headers, { key: secret })
    if (status !== 201) throw new Error(`No session began: ${text}`)
    return browser
  }
  const tokenOf = ({ cookies }: Browser, name = cookieName): string => cookies.get(name) ?? ''
  const withToken = (token: string, name = cookieName): Browser => {
    const browser = openBrowser(app)
    browser.cookies.set(name, token)
    return browser
  }
  const refused = ({ status, code }: BrowserAnswer, wanted = 401): string | undefined =>
    status === wanted && code === (wanted === 401 ? 'unauthenticated' : 'forbidden')
      ? undefined
      : `${status} ${code}`
  const flow = (name: string, run: NegativeFlow['run']): NegativeFlow => ({ name, run })
  const ended = (name: string, end: (browser: Browser) => Promise<unknown>): NegativeFlow =>
    flow(name, async () => {
      const browser = await signIn()
      const copy = copyOf(browser, app)
      const before = await copy.ask('GET', '/v1/me')
      await end(browser)
      return before.status === 200 ? refused(await copy.ask('GET', '/v1/me')) : `began with ${before.status}`
    })
  const wish = { name: 'made by a session', role: 'viewer' }
  const from = (name: string, headers: Record<string, string>): NegativeFlow =>
    flow(name, async () => refused(await (await signIn()).ask('POST', '/v1/keys', headers, wish), 403))

  const flows: NegativeFlow[] = [
    flow('a forged session', async () =>
      refused(await withToken(`pb_session_${'x'.repeat(43)}`).ask('GET', '/v1/me')),
    ),
    flow('a session that was cut off', async () =>
      refused(await withToken(tokenOf(await signIn()).slice(0, -1)).ask('GET', '/v1/me')),
    ),
    flow('a key in place of a session', async () => refused(await withToken(key.key).ask('GET', '/v1/me'))),
    flow('a session in place of a key', async () => {
      const authorization = `Bearer ${tokenOf(await signIn())}`
      return refused(await openBrowser(app).ask('GET', '/v1/me', { authorization }))
    }),
    flow('a good session beside a wrong key', async () =>
      refused(await (await signIn()).ask('GET', '/v1/me', { authorization: 'Bearer pb_live_wrong' })),
    ),
    ended('a session after signing out', (browser) => browser.ask('DELETE', '/v1/session')),
    ended('the session before another sign-in (fixation)', (browser) =>
      browser.ask('POST', '/v1/session', {}, { key: key.key }),
    ),
    ended('a session that was ended from elsewhere', () =>
      change('DELETE', `/v1/sessions?principal=${key.id}`),
    ),
    ended('a session that nobody has used', async () => {
      clock.ahead += hour
    }),
    flow('a session at the end of its lifetime', async () => {
      const browser = await signIn()
      for (let half = 0; half < 24; half += 1) {
        const { status } = await browser.ask('GET', '/v1/me')
        if (status !== 200) return `ended after ${half / 2} h already`
        clock.ahead += hour / 2
      }
      return refused(await browser.ask('GET', '/v1/me'))
    }),
    flow('a session of a revoked key', async () => {
      const own = await makeKey()
      const browser = await signIn(own.key)
      const before = await browser.ask('GET', '/v1/me')
      await change('DELETE', `/v1/keys/${own.id}`)
      return before.status === 200
        ? refused(await browser.ask('GET', '/v1/me'))
        : `began with ${before.status}`
    }),
    flow('a session of a replaced key', async () => {
      const own = await makeKey()
      const browser = await signIn(own.key)
      await change('POST', `/v1/keys/${own.id}/rotate`, { overlap: '0s' })
      return refused(await browser.ask('GET', '/v1/me'))
    }),
    flow('a session that names another tenant', async () =>
      refused(await (await signIn()).ask('GET', '/v1/me', { 'patchbay-tenant': 'other' }), 403),
    ),
    from('a POST of another site', { 'sec-fetch-site': 'cross-site' }),
    from('a POST of a neighbouring host', { 'sec-fetch-site': 'same-site' }),
    from('a POST without the header of the console', { 'patchbay-console': '' }),
    flow('a GET of another site', async () => refused(await (await signIn()).follow('/v1/keys'), 403)),
    flow('a sign-in that another site makes', async () => {
      const elsewhere = { 'sec-fetch-site': 'cross-site' }
      return refused(await openBrowser(app).ask('POST', '/v1/session', elsewhere, { key: key.key }), 403)
    }),
    flow('a session at /mcp', async () => {
      const browser = await signIn()
      const accept = { accept: 'application/json, text/event-stream' }
      const { status } = await browser.ask('POST', '/mcp', accept, { jsonrpc: '2.0', id: 1, method: 'ping' })
      return status === 401 ? undefined : `answered ${status}`
    }),
    flow('a cookie without its prefix over https', async () => {
      const token = tokenOf(await signIn(key.key, https), `__Host-${cookieName}`)
      return refused(await withToken(token).ask('GET', '/v1/me', https))
    }),
    flow('two cookies, one of which somebody has put there', async () => {
      const token = tokenOf(await signIn())
      const cookie = `${cookieName}=${token}; ${cookieName}=pb_session_${'x'.repeat(43)}`
      return refused(await openBrowser(app).ask('GET', '/v1/me', { cookie }))
    }),
    flow('a session of somebody else, ended by its id', async () => {
      const other = await signIn((await makeKey()).key)
      const { text } = await other.ask('GET', '/v1/session')
      const { id } = (JSON.parse(text) as { data: { id: string } }).data
      const { status } = await (await signIn()).ask('DELETE', `/v1/sessions/${id}`)
      const after = await other.ask('GET', '/v1/me')
      return status === 404 && after.status === 200 ? undefined : `answered ${status}, then ${after.status}`
    }),
  ]

  return {
    flows,
    async findings() {
      const [byKey, operator] = [await signIn(), await signIn(adminKey)]
      const made = await byKey.ask('POST', '/v1/keys', {}, wish)
      const within = await operator.ask('GET', '/v1/me', { 'patchbay-tenant': 'other' })
      const log = app.written.join('')
      const shown = [byKey, operator].filter((browser) =>
        log.includes(tokenOf(browser).slice('pb_session_'.length)),
      ).length
      return [
        [made.status === 201 && within.status === 200, 'good sessions of a key and of the operator pass'],
        [shown === 0, `${shown} sessions in the log`],
      ]
    },
  }
}
