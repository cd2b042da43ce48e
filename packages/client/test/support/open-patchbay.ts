import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { Test } from 'tap'
import { buildApp, defaultSettings, newKeyEntry, type Dependencies, type Settings } from '@patchbay/runtime'
import { openTestStore } from '@patchbay/runtime/testing'

export const adminKey = 'test-admin-key-0123456789'

const keys = newKeyEntry(0)
const plugins = fileURLToPath(new URL('../../../../plugins', import.meta.url))

/** A server in mock mode that listens, with these connectors of the repository. */
export async function openPatchbay(
  t: Test,
  connectors: readonly string[],
  settings: Partial<Settings> = {},
  dependencies: Partial<Dependencies> = {},
) {
  const store = await openTestStore()
  const app = await buildApp(
    defaultSettings({
      connectors: connectors.map((id) => `./${id}`).join(','),
      logLevel: 'silent',
      useMockData: true,
      keys,
      retryBase: '1ms',
      retryCap: '2ms',
      ...settings,
    }),
    { adminKey, baseFolder: plugins, store, ...dependencies },
  )
  await app.listen({ port: 0, host: '127.0.0.1' })
  t.teardown(async () => {
    await app.close()
    await store.close()
  })
  const { port } = app.server.address() as AddressInfo
  return { app, port, url: `http://127.0.0.1:${port}` }
}
