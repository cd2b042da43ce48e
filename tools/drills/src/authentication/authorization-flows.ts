import { hash } from 'node:crypto'
import { clientId, clientSecret, startIdentityProvider, type IdentityProvider } from '@patchbay/test-servers'
import { openApp, type OpenApp } from '../support/open-app.ts'
import { adminKey, connectorFolder } from '../support/runtime-process.ts'
import type { FlowGroup, NegativeFlow } from './negative-flow.ts'

const publicUrl = 'https://patchbay.example'
const dashboard = 'https://dashboard.example'

/** The runtime as a client of a vendor's OAuth 2: what comes back from a browser, and what tries to look like it. */
export async function openAuthorizationFlows(): Promise<FlowGroup> {
  const provider = await startIdentityProvider()
  provider.redirectUris = [`${publicUrl}/v1/oauth/callback`]
  const clock = { ahead: 0 }
  const app = await openApp(
    { connectors: connectorFolder('account'), publicUrl, returnOrigins: dashboard },
    { egressAllow: [provider.origin], now: () => Date.now() + clock.ahead },
  )
  const close = async (): Promise<void> => {
    await app.close()
    await provider.close()
  }
  try {
    await connect(app, provider, ['main', 'other'])
    return { ...groupOn(app, provider, clock), close }
  } catch (error) {
    await close()
    throw error
  }
}

async function connect(app: OpenApp, { origin }: IdentityProvider, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const { status, text } = await app.fetch('/v1/connections', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        id,
        connector: 'account',
        auth: 'person',
        credentials: { clientId, clientSecret },
        origins: { api: origin, login: origin },
      }),
    })
    if (status !== 201) throw new Error(`No connection was made: ${text}`)
  }
}

function groupOn(
  app: OpenApp,
  provider: IdentityProvider,
  clock: { ahead: number },
): Omit<FlowGroup, 'close'> {
  const authorize = (id: string, body: object = {}) =>
    app.fetch(`/v1/connections/${id}/authorize`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  // What a browser keeps, by state.
  const cookies = new Map<string, string>()
  /** Opens the address that an authorization begins with in a browser, which is led to the vendor. */
  const begin = async (id = 'main'): Promise<URL> => {
    const { text } = await authorize(id)
    const { pathname, search } = new URL((JSON.parse(text) as { data: { url: string } }).data.url)
    const { headers } = await app.fetch(pathname + search, {
      headers: { authorization: '' },
      redirect: 'manual',
    })
    const atVendor = new URL(String(headers.get('location')))
    const [cookie = ''] = String(headers.get('set-cookie')).split(';', 1)
    cookies.set(atVendor.searchParams.get('state') ?? '', cookie)
    return atVendor
  }
  /** What the browser of a person who agrees is sent back with. */
  const agree = async (url: URL): Promise<URLSearchParams> => {
    const { headers } = await fetch(url, { redirect: 'manual' })
    return new URL(headers.get('location') ?? 'https://nowhere.example').searchParams
  }
  const cookieOf = (parameters: URLSearchParams): string => cookies.get(parameters.get('state') ?? '') ?? ''
  const comeBack = (parameters: URLSearchParams, cookie = cookieOf(parameters)) =>
    app.fetch(`/v1/oauth/callback?${String(parameters)}`, { headers: { authorization: '', cookie } })
  const refused = async (parameters: URLSearchParams, cookie?: string): Promise<string | undefined> => {
    const given = provider.journal.filter(({ path, status }) => path === '/token' && status === 200).length
    const { status } = await comeBack(parameters, cookie)
    const after = provider.journal.filter(({ path, status }) => path === '/token' && status === 200).length
    if (status !== 400) return `answered ${status}`
    return after === given ? undefined : 'a token was given'
  }
  const changed = async (change: (parameters: URLSearchParams) => void): Promise<string | undefined> => {
    const parameters = await agree(await begin())
    change(parameters)
    return refused(parameters)
  }
  const flow = (name: string, run: NegativeFlow['run']): NegativeFlow => ({ name, run })
  const misdirected = (name: string, returnUrl: string): NegativeFlow =>
    flow(name, async () => {
      const { status, text } = await authorize('main', { returnUrl })
      return status === 400 && text.includes('/returnUrl') ? undefined : `answered ${status}`
    })

  return {
    flows: [
      flow('a state used twice', async () => {
        const parameters = await agree(await begin())
        const first = await comeBack(parameters)
        return first.status === 200 ? refused(parameters) : `the first time was answered ${first.status}`
      }),
      flow('a state that was guessed', () => changed((back) => back.set('state', 'g'.repeat(43)))),
      flow('another browser, without a cookie', async () => refused(await agree(await begin()), '')),
      flow('another browser, with the cookie of another authorization', async () => {
        const parameters = await agree(await begin())
        return refused(parameters, cookieOf(await agree(await begin())))
      }),
      flow('another browser, with the ticket of another authorization under the right name', async () => {
        const parameters = await agree(await begin())
        const [name = ''] = cookieOf(parameters).split('=')
        const [, foreign = ''] = cookieOf(await agree(await begin())).split('=')
        return refused(parameters, `${name}=${foreign}`)
      }),
      flow('no state', () => changed((back) => back.delete('state'))),
      flow('two states', () => changed((back) => back.append('state', back.get('state') ?? ''))),
      flow('a state that is over', async () => {
        const parameters = await agree(await begin())
        clock.ahead += 600_000
        return refused(parameters)
      }),
      flow('the state of another connection, with a code of this one', async () => {
        const [mine, foreign] = [await agree(await begin('main')), await agree(await begin('other'))]
        foreign.set('code', mine.get('code') ?? '')
        return refused(foreign)
      }),
      flow('an iss that is another one (mix-up)', () =>
        changed((back) => back.set('iss', 'https://evil.example')),
      ),
      flow('two iss', () => changed((back) => back.append('iss', 'https://evil.example'))),
      flow('a code that was made up', () => changed((back) => back.set('code', 'code-made-up'))),
      flow('no code', () => changed((back) => back.delete('code'))),
      flow('a token in place of a code', () => changed((back) => back.set('token', 'stolen'))),
      flow('an error of the vendor', () => changed((back) => back.set('error', 'access_denied'))),
      flow('PKCE left out', async () => {
        const url = await begin()
        url.searchParams.delete('code_challenge')
        const { status } = await fetch(url, { redirect: 'manual' })
        return status === 400 ? undefined : `the vendor answered ${status}`
      }),
      flow('PKCE with the challenge of somebody else', async () => {
        const url = await begin()
        url.searchParams.set('code_challenge', hash('sha256', 'another verifier', 'base64url'))
        return refused(await agree(url))
      }),
      flow('a redirect address that only begins like ours', async () => {
        const url = await begin()
        url.searchParams.set('redirect_uri', `${publicUrl}/v1/oauth/callback.evil.example`)
        const { status } = await fetch(url, { redirect: 'manual' })
        return status === 400 ? undefined : `the vendor answered ${status}`
      }),
      misdirected('a return address that only begins like an allowed one', `${dashboard}.evil.example/`),
      misdirected('a return address with an allowed one before the @', `${dashboard}@evil.example/`),
      misdirected('a return address that is a script', 'javascript:alert(1)'),
      misdirected('a return address by http', dashboard.replace('https', 'http')),
    ],
    async findings() {
      const { status } = await comeBack(await agree(await begin()))
      const served = await app.call('account/items.get', { name: 'a' }, { 'patchbay-connection': 'main' })
      const seen = provider.journal.filter((event) => JSON.stringify(event).includes(adminKey)).length
      const secrets = /(?:access|refresh|code)-[\w-]{32}/
      const shown = app.written.filter((line) => secrets.test(line) || line.includes(clientSecret)).length
      return [
        [status === 200 && served.status === 200, 'a person who agrees gets through'],
        [
          seen === 0,
          `inbound tokens seen at the vendor ${seen} times in ${provider.journal.length} requests`,
        ],
        [shown === 0 && !secrets.test(served.text), `${shown} lines of the log with a token or a code`],
      ]
    },
  }
}
