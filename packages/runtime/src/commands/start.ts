import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import { provideAdminKey } from '../access/admin-key.ts'
import { buildApp } from '../app.ts'
import { environment } from '../configuration/environment.ts'
import { readSettings } from '../configuration/read-settings.ts'
import { readConnectionSettings } from '../connections/connection-settings.ts'
import { installShutdown } from './shutdown.ts'
import { welcome } from './welcome.ts'

/** Serves until it is told to stop. */
export async function run(): Promise<void> {
  const settings = readSettings(environment)
  const connections =
    settings.connections === undefined ? [] : readConnectionSettings(settings.connections, environment)
  const adminKey = provideAdminKey(settings.adminKey, resolve(settings.dataFolder))
  const app = await buildApp(settings, { adminKey: adminKey.key, connections })
  // A promise that a connector forgot must not end the process for everybody else.
  process.on('unhandledRejection', (error) => app.log.error({ err: error }, 'unhandled rejection'))
  installShutdown(app, settings)
  await app.listen({ port: settings.port, host: settings.host })
  const { port } = app.server.address() as AddressInfo
  console.error(welcome(app.patchbay, `http://${settings.host}:${port}`, adminKey))
}
