import { fileURLToPath } from 'node:url'
import { type Settings, type Store } from '@patchbay/runtime'
import { openTestStore } from '@patchbay/runtime/testing'
import { openApp, type Answer, type OpenApp } from '../support/open-app.ts'
import { openCuttingProxy, type CuttingProxy } from './cutting-proxy.ts'

const root = fileURLToPath(new URL('../../../..', import.meta.url))

/** What the emulated accounts server knows. It is public: the emulator is. */
export const client = {
  clientId: '1000.EMULATEDCLIENT0001',
  clientSecret: 'emulated7client8secret9of0zoho',
  refreshToken: '1000.0f1e2d3c4b5a69788796a5b4c3d2e1f0.a1b2c3d4e5f60718293a4b5c6d7e8f90',
} as const

export const config = {
  dataCenter: 'us',
  accountId: '4845214000000008002',
  fromAddress: 'mara@fernhill.example',
} as const

/** A request that the emulated vendor has got. */
export interface Seen {
  readonly method: string
  readonly path: string
  readonly body: string
}

/** An emulated mailbox, a way to it that can be cut, and a runtime that goes that way. */
export interface OpenMailbox {
  readonly app: OpenApp
  readonly store: Store
  readonly proxy: CuttingProxy
  readonly seen: () => readonly Seen[]
  /** Lets the vendor's token endpoint answer with this, and status 200. */
  readonly refuseTokens: (body: object) => void
  /** Ends what was made to go wrong. */
  readonly heal: () => void
  /** Locks the account, as Zoho does after too many requests. */
  readonly lock: () => void
  /** As JSON. */
  post(path: string, body: object): Promise<Answer>
  /** Makes a connection; the answer of that. */
  connect(id: string, auth: 'refreshToken' | 'oauth', credentials: object): Promise<Answer>
  close(): Promise<void>
}

export async function openMailbox(settings: Partial<Settings> = {}): Promise<OpenMailbox> {
  const vendor = await openApp({ connectors: './plugins/zoho-mail', useMockData: true }, { baseFolder: root })
  const emulator = vendor.app.patchbay.emulators.get('zoho-mail')
  if (emulator === undefined) throw new Error('The connector has no emulator.')
  const proxy = await openCuttingProxy(emulator.url)
  const store = await openTestStore()
  const app = await openApp(
    // Thirty requests a minute would make every drill wait.
    { connectors: './plugins/zoho-mail', limits: 'observe', ...settings },
    { baseFolder: root, egressAllow: [proxy.url], store },
  )
  const post: OpenMailbox['post'] = (path, body) =>
    app.fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  return {
    app,
    store,
    proxy,
    seen: () => emulator.journal,
    refuseTokens: (body) => emulator.inject({ kind: 'status', status: 200, path: '/oauth/v2/token', body }),
    heal: () => emulator.clearFaults(),
    lock: () => emulator.inject({ kind: 'failure', failure: 'rateLimited', path: '/api/' }),
    post,
    connect: (id, auth, credentials) =>
      post('/v1/connections', {
        id,
        connector: 'zoho-mail',
        config,
        auth,
        credentials,
        origins: { mail: proxy.url, accounts: proxy.url },
      }),
    async close() {
      await app.close()
      await proxy.close()
      await vendor.close()
    },
  }
}
