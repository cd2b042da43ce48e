import { fileURLToPath } from 'node:url'
import type { Settings } from '@patchbay/runtime'
import { openApp, type OpenApp } from '../support/open-app.ts'

const root = fileURLToPath(new URL('../../../..', import.meta.url))

/** The client that the emulator of Bing knows, and what it takes. They are public: the emulator is. */
export const bing = {
  site: 'https://www.fernhill.example/',
  clientId: 'emulator-client',
  clientSecret: 'emulator-client-secret',
  refreshToken: 'emulator-refresh-token',
} as const

/** The emulator of Bing, as far as drills need it. */
export interface BingEmulator {
  readonly url: string
  readonly journal: ReadonlyArray<{
    readonly path: string
    readonly query: string
    readonly body: string
    readonly headers: Readonly<Record<string, string>>
  }>
  inject(fault: {
    readonly kind: 'status' | 'reset' | 'failure'
    readonly path: string
    readonly times?: number
    readonly status?: number
    readonly body?: unknown
    readonly failure?: 'unavailable' | 'rateLimited'
  }): void
  reset(): void
}

/** A runtime that serves the connector for Bing Webmaster Tools with its emulator. */
export async function openBing(
  settings: Partial<Settings> = {},
): Promise<{ readonly app: OpenApp; readonly emulator: BingEmulator }> {
  const app = await openApp(
    { connectors: './plugins/bing-wmt', useMockData: true, ...settings },
    { baseFolder: root },
  )
  const emulator = app.app.patchbay.emulators.get('bing-wmt')
  if (emulator === undefined) throw new Error('The connector has no emulator.')
  return { app, emulator }
}

/** A runtime that reaches the emulator of another one, over connections of its own. */
export async function openBeside({ url }: BingEmulator, settings: Partial<Settings> = {}): Promise<OpenApp> {
  return openApp({ connectors: './plugins/bing-wmt', ...settings }, { baseFolder: root, egressAllow: [url] })
}
