import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { Test } from 'tap'
import { buildApp, defaultSettings, newKeyEntry, type Dependencies } from '@patchbay/runtime'
import { openTestStore } from '@patchbay/runtime/testing'

export const key = 'live-test-admin-key-0123456789'

/** A runtime in this process with these connectors, in mock mode where no connection is given. Its address. */
export async function openMock(
  t: Test,
  connectors: readonly string[],
  dependencies: Partial<Dependencies> = {},
): Promise<string> {
  const store = await openTestStore()
  const app = await buildApp(
    defaultSettings({
      connectors: connectors.map((id) => `./plugins/${id}`).join(','),
      useMockData: true,
      logLevel: 'silent',
      keys: newKeyEntry(0),
      retryBase: '1ms',
      retryCap: '2ms',
    }),
    {
      adminKey: key,
      baseFolder: fileURLToPath(new URL('../../..', import.meta.url)),
      store,
      ...dependencies,
    },
  )
  await app.listen({ port: 0, host: '127.0.0.1' })
  t.teardown(async () => {
    await app.close()
    await store.close()
  })
  return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
}
