import { startSignInProvider, type SignInProvider } from '@patchbay/test-servers'
import { openApp, type OpenApp } from '../support/open-app.ts'
import { connectorFolder } from '../support/runtime-process.ts'
import { copyOf, openBrowser, type Browser, type BrowserAnswer } from './browser.ts'
import type { FlowGroup, NegativeFlow } from './negative-flow.ts'

/** The runtime as a client of issuers where people sign in to the console. */
export async function openSignInFlows(): Promise<FlowGroup> {
  const corp = await startSignInProvider('corp')
  const other = await startSignInProvider('other')
  const clock = { ahead: 0 }
  const app = await openApp(
    {
      connectors: connectorFolder('account'),
      publicUrl: 'http://console.example',
      oidcIssuers: JSON.stringify([corp.settings, other.settings]),
      failedAuthenticationRate: 'off',
    },
    {
      egressAllow: [corp.provider.origin, other.provider.origin],
      now: () => Date.now() + clock.ahead,
    },
  )
  const close = async (): Promise<void> => {
    await app.close()
    await Promise.all([corp.close(), other.close()])
  }
  return { ...groupOn(app, corp, other, clock), close }
}

function groupOn(
  app: OpenApp,
  corp: SignInProvider,
  other: SignInProvider,
  clock: { ahead: number },
): Omit<FlowGroup, 'close'> {
  /** Leads a browser to an issuer, where the person agrees; gives the address that it is sent back with. */
  const begin = async (browser: Browser, issuer = 'corp'): Promise<URL> => {
    const { location, text } = await browser.follow(`/app/sign-in/${issuer}`)
    if (!URL.canParse(location)) throw new Error(`No sign-in began: ${location} ${text}`)
    const agreed = await fetch(location, { redirect: 'manual' })
    return new URL(agreed.headers.get('location') ?? '')
  }
  const finish = (browser: Browser, { pathname, search }: URL): Promise<BrowserAnswer> =>
    browser.follow(pathname + search)
  const refused = (name: string, run: (browser: Browser) => Promise<BrowserAnswer>): NegativeFlow => ({
    name: `sign-in: ${name}`,
    async run() {
      const browser = openBrowser(app)
      const { status, location } = await run(browser)
      corp.claims = {}
      const { status: known } = await browser.ask('GET', '/v1/me')
      const isRefused = status === 302 && /^\/app\/sign-in\?problem=[a-z-]+$/.test(location)
      return isRefused && known === 401 ? undefined : `${status} to ${location}, then ${known}`
    },
  })
  const changed = (name: string, change: (back: URLSearchParams) => void): NegativeFlow =>
    refused(name, async (browser) => {
      const back = await begin(browser)
      change(back.searchParams)
      return finish(browser, back)
    })
  const claiming = (name: string, claims: Readonly<Record<string, unknown>>): NegativeFlow =>
    refused(name, async (browser) => {
      corp.claims = claims
      return finish(browser, await begin(browser))
    })
  const leading = (to: string): NegativeFlow =>
    refused(`a way back to ${to}`, (browser) =>
      browser.follow(`/app/sign-in/corp?to=${encodeURIComponent(to)}`),
    )
  const expired = Math.floor(Date.now() / 1_000) - 600

  return {
    flows: [
      refused('a state used twice', async (browser) => {
        const back = await begin(browser)
        const copy = copyOf(browser, app)
        const first = await finish(copy, back)
        return first.location === '/app/' ? finish(browser, back) : first
      }),
      refused('another browser', async (browser) => finish(browser, await begin(openBrowser(app)))),
      refused('the sign-in of somebody else', async (browser) => {
        await begin(browser)
        return finish(browser, await begin(openBrowser(app)))
      }),
      refused('the answer of one issuer at another (mix-up)', async (browser) => {
        await begin(browser, 'other')
        const { search } = await begin(browser)
        return browser.follow(`/app/sign-in/other/callback${search}`)
      }),
      changed('another issuer in the answer', (back) => back.set('iss', other.provider.origin)),
      changed('no issuer in the answer', (back) => back.delete('iss')),
      changed('a guessed state', (back) => back.set('state', 'g'.repeat(43))),
      changed('a guessed code', (back) => back.set('code', 'guessed')),
      claiming('a token with another nonce', { nonce: 'of another sign-in' }),
      claiming('a token of another issuer', { iss: other.provider.origin }),
      claiming('a token for another client', { aud: 'another-client' }),
      claiming('a token that has expired', { iat: expired, exp: expired + 60 }),
      claiming('a person without a role', { groups: ['guests'] }),
      refused('one that took too long', async (browser) => {
        const back = await begin(browser)
        clock.ahead = 601_000
        const answer = await finish(browser, back)
        clock.ahead = 0
        return answer
      }),
      leading('https://evil.example/'),
      leading('//evil.example/app/'),
    ],
    async findings() {
      const browser = openBrowser(app)
      const { location } = await finish(browser, await begin(browser))
      const { status } = await browser.ask('GET', '/v1/me')
      return [[location === '/app/' && status === 200, 'a good sign-in at an issuer passes']]
    },
  }
}
