import { resolve } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { provideAdminKey } from '../access/admin-key.ts'
import { buildApp } from '../app.ts'
import { environment } from '../configuration/environment.ts'
import { ConfigurationError, readSettings } from '../configuration/read-settings.ts'
import type { Settings } from '../configuration/settings.ts'
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
  // Node would print it with all that an error carries, secrets included.
  process.on('uncaughtException', (error) => {
    app.log.fatal({ err: error }, 'uncaught exception')
    process.exit(1)
  })
  installShutdown(app, settings)
  console.error(welcome(app.patchbay, await listen(app, settings), adminKey, settings.console))
}

/** The address that a person can open: another one than was listened on, if that was all of them. */
async function listen(app: FastifyInstance, { port, host }: Settings): Promise<string> {
  try {
    return await app.listen({ port, host })
  } catch (error) {
    await app.close()
    const { code = String(error) } = error as NodeJS.ErrnoException
    throw new ConfigurationError([`PORT: ${host}:${port} cannot be listened on (${code})`])
  }
}
