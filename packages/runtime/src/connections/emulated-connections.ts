import type { EmulatorHost } from '@patchbay/emulator'
import type { Registry } from '../connectors/registry.ts'
import type { ConnectionSettings } from './connection-settings.ts'

/** For each connector with a running emulator and no connection of its own: one that leads to the emulator. */
export function connectEmulators(
  registry: Registry,
  emulators: ReadonlyMap<string, EmulatorHost>,
  configured: readonly ConnectionSettings[],
): ConnectionSettings[] {
  return [...emulators]
    .filter(([connector]) => !configured.some((connection) => connection.connector === connector))
    .map(([connector, { emulator, url }]) => ({
      id: `${connector}-emulator`,
      connector,
      config: { ...emulator.connection.config },
      auth: emulator.connection.auth,
      credentials: { ...emulator.connection.credentials },
      origins: Object.fromEntries(
        registry.find(connector).host.description.origins.map((origin) => [origin, url]),
      ),
    }))
}

/** The addresses that mock mode may reach. */
export function emulatorOrigins(emulators: ReadonlyMap<string, EmulatorHost>): string[] {
  return [...emulators.values()].map(({ url }) => url)
}
