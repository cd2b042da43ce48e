import { Problem } from '@patchbay/contract'
import { inMilliseconds } from '../configuration/durations.ts'
import type { Settings } from '../configuration/settings.ts'
import type { Connection } from '../connections/connection.ts'
import type { EndedConnection } from '../connections/ended-connection.ts'
import type { EgressPolicy } from '../connections/egress-policy.ts'
import type { ConnectorHost } from '../connectors/connector-host.ts'
import type { VendorLimits } from '../limits/open-limits.ts'
import type { Registry } from '../connectors/registry.ts'
import type { Metrics } from '../telemetry/metrics.ts'
import type { Tracing } from '../telemetry/traces/span.ts'
import type { Breakers } from './breaker/open-breakers.ts'
import type { Network } from './guarded-connector.ts'
import { registerLaneMetrics } from './lane-metrics.ts'
import { createRetryBudgets } from './retry-budget.ts'
import { registerRetryRefusals } from './retry-metrics.ts'
import { createTransport, type Transport, type TransportOptions } from './transport.ts'
import { createValidatedAnswers, forgetValidated } from './revalidation.ts'
import { createVendorClient, type VendorClient, type VendorClientParts } from './vendor-client.ts'
import type { VendorOrigin } from './vendor-origin.ts'

/** The ways to all vendors. */
export interface Vendors {
  /** By host as well: each major reads the vendor's answers by its own rules. */
  readonly clientOf: (host: ConnectorHost, connection: Connection) => VendorClient
  /** Lets go of what is kept for a connection that is no more. */
  forget(connection: EndedConnection): void
  close(): Promise<void>
}

export interface VendorsParts {
  readonly settings: Settings
  readonly registry: Registry
  /** Those that are there from the start. */
  readonly connections: readonly Connection[]
  readonly egress: EgressPolicy
  readonly metrics: Metrics
  readonly breakers: Breakers
  readonly limits: VendorLimits
  readonly tracing: Tracing | undefined
  readonly network: Network | undefined
  readonly random: () => number
  readonly now: () => number
}

/** Prepares a client for each connection and each loaded major of its connector, made when it is first needed. */
export function openVendors(parts: VendorsParts): Vendors {
  const { settings, registry, connections, egress, metrics, breakers, limits, tracing } = parts
  const { network, random, now } = parts
  const transportOptions: TransportOptions = {
    egress,
    ...(network === undefined ? {} : { network }),
    connectTimeout: inMilliseconds(settings.vendorConnectTimeout),
    silence: inMilliseconds(settings.vendorSilence),
    maxBytes: settings.vendorMaxBytes,
    socketsPerOrigin: settings.vendorSockets,
    queuePerOrigin: settings.vendorQueue,
  }
  // One for each connector: none waits for a socket that another's vendor holds, even if they share an origin.
  const transports = new Map<string, Transport>()
  registerLaneMetrics(metrics.registry, transports)
  const retry = {
    attempts: settings.vendorAttempts,
    base: inMilliseconds(settings.retryBase),
    cap: inMilliseconds(settings.retryCap),
  }
  const refusalsOf = registerRetryRefusals(metrics.registry)
  const budgetOf = createRetryBudgets({ share: settings.retryBudget, floor: settings.retryBudgetFloor })
  const validated = createValidatedAnswers(Math.ceil(settings.cacheBytes / 4))
  const clientParts = new Map<ConnectorHost, Omit<VendorClientParts, 'limits'>>()
  for (const { host } of registry.loaded) {
    const { id } = host.description
    const transport = transports.get(id) ?? createTransport(transportOptions)
    transports.set(id, transport)
    const originOf = (origin: string, url: string): VendorOrigin => ({
      id: origin,
      url,
      metrics: metrics.vendor(id, origin),
      breaker: breakers.of(id, url),
      budget: budgetOf(id, url),
      refusals: refusalsOf(id, origin),
      isTraceForwarded: tracing?.isForwardedTo(url) === true,
    })
    clientParts.set(host, { host, transport, retry, random, now, originOf, validated })
  }

  // They go with their connection, whoever lets go of it last.
  const clients = new WeakMap<Connection, Map<ConnectorHost, VendorClient>>()
  const clientOf = (host: ConnectorHost, connection: Connection): VendorClient => {
    let ofConnection = clients.get(connection)
    const known = ofConnection?.get(host)
    if (known !== undefined) return known
    const parts = clientParts.get(host)
    if (parts === undefined) throw new Problem('internal', { detail: 'The connector is not loaded.' })
    const client = createVendorClient(connection, { ...parts, limits: limits.of(host, connection) })
    for (const origin of Object.values(connection.origins)) {
      breakers.usedBy(connection.tenant, host.description.id, origin)
    }
    if (ofConnection === undefined) {
      ofConnection = new Map()
      clients.set(connection, ofConnection)
    }
    ofConnection.set(host, client)
    return client
  }
  // Those that are there from the start show their limits before they are called.
  for (const { host } of registry.loaded) {
    for (const connection of connections) {
      if (connection.connector === host.description.id) clientOf(host, connection)
    }
  }
  return {
    clientOf,
    forget(connection) {
      limits.forget(connection)
      forgetValidated(validated, connection.key)
    },
    async close() {
      await Promise.all([...transports.values()].map((transport) => transport.close()))
    },
  }
}
