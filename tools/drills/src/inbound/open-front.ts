import { buildApp, defaultSettings, type Settings } from '@patchbay/runtime'
import { openTestStore } from '@patchbay/runtime/testing'
import { adminKey, connectorFolder } from '../support/runtime-process.ts'
import { startVendor } from '../support/fake-vendor.ts'

export type Front = Awaited<ReturnType<typeof openFront>>

/** The real runtime with the connector `load` before a vendor that counts what reaches it. */
export async function openFront(settings: Partial<Settings>) {
  const vendor = await startVendor()
  const app = await buildApp(
    defaultSettings({
      connectors: connectorFolder('load'),
      useMockData: false,
      logLevel: 'silent',
      ...settings,
    }),
    {
      adminKey,
      store: await openTestStore(),
      connections: [
        {
          id: 'main',
          connector: 'load',
          credentials: { key: 'drill-vendor-key' },
          origins: { api: vendor.origin },
        },
      ],
      egressAllow: [vendor.origin],
    },
  )
  return {
    app,
    vendor,
    async close(): Promise<void> {
      await app.close()
      await vendor.close()
    },
  }
}
