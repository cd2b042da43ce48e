import { randomBytes } from 'node:crypto'
import { Problem } from '@patchbay/contract'
import { buildApp } from '../app.ts'
import { defaultSettings } from '../configuration/read-settings.ts'
import type { Settings } from '../configuration/settings.ts'
import { openStore } from '../store/open-store.ts'
import { newKeyEntry } from '../vault/ring/key-ring.ts'

/**
 * The OpenAPI document of a server with these connectors, as /openapi.json gives it. It is built whole, but does not
 * listen, reaches no vendor, no Redis and no Postgres, and leaves nothing behind. Throws a `Problem` if a connector is
 * quarantined: the document would be without it.
 */
export async function openapiDocument({
  connectors,
  loadTimeout,
  enableMcp,
}: Pick<Settings, 'connectors' | 'loadTimeout' | 'enableMcp'>): Promise<string> {
  const store = await openStore({})
  try {
    const settings = { connectors, loadTimeout, enableMcp, keys: newKeyEntry(0), logLevel: 'silent' } as const
    const app = await buildApp(defaultSettings({ ...settings, useMockData: false }), {
      adminKey: randomBytes(32).toString('base64url'),
      store,
    })
    try {
      const { quarantined } = app.patchbay.registry
      if (quarantined.length > 0) {
        throw new Problem('connector_unavailable', {
          detail: 'The document would be without some connectors:',
          advice: 'Repair them, or leave them out of PATCHBAY_CONNECTORS.',
          errors: quarantined.map(({ id, reason }) => ({ path: '', message: `${id}: ${reason}` })),
        })
      }
      return JSON.stringify(app.swagger())
    } finally {
      await app.close()
    }
  } finally {
    await store.close()
  }
}
