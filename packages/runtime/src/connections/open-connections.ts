import type { Emulator } from '@patchbay/contract/emulator'
import type { EmulatorHost } from '@patchbay/emulator'
import type { Logger } from 'pino'
import type { LoadedConnector } from '../connectors/loaded-connector.ts'
import type { Registry } from '../connectors/registry.ts'
import { defaultTenant } from '../access/principal.ts'
import type { ChangeFeed } from '../store/change-feed.ts'
import type { Store } from '../store/store.ts'
import type { Redactor } from '../telemetry/redaction/redactor.ts'
import type { Vault } from '../vault/vault.ts'
import { openConfiguredConnections, readEgressPolicy } from './configured-connections.ts'
import { createConnectionSecrets } from './connection-secrets.ts'
import { createConnectionService, type ConnectionService } from './connection-service.ts'
import type { ConnectionSettings } from './connection-settings.ts'
import type { Connection } from './connection.ts'
import { connectionTopic, recordsOf } from './connection-records.ts'
import { createConnections, type Connections } from './connections.ts'
import type { CredentialKinds } from './credential-kinds.ts'
import { eitherPolicy, type EgressPolicy } from './egress-policy.ts'
import { connectEmulator } from './emulated-connection.ts'
import { createEmulators } from './emulators.ts'
import { createRecordOpener } from './open-record.ts'

export interface OpenConnectionsOptions {
  readonly registry: Registry
  /** Of the connectors that may be emulated; empty where nothing may be mocked. */
  readonly emulatorLoaders: ReadonlyMap<LoadedConnector, () => Promise<Emulator>>
  /** Emulators that somebody else runs, by connector id. */
  readonly runningEmulators: ReadonlyMap<string, EmulatorHost>
  readonly configured: readonly ConnectionSettings[]
  /** Where those of tenants are kept. */
  readonly store: Store
  readonly vault: Vault
  /** Tells of those that another instance has changed. */
  readonly changes: ChangeFeed
  readonly kinds: CredentialKinds
  /** Origins to which connections may point. */
  readonly egressAllow: readonly string[]
  readonly redactor: Redactor
  readonly log: Logger
  readonly now: () => number
}

export interface OpenedConnections {
  readonly connections: Connections
  /** Changes them. */
  readonly service: ConnectionService
  /** What the operator has permitted, and the emulators. */
  readonly egress: EgressPolicy
  /** All that are running, by connector id. */
  readonly emulators: ReadonlyMap<string, EmulatorHost>
  /** Those that are there from the start. */
  readonly initial: readonly Connection[]
  /** Stops the emulators that were started here. */
  readonly close: () => Promise<void>
}

/**
 * Judges the configured connections, and connects each connector that has none to its emulator. Throws a
 * `ConfigurationError` that lists everything wrong with any of them.
 */
export async function openConnections(options: OpenConnectionsOptions): Promise<OpenedConnections> {
  const { registry, configured, store, vault, changes, kinds, redactor, log, now } = options
  const permitted = readEgressPolicy(options.egressAllow)
  const { connections: fixed, owners } = await openConfiguredConnections(configured, {
    ...options,
    egress: permitted,
  })
  const emulators = createEmulators({
    loaders: new Map(Array.from(options.emulatorLoaders, ([{ host }, load]) => [host.description.id, load])),
    running: options.runningEmulators,
    log,
    now,
  })
  const toEmulators = { ...options, egress: emulators.egress }
  const judge = { egress: permitted, kinds }
  const secrets = createConnectionSecrets(vault)
  const opener = createRecordOpener({ ...judge, registry, secrets, redactor })
  const connections = createConnections({
    configured: fixed,
    load: (tenant) => recordsOf(store.database, tenant),
    openRecord: (record, slot) => opener.open(record, slot),
    emulate: (tenant, connector) =>
      emulators
        .provide(connector)
        ?.then((emulator) => emulator && connectEmulator(tenant, connector, emulator, toEmulators)),
    emulable: () => emulators.ids(),
  })
  connections.onEnd((ended) => opener.forget(ended))
  const deafen = changes.listen(connectionTopic, (change) => {
    if (change === undefined) void connections.refreshAll()
    else void connections.heed(change.tenant ?? defaultTenant, change.key)
  })
  const close = async (): Promise<void> => {
    deafen()
    connections.close()
    await emulators.close()
  }
  try {
    // So that it is told at the start if one of them does not run. Of the other tenants, each comes when it is needed.
    const mocked = emulators.ids().filter((id) => configured.every(({ connector }) => connector !== id))
    await Promise.all(mocked.map(async (id) => emulators.provide(id)))
    // A store that is away is no reason not to start; the emulators then wait for it.
    const initial = await connections.unmanaged(defaultTenant).catch(() => fixed)
    const service = createConnectionService({
      ...judge,
      store,
      changes,
      secrets,
      registry,
      connections,
      opener,
      redactor,
      configured: fixed,
      configuredOwners: owners,
      log,
      now,
    })
    return {
      connections,
      service,
      egress: eitherPolicy(permitted, emulators.egress),
      emulators: emulators.running,
      initial,
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
