import type { Connections } from '../connections/connections.ts'
import type { Registry } from '../connectors/registry.ts'
import type { Flags } from '../flags/open-flags.ts'
import type { VendorLimits } from '../limits/open-limits.ts'
import type { MaybePromise } from '../shared-state/shared-state.ts'
import type { CallHistory } from '../statistics/call-history.ts'
import type { Store } from '../store/store.ts'
import type { Breakers } from '../vendor/breaker/open-breakers.ts'
import { watchBreakers } from './breaker-reasons.ts'
import { connectionHealth, connectionReason, none } from './connection-health.ts'
import { healthStatuses, type Burning, type ConnectorHealth, type HealthReason } from './connector-health.ts'
import { createFirstSeen } from './first-seen.ts'
import { limitReasons } from './limit-reasons.ts'
import { shareAnswers } from './share-answers.ts'
import { flagReason, quarantineReason, supportReason } from './standing-reasons.ts'
import { noFigures, recentFigures, trafficReasons } from './traffic-health.ts'

/** How connectors are. */
export interface ConnectorsHealth {
  /**
   * Of every connector, in the order of their ids, as this tenant sees it; as the operator does where none is given. May
   * be half a second old. Rejects with a `Problem` while the store is away.
   */
  read(tenant: string | undefined): Promise<readonly ConnectorHealth[]>
}

export interface ConnectorsHealthParts {
  readonly registry: Registry
  readonly connections: Pick<Connections, 'unmanaged'>
  readonly breakers: Pick<Breakers, 'list' | 'events'>
  readonly limits: Pick<VendorLimits, 'overview'>
  readonly flags: Pick<Flags, 'decide'>
  readonly history: CallHistory
  readonly store: Store
  /** Objectives whose budget is spent too fast, of a tenant or of all. */
  readonly burning?: (tenant: string | undefined) => MaybePromise<Burning>
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/**
 * Milliseconds that an answer is good for. Consoles ask each second, each of them; none is told the same answer twice, so
 * that what happens is on their pages within two seconds.
 */
const answerAge = 500
/** Stands for all tenants; none has this id. */
const everyTenant = '*'

export function openConnectorHealth(parts: ConnectorsHealthParts): ConnectorsHealth {
  const { registry, breakers, limits, flags, history, now } = parts
  const { burning = () => new Map() } = parts
  const startedAt = now()
  const firstSeen = createFirstSeen(now)
  const breakerReasons = watchBreakers(breakers)
  const loaded = Map.groupBy(registry.loaded, ({ host }) => host.description.id)
  const quarantined = Map.groupBy(registry.quarantined, ({ id }) => id)
  const ids = [...new Set([...loaded.keys(), ...quarantined.keys()])].toSorted()

  const workOut = async (scope: string): Promise<ConnectorHealth[]> => {
    const tenant = scope === everyTenant ? undefined : scope
    const time = now()
    const [connections, figures, limitStates, burnt] = await Promise.all([
      connectionHealth(parts, tenant),
      recentFigures(history, tenant, time),
      limits.overview({ tenant }),
      burning(tenant),
    ])
    const spent = await limitReasons(limitStates, scope, firstSeen, time)
    const visible = Map.groupBy(breakers.list(tenant), ({ connector }) => connector)

    return Promise.all(
      ids.map(async (connector) => {
        const majors = (loaded.get(connector) ?? []).map(({ host }) => host.description)
        const highest = majors.toSorted((one, other) => majorOf(other) - majorOf(one))[0]
        const ofVendor = visible.get(connector) ?? []
        const ofTenant = connections.get(connector) ?? none
        const recent = figures.get(connector) ?? noFigures
        const objective = burnt.get(connector)
        const traffic = { tenant, connector, figures: recent, now: time }
        const reasons = [
          ...(quarantined.get(connector) ?? []).map((one) =>
            quarantineReason(one, majors.length > 0, startedAt),
          ),
          flagReason(flags, tenant, connector),
          ...breakerReasons(ofVendor),
          connectionReason(ofTenant),
          ...(await trafficReasons(history, firstSeen, traffic)),
          spent.get(connector),
          objective && burningReason(objective),
          ...majors.map((description) => supportReason(description, time)),
        ].filter((reason) => reason !== undefined)
        const sunset = highest?.vendor.sunset
        return {
          connector,
          title: highest?.title ?? connector,
          version: highest?.version ?? null,
          stability: highest?.stability ?? null,
          ...verdictOf(reasons),
          origins: ofVendor.map(({ origin, state }) => ({ origin, breaker: state })),
          connections: { total: ofTenant.total, failing: ofTenant.failing },
          support: sunset === undefined || sunset === null ? null : { until: sunset },
          recent: { calls: recent.calls, errorRatio: recent.errorRatio, p95: recent.p95 },
        }
      }),
    )
  }
  const share = shareAnswers(answerAge, workOut)
  return { read: (tenant) => share(tenant ?? everyTenant) }
}

const majorOf = ({ version }: { readonly version: string }): number => Number.parseInt(version, 10)

const burningReason = ({ message, since }: { message: string; since: number }): HealthReason => ({
  code: 'objective_burning',
  status: 'degraded',
  message,
  since,
  advice: 'GET /v1/slo shows how much of the budget is left, and GET /v1/alerts what was alerted.',
})

/** The worst of the reasons decides, and the oldest of these since when. */
function verdictOf(reasons: readonly HealthReason[]): Pick<ConnectorHealth, 'status' | 'since' | 'reasons'> {
  const rank = ({ status }: HealthReason): number => healthStatuses.indexOf(status)
  const ordered = reasons.toSorted((one, other) => rank(other) - rank(one))
  const status = ordered[0]?.status
  if (status === undefined) return { status: 'ok', since: null, reasons: [] }
  const deciding = ordered.filter((reason) => reason.status === status)
  return { status, since: Math.min(...deciding.map(({ since }) => since)), reasons: ordered }
}
