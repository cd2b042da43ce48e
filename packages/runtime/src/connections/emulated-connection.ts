import type { EmulatorHost } from '@patchbay/emulator'
import type { Logger } from 'pino'
import type { Connection } from './connection.ts'
import { emulatedId } from './offered-connections.ts'
import { createFixedConnection, judgeFixedConnection, type FixedConnectionParts } from './fixed-connection.ts'

/**
 * The connection of a tenant to an emulator: one of its own, so that nothing kept for it crosses tenants. Undefined if
 * it is wrong, which is its connector's fault, and no reason not to serve the rest.
 */
export async function connectEmulator(
  tenant: string,
  connector: string,
  { emulator, url }: EmulatorHost,
  parts: FixedConnectionParts & { readonly log: Logger },
): Promise<Connection | undefined> {
  const { config, auth, credentials } = emulator.connection
  const { origins } = parts.registry.find(connector).host.description
  const settings = {
    id: emulatedId(connector),
    connector,
    config: { ...config },
    auth,
    credentials: { ...credentials },
    origins: Object.fromEntries(origins.map((origin) => [origin, url])),
  }
  const owner = { tenant, source: 'mock' } as const
  const { fixed, wrong } = await judgeFixedConnection(settings, owner, parts)
  for (const problem of wrong) parts.log.error(problem)
  return fixed && createFixedConnection(fixed, parts.kinds).connection
}
