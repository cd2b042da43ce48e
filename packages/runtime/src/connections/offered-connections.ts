import type { TenantConnections } from './tenant-connections.ts'

/** A connection as far as it is known without opening it. */
export interface OfferedConnection {
  readonly id: string
  readonly source: 'live' | 'mock'
}

/** By connector, in the order of their ids: what a tenant can call over. */
export type OfferedConnections = ReadonlyMap<string, readonly OfferedConnection[]>

/** What is held back until somebody authorizes it anew is among them: calls over it say what is to be done. */
export function offeredConnections(
  known: TenantConnections,
  emulable: readonly string[],
): OfferedConnections {
  const offered = new Map<string, readonly OfferedConnection[]>()
  for (const connector of new Set(known.slots.map((slot) => slot.connector))) {
    const ofConnector = known.offeredOf(connector).map(({ id, connection }) => ({
      id,
      source: connection?.source ?? ('live' as const), // stored ones lead to vendors
    }))
    ofConnector.sort((one, other) => (one.id < other.id ? -1 : 1))
    if (ofConnector.length > 0) offered.set(connector, Object.freeze(ofConnector))
  }
  for (const connector of emulable) {
    if (!known.has(connector)) {
      offered.set(connector, [{ id: emulatedId(connector), source: 'mock' }])
    }
  }
  return offered
}

/** Of a tenant's connection to an emulator. */
export const emulatedId = (connector: string): string => `${connector}-emulator`
