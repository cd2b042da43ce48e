import { Problem, type FieldError } from '@patchbay/contract'
import type { LoadedConnector } from '../connectors/loaded-connector.ts'
import type { Registry } from '../connectors/registry.ts'
import type { ChangeFeed } from '../store/change-feed.ts'
import type { Store } from '../store/store.ts'
import type { Redactor } from '../telemetry/redaction/redactor.ts'
import type { Connection } from './connection.ts'
import type { ConnectionSecrets } from './connection-secrets.ts'
import type { CredentialKinds, CredentialOwner } from './credential-kinds.ts'
import type { Connections } from './connections.ts'
import type { JudgeParts } from './judge-connection.ts'
import type { RecordOpener } from './open-record.ts'

/** What changes of connections are made with. */
export interface ServiceParts extends JudgeParts {
  readonly kinds: CredentialKinds
  readonly store: Store
  readonly changes: Pick<ChangeFeed, 'tell'>
  readonly secrets: ConnectionSecrets
  readonly registry: Registry
  readonly connections: Connections
  readonly opener: RecordOpener
  readonly redactor: Redactor
  /** Of the configuration. */
  readonly configured: readonly Connection[]
  /** The same as their credentials see them. */
  readonly configuredOwners: readonly CredentialOwner[]
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** The connector that a connection is to be for. Throws `invalid_input` or `connector_unavailable`. */
export function connectorFor(registry: Registry, id: string): LoadedConnector {
  const isKnown =
    registry.loaded.some(({ host }) => host.description.id === id) ||
    registry.quarantined.some((held) => held.id === id)
  if (isKnown) return registry.find(id)
  throw invalidSettings([{ path: '/connector', message: `"${id}" is no connector that is loaded` }])
}

export function invalidSettings(errors: readonly FieldError[]): Problem {
  const fields = errors.map(({ path, message }) => `${path} ${message}`).join('; ')
  return new Problem('invalid_input', { detail: `The connection does not fit: ${fields}.`, errors })
}

/** Whoever asks for what another tenant has is told the same. */
export const noConnection = (id: string): Problem =>
  new Problem('not_found', {
    detail: `There is no connection "${id}".`,
    advice: 'GET /v1/connections lists the connections.',
  })

/** Throws `conflict` if the connection stands where only the operator can change it. */
export function refuseUnmanaged({ configured }: ServiceParts, tenant: string, id: string): void {
  if (!configured.some((one) => one.tenant === tenant && one.id === id)) return
  throw new Problem('conflict', {
    detail: `The connection "${id}" stands in the configuration of the server, which is read when it starts.`,
    advice: 'Change PATCHBAY_CONNECTIONS and restart the server, or create a connection with another id.',
  })
}
