import { secretFields } from '@patchbay/contract'
import type { Emulator } from '@patchbay/contract/emulator'
import { startEmulator, type EmulatorHost } from '@patchbay/emulator'
import type { Logger } from 'pino'
import { ConfigurationError } from '../configuration/read-settings.ts'
import type { LoadedConnector } from '../connectors/loaded-connector.ts'
import type { Registry } from '../connectors/registry.ts'
import type { Redactor } from '../telemetry/redaction/redactor.ts'
import { valuesOfFields } from '../telemetry/redaction/secret-fields.ts'
import type { Connection } from './connection.ts'
import type { ConnectionSettings } from './connection-settings.ts'
import { createConnections, type Connections } from './connections.ts'
import { createEgressPolicy, eitherPolicy, type EgressPolicy } from './egress-policy.ts'
import type { CredentialKinds } from './credential-kinds.ts'
import { connectEmulators, emulatorOrigins } from './emulated-connections.ts'
import { createFixedConnection } from './fixed-connection.ts'
import { judgeConnection } from './judge-connection.ts'

export interface OpenConnectionsOptions {
  readonly registry: Registry
  /** Of the connectors that may be emulated; empty where nothing may be mocked. */
  readonly emulatorLoaders: ReadonlyMap<LoadedConnector, () => Promise<Emulator>>
  /** Emulators that somebody else runs, by connector id. */
  readonly runningEmulators: ReadonlyMap<string, EmulatorHost>
  readonly configured: readonly ConnectionSettings[]
  readonly kinds: CredentialKinds
  /** Origins to which configured connections may point. */
  readonly egressAllow: readonly string[]
  readonly redactor: Redactor
  readonly log: Logger
  readonly now: () => number
}

export interface OpenedConnections {
  readonly connections: Connections
  /** What the operator has permitted, and the emulators. */
  readonly egress: EgressPolicy
  /** All that are running, by connector id. */
  readonly emulators: ReadonlyMap<string, EmulatorHost>
  /** Stops the emulators that were started here. */
  readonly close: () => Promise<void>
}

/**
 * Judges the configured connections, and connects each connector that has none to its emulator. Throws a
 * `ConfigurationError` that lists everything wrong with any of them.
 */
export async function openConnections(options: OpenConnectionsOptions): Promise<OpenedConnections> {
  const { registry, configured, kinds, redactor, log, now } = options
  const connections = createConnections()
  const emulators = new Map(options.runningEmulators)
  const started: EmulatorHost[] = []
  const close = async (): Promise<void> => {
    await Promise.all(started.map((emulator) => emulator.close()))
  }

  const add = async (
    list: readonly ConnectionSettings[],
    egress: EgressPolicy,
    source: Connection['source'],
  ): Promise<string[]> => {
    const problems: string[] = []
    for (const settings of list) {
      const connector = loadedConnector(registry, settings.connector)
      if (connector === undefined) {
        log.warn(
          { connection: settings.id, connector: settings.connector },
          'connection without a loaded connector',
        )
        continue
      }
      protectSecrets(settings, connector, redactor)
      const { id, credentials = {} } = settings
      const { account, errors } = await judgeConnection(settings, credentials, connector, { egress, kinds })
      problems.push(...errors.map(({ path, message }) => `connection ${id}: ${path}: ${message}`))
      if (account === undefined) continue
      const fixed = { id, connector: settings.connector, source, account, credentials }
      connections.add(createFixedConnection(fixed, kinds))
    }
    return problems
  }

  const permitted = readEgressPolicy(options.egressAllow)
  let toEmulators: EgressPolicy
  try {
    for (const [connector, load] of options.emulatorLoaders) {
      const { id } = connector.host.description
      if (emulators.has(id) || configured.some((connection) => connection.connector === id)) continue
      try {
        const emulator = await startEmulator(await load(), { now })
        emulators.set(id, emulator)
        started.push(emulator)
      } catch (error) {
        log.error({ connector: id, err: error }, 'the emulator did not start')
      }
    }
    const problems = await add(configured, permitted, 'live')
    if (problems.length > 0) throw new ConfigurationError(problems.map((text) => redactor.redact(text)))
    // What is wrong with an emulator's own connection is its connector's fault, and no reason not to serve the rest.
    toEmulators = createEgressPolicy(emulatorOrigins(emulators))
    const emulated = connectEmulators(registry, emulators, configured)
    for (const problem of await add(emulated, toEmulators, 'mock')) log.error(problem)
  } catch (error) {
    await close()
    throw error
  }
  return { connections, egress: eitherPolicy(permitted, toEmulators), emulators, close }
}

function readEgressPolicy(patterns: readonly string[]): EgressPolicy {
  try {
    return createEgressPolicy(patterns.map((pattern) => pattern.trim()).filter(Boolean))
  } catch (error) {
    throw new ConfigurationError([`PATCHBAY_EGRESS_ALLOW: ${(error as Error).message}`])
  }
}

function loadedConnector(registry: Registry, id: string): LoadedConnector | undefined {
  return registry.loaded.some(({ host }) => host.description.id === id) ? registry.find(id) : undefined
}

/** Before anything is judged: a message about a wrong connection must not show its secrets either. */
function protectSecrets(settings: ConnectionSettings, connector: LoadedConnector, redactor: Redactor): void {
  const { auth } = connector.host.description
  for (const value of valuesOfFields(settings.config, connector.secretConfig)) redactor.protect(value)
  for (const { credentials } of Object.values(auth)) {
    for (const field of secretFields(credentials)) redactor.protect(settings.credentials?.[field] ?? '')
  }
}
