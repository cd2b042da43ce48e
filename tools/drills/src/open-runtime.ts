import { fileURLToPath } from 'node:url'
import { buildApp, defaultSettings, type Dependencies, type Settings } from '@patchbay/runtime'
import { openTestStore } from '@patchbay/runtime/testing'

const connectorFolder = fileURLToPath(new URL('../connectors/hostile', import.meta.url))
const adminKey = 'drill-admin-key-0123456789'

/** What a call came to. `code` is that of the problem; undefined for a success. */
export interface Outcome {
  readonly status: number
  readonly code: string | undefined
}

/** The real runtime with the drill's connector. */
export interface Runtime {
  call(connection: string, name?: string): Promise<Outcome>
  close(): Promise<void>
}

/** Rejects with a `ConfigurationError` if a connection is refused. */
export async function openRuntime(
  settings: Partial<Settings>,
  dependencies: Partial<Dependencies>,
): Promise<Runtime> {
  const app = await buildApp(
    defaultSettings({
      connectors: connectorFolder,
      useMockData: false,
      logLevel: 'silent',
      vendorAttempts: 1,
      callRate: 'off',
      ...settings,
    }),
    { adminKey, store: await openTestStore(), ...dependencies },
  )
  return {
    async call(connection, name = 'good') {
      const answer = await app.inject({
        method: 'POST',
        url: '/v1/connectors/drill/items.get',
        headers: { authorization: `Bearer ${adminKey}`, 'patchbay-connection': connection },
        payload: { name },
      })
      const body: unknown = answer.json()
      const code = typeof body === 'object' && body !== null && 'code' in body ? String(body.code) : undefined
      return { status: answer.statusCode, code }
    },
    close: () => app.close(),
  }
}
