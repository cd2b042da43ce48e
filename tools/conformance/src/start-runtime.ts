import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AddressInfo } from 'node:net'
import { buildApp, defaultSettings } from '@patchbay/runtime'

/** A runtime that serves the connectors of this package, against their emulators. */
export interface RunningRuntime {
  readonly origin: string
  readonly key: string
  readonly close: () => Promise<void>
}

const key = 'conformance-admin-key-0123456789'

/** Starts it with what a first `npm start` would have, in a folder that is removed at its end. */
export async function startRuntime(): Promise<RunningRuntime> {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-conformance-'))
  const app = await buildApp(
    defaultSettings({
      connectors: './connectors/*',
      dataFolder: folder,
      useMockData: true,
      logLevel: 'silent',
      // On a busy machine the embedded store may be late, and is no less there for that.
      storeTimeout: '1m',
      // The suite sends what many clients do, all at once and as one caller.
      callRate: '100000/1m',
      readRate: '100000/1m',
    }),
    { adminKey: key, baseFolder: join(import.meta.dirname, '..') },
  )
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    key,
    async close() {
      await app.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
