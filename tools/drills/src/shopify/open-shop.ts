import { fileURLToPath } from 'node:url'
import type { Settings } from '@patchbay/runtime'
import { openApp, type OpenApp } from '../support/open-app.ts'

export const root = fileURLToPath(new URL('../../../..', import.meta.url))

/** The app that the emulated shop knows, and the tokens that it takes. They are public: the emulator is. */
export const shop = {
  domain: 'fernweh-outdoor.myshopify.com',
  clientId: 'emulator-app',
  clientSecret: 'shpss_emulator_app',
  session: 'emulator-session-token',
  token: 'shpat_emulator_everything',
} as const

/** An emulated shop of Shopify, and the runtime that serves it. */
export interface EmulatedShop {
  readonly app: OpenApp
  readonly url: string
}

export async function openShop(settings: Partial<Settings> = {}): Promise<EmulatedShop> {
  const app = await openApp(
    { connectors: './plugins/shopify', useMockData: true, ...settings },
    { baseFolder: root },
  )
  const emulator = app.app.patchbay.emulators.get('shopify')
  if (emulator === undefined) throw new Error('The connector has no emulator.')
  return { app, url: emulator.url }
}
