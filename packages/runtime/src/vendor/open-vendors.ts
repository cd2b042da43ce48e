import { inMilliseconds } from '../configuration/durations.ts'
import type { Settings } from '../configuration/settings.ts'
import type { Connection } from '../connections/connection.ts'
import type { Connections } from '../connections/connections.ts'
import type { EgressPolicy } from '../connections/egress-policy.ts'
import type { ConnectorHost } from '../connectors/connector-host.ts'
import type { VendorLimits } from '../limits/open-limits.ts'
import type { Registry } from '../connectors/registry.ts'
import type { Metrics } from '../telemetry/metrics.ts'
import type { Breakers } from './breaker/open-breakers.ts'
import type { Network } from './guarded-connector.ts'
import { createRetryBudgets } from './retry-budget.ts'
import { registerRetryRefusals } from './retry-metrics.ts'
import { createTransport, type Transport, type TransportOptions } from './transport.ts'
import { createValidatedAnswers } from './revalidation.ts'
import { createVendorClient, type VendorClient } from './vendor-client.ts'
import type { VendorOrigin } from './vendor-origin.ts'

/** The ways to all vendors. */
export interface Vendors {
  /** By host as well: each major reads the vendor's answers by its own rules. */
  readonly clientOf: (host: ConnectorHost, connection: Connection) => VendorClient
  close(): Promise<void>
}

export interface VendorsParts {
  readonly settings: Settings
  readonly registry: Registry
  readonly connections: Connections
  readonly egress: EgressPolicy
  readonly metrics: Metrics
  readonly breakers: Breakers
  readonly limits: VendorLimits
  readonly network: Network | undefined
  readonly random: () => number
  readonly now: () => number
}

/** Builds one client for each connection and each loaded major of its connector. */
export function openVendors(parts: VendorsParts): Vendors {
  const { settings, registry, connections, egress, metrics, breakers, limits, network, random, now } = parts
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
  const retry = {
    attempts: settings.vendorAttempts,
    base: inMilliseconds(settings.retryBase),
    cap: inMilliseconds(settings.retryCap),
  }
  const refusalsOf = registerRetryRefusals(metrics.registry)
  const budgetOf = createRetryBudgets({ share: settings.retryBudget, floor: settings.retryBudgetFloor })
  const validated = createValidatedAnswers(Math.ceil(settings.cacheBytes / 4))
  const clients = new Map<ConnectorHost, Map<Connection, VendorClient>>()
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
    })
    const clientParts = { host, transport, retry, random, now, originOf, validated }
    const own = connections.list().filter(({ connector }) => connector === id)
    clients.set(
      host,
      new Map(
        own.map((connection) => [
          connection,
          createVendorClient(connection, { ...clientParts, limits: limits.of(host, connection) }),
        ]),
      ),
    )
  }
  return {
    clientOf: (host, connection) => clients.get(host)?.get(connection) as VendorClient,
    async close() {
      await Promise.all([...transports.values()].map((transport) => transport.close()))
    },
  }
}
