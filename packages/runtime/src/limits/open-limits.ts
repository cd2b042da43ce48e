import type { Registry as MetricRegistry } from 'prom-client'
import { inMilliseconds } from '../configuration/durations.ts'
import type { Settings } from '../configuration/settings.ts'
import type { Connection } from '../connections/connection.ts'
import type { EndedConnection } from '../connections/ended-connection.ts'
import type { ConnectorHost } from '../connectors/connector-host.ts'
import { sharedKey, type SharedKey } from '../shared-state/shared-key.ts'
import { createConnectionLimits, type ConnectionLimits } from './connection-limits.ts'
import { bucketsOfLimit, type LimitBucket } from './limit-bucket.ts'
import { createLimitMetrics } from './limit-metrics.ts'
import {
  limitOverview,
  type LimitsOfConnection,
  type LimitState,
  type OverviewFilter,
} from './limit-overview.ts'
import { ruleOf } from './limit-rule.ts'
import type { Limiter } from './limiter.ts'
import { operationCharges } from './operation-charges.ts'

/** The limits of all vendors. */
export interface VendorLimits {
  /** Of a connection, as this major of its connector declares them. */
  of(host: ConnectorHost, connection: Connection): ConnectionLimits
  /** Lets go of what is held for a connection that is no more. What others take from as well stays. */
  forget(connection: EndedConnection): void
  overview(filter: OverviewFilter): Promise<LimitState[]>
}

export interface VendorLimitsParts {
  readonly settings: Pick<Settings, 'limits' | 'callTimeoutMax'>
  readonly limiter: Limiter
  readonly registry: MetricRegistry
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** Milliseconds after the longest call for which a hold that nobody released is kept. */
const holdSlack = 10_000

export function openLimits({ settings, limiter, registry, now: wall }: VendorLimitsParts): VendorLimits {
  const known = new Map<SharedKey, LimitBucket>()
  const connections = new Map<string, LimitsOfConnection>()
  const holdFor = inMilliseconds(settings.callTimeoutMax) + holdSlack
  const overview = (filter: OverviewFilter): Promise<LimitState[]> =>
    limitOverview([...connections.values()], filter, limiter, wall)
  const metrics = createLimitMetrics(registry, {
    states: () => overview({}),
    isDegraded: () => limiter.isDegraded,
  })

  return {
    of({ description }, connection) {
      const gateOf = (origin: string): SharedKey =>
        sharedKey(description.id, 'origin', connection.uid, origin)
      const limits = new Map(
        Object.entries(description.limits).map(([id, limit]) => [
          id,
          bucketsOfLimit({ id, limit, connection, known, rule: ruleOf(limit, { holdFor, wall }) }),
        ]),
      )
      // Two majors have the same buckets; those of the one that is newer, and so comes last, are shown.
      connections.set(connection.uid, {
        tenant: connection.tenant,
        connector: description.id,
        connection: connection.id,
        limits,
        gates: Object.keys(connection.origins).map(gateOf),
      })
      return createConnectionLimits({
        limiter,
        isEnforced: settings.limits === 'enforce',
        fairKey: connection.uid,
        limits,
        charges: new Map(
          description.operations.map((operation) => [operation.id, operationCharges(operation, limits)]),
        ),
        gateOf,
        metrics: metrics.of(description.id),
      })
    },
    forget({ uid }) {
      for (const { only } of connections.get(uid)?.limits.values() ?? []) {
        if (only?.limit.per.includes('connection') === true) known.delete(only.key)
      }
      connections.delete(uid)
    },
    overview,
  }
}
