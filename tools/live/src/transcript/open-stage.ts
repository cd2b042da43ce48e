import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { buildApp, defaultSettings, newKeyEntry, openStore } from '@patchbay/runtime'
import { scenes } from './scenes.ts'

/** A runtime in this process, with an emulator behind each connector of the scenes. */
export interface Stage {
  readonly url: string
  readonly key: string
  close(): Promise<void>
}

const key = 'transcript-admin-key-0123456789'

export async function openStage(): Promise<Stage> {
  const store = await openStore({})
  const app = await buildApp(
    defaultSettings({
      connectors: scenes.map(({ connector }) => `./plugins/${connector}`).join(','),
      useMockData: true,
      logLevel: 'silent',
      keys: newKeyEntry(0),
    }),
    { adminKey: key, baseFolder: fileURLToPath(new URL('../../../..', import.meta.url)), store },
  )
  await app.listen({ port: 0, host: '127.0.0.1' })
  return {
    url: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`,
    key,
    async close() {
      await app.close()
      await store.close()
    },
  }
}
