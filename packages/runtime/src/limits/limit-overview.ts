import type { Limit } from '@patchbay/contract'
import type { SharedKey } from '../shared-state/shared-key.ts'
import type { BucketsOfLimit, LimitBucket } from './limit-bucket.ts'
import type { Limiter } from './limiter.ts'

/** How one bucket of a limit is now. */
export interface LimitState {
  readonly connector: string
  readonly connection: string
  /** Id of the limit. */
  readonly limit: string
  readonly title: string
  readonly unit: string
  readonly kind: Limit['kind']
  readonly per: readonly string[]
  /** What is counted together, by the keys of `per`. */
  readonly values: Readonly<Record<string, string>>
  readonly capacity: number
  readonly left: number
  readonly refillPerSecond?: number
  readonly window?: string
  readonly timeZone?: string
  /** Seconds until it is full if nothing more is taken. */
  readonly fullIn: number
  /** Requests that wait for it on this instance. */
  readonly waiting: number
  /** ISO date, while the vendor wants nothing of it asked. */
  readonly pausedUntil: string | null
  readonly source: string
  /** Whether the shared state is away, so that this is this instance's share. */
  readonly degraded: boolean
}

/** The limits of one connection, as far as they are known. */
export interface LimitsOfConnection {
  readonly tenant: string
  readonly connector: string
  readonly connection: string
  readonly limits: ReadonlyMap<string, BucketsOfLimit>
  /** Of the connection at each of its origins. */
  readonly gates: readonly SharedKey[]
}

export interface OverviewFilter {
  /** Default: all of them. */
  readonly tenant?: string | undefined
  readonly connector?: string | undefined
  readonly connection?: string | undefined
}

/** Every bucket of these connections. One question to the store for each connector. */
export async function limitOverview(
  all: readonly LimitsOfConnection[],
  { tenant, connector, connection }: OverviewFilter,
  limiter: Limiter,
  wall: () => number,
): Promise<LimitState[]> {
  const wanted = all.filter(
    (one) =>
      (tenant === undefined || one.tenant === tenant) &&
      (connector === undefined || one.connector === connector) &&
      (connection === undefined || one.connection === connection),
  )
  const byConnector = Map.groupBy(wanted, (one) => one.connector)
  const states = await Promise.all(
    [...byConnector.values()].map(async (connections) => {
      const listed = connections.flatMap((one) =>
        [...one.limits.values()].flatMap((buckets) => buckets.list().map((bucket) => ({ one, bucket }))),
      )
      if (listed.length === 0) return []
      const levels = await limiter.levels(
        listed.map(({ bucket }) => ({ key: bucket.key, rule: bucket.rule() })),
      )
      return listed.map(({ one, bucket }, index): LimitState => {
        const level = levels[index]
        const pause = Math.max(...[bucket.key, ...one.gates].map((key) => limiter.pausedFor(key)))
        return {
          connector: one.connector,
          connection: one.connection,
          ...factsOf(bucket),
          capacity: level?.capacity ?? 0,
          left: level?.left ?? 0,
          ...(bucket.limit.kind === 'bucket' ? { refillPerSecond: level?.refillPerSecond ?? 0 } : {}),
          fullIn: (level?.fullIn ?? 0) / 1_000,
          waiting: limiter.waiting(bucket.key),
          pausedUntil: pause > 0 ? new Date(wall() + pause).toISOString() : null,
          degraded: limiter.isDegraded,
        }
      })
    }),
  )
  return states.flat()
}

function factsOf({ id, limit, values }: LimitBucket) {
  const { title, unit, kind, per, source } = limit
  return {
    limit: id,
    title,
    unit,
    kind,
    per,
    values,
    source,
    ...(limit.kind === 'window' ? { window: limit.window } : {}),
    ...(limit.kind === 'window' && limit.timeZone !== undefined ? { timeZone: limit.timeZone } : {}),
  }
}
