import { Problem } from '@patchbay/contract'
import type { LoadedConnector } from './loaded-connector.ts'
import type { QuarantineCode } from './quarantine.ts'

/** A connector that could not be loaded, and why. */
export interface QuarantinedConnector {
  /** As it was named in PATCHBAY_CONNECTORS. */
  readonly reference: string
  /** Its id if that came to light, else the last part of its reference. */
  readonly id: string
  readonly code: QuarantineCode
  readonly reason: string
}

/** What is loaded, and what is not. Fixed once the app is built. */
export interface Registry {
  readonly loaded: readonly LoadedConnector[]
  readonly quarantined: readonly QuarantinedConnector[]
  /** By `id` (its highest major) or `id@major`. Throws `not_found`, or `connector_unavailable` with the code. */
  find(name: string): LoadedConnector
}

export function createRegistry(
  loaded: readonly LoadedConnector[],
  quarantined: readonly QuarantinedConnector[],
): Registry {
  const byName = new Map<string, LoadedConnector>()
  for (const connector of loaded) {
    const { id } = connector.host.description
    byName.set(`${id}@${connector.major}`, connector)
    const highest = byName.get(id)
    if (highest === undefined || highest.major < connector.major) byName.set(id, connector)
  }
  return {
    loaded,
    quarantined,
    find(name) {
      const found = byName.get(name)
      if (found !== undefined) return found
      const held = quarantined.find(({ id }) => name === id || name.startsWith(`${id}@`))
      if (held !== undefined) {
        throw new Problem('connector_unavailable', {
          detail: `The connector ${name} is quarantined (${held.code}).`,
        })
      }
      throw new Problem('not_found', { detail: `There is no connector "${name}".` })
    },
  }
}
