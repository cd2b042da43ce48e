import { Counter, type Registry } from 'prom-client'
import type { Logger } from 'pino'
import type { Limiter } from '../../limits/limiter.ts'
import type { Store } from '../../store/store.ts'
import type { ChangeFeed } from '../../store/change-feed.ts'
import type { Tracing } from '../../telemetry/traces/span.ts'
import { tracedRead } from '../../telemetry/traces/traced-read.ts'
import { createLatest } from '../../store/latest.ts'
import { quotaBucket } from './quota-bucket.ts'
import { quotaGate, type QuotaGate } from './quota-gate.ts'
import { createQuotaStore, quotaTopic, type QuotaStore } from './quota-store.ts'
import type { Quota, QuotaLimit } from './quota.ts'

/** Where a tenant stands with one of its limits. */
export interface QuotaLevel extends QuotaLimit {
  readonly policy: string
  readonly used: number
  readonly left: number
  /** `warning` from the share on that the limit names. */
  readonly state: 'ok' | 'warning' | 'spent'
  readonly resetsAt: string
}

/** How many calls each tenant may make. */
export interface Quotas {
  /** Undefined for a tenant without a limit that is about the connector. */
  gate(tenant: string, connector: string): QuotaGate | undefined
  /** Undefined for a tenant that has never had one. */
  find(tenant: string): Quota | undefined
  levels(tenant: string): Promise<QuotaLevel[]>
  readonly stored: QuotaStore
  /** Reads the quotas again. Resolves when what was stored before the call is in effect here. */
  refresh(): Promise<void>
  /** Gates are others from now on. Returns what ends it. */
  onChange(listener: () => void): () => void
  close(): Promise<void>
}

export interface QuotasParts {
  readonly store: Store
  readonly changes: ChangeFeed
  readonly limiter: Limiter
  readonly registry: Registry
  readonly log: Logger
  readonly tracing?: Tracing | undefined
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** Milliseconds after which counts that the shared state may have lost are looked for. */
const compareEvery = 60_000

export async function openQuotas({
  store,
  changes,
  limiter,
  registry,
  log,
  now,
  tracing,
}: QuotasParts): Promise<Quotas> {
  const stored = createQuotaStore(store, changes)
  const listeners = new Set<() => void>()
  let quotas: ReadonlyMap<string, Quota> = new Map()
  const refused = new Counter({
    name: 'patchbay_quota_refusals_total',
    help: 'Calls that were refused because the quota of their tenant is spent, by period.',
    labelNames: ['period'],
    registers: [registry],
  })
  for (const period of ['day', 'month']) refused.inc({ period }, 0)
  const onRefused = (period: string): void => refused.inc({ period })

  /**
   * The limiter counts, and may have lost its counts: with the process, or with the shared state. What is stored may be
   * a second behind, so it counts only where it is more.
   */
  const seed = async ({ tenant, limits }: Quota): Promise<void> => {
    for (const limit of limits) {
      const { take, period } = quotaBucket(tenant, limit, now())
      const used = await stored.used(tenant, limit.connector, new Date(period.startsAt))
      const [level] = await limiter.levels([take])
      const isBehind = level !== undefined && limit.calls - level.left < used
      // Also where nothing is new, so that the limiter asks again about what it remembers as spent.
      limiter.learn(take.key, take.rule, isBehind ? { left: limit.calls - used } : {})
    }
  }

  const seedAll = async (ones: Iterable<Quota>): Promise<void> => {
    try {
      for (const quota of ones) await seed(quota)
    } catch (error) {
      log.warn({ err: error }, 'quotas could not be compared with usage; this is tried again')
    }
  }

  const read = async (): Promise<void> => {
    const before = quotas
    quotas = new Map((await stored.load()).map((quota) => [quota.tenant, quota]))
    const changed = [...quotas.values()].filter(
      ({ tenant, version }) => before.get(tenant)?.version !== version,
    )
    if (changed.length === 0 && before.size === quotas.size) return
    await seedAll(changed)
    for (const listener of listeners) listener()
  }
  const latest = createLatest(tracedRead(tracing, 'quotas', read))
  await latest.refresh().catch((error: unknown) => {
    log.warn({ err: error }, 'quotas cannot be read yet')
    latest.catchUp()
  })

  let comparing: Promise<void> = Promise.resolve()
  const compare = (): void => void (comparing = comparing.then(() => seedAll(quotas.values())))
  const timer = setInterval(compare, compareEvery).unref()
  const endings = [
    changes.listen(quotaTopic, latest.catchUp),
    store.availability.onChange((isUp) => {
      if (isUp) latest.catchUp()
    }),
  ]

  return {
    gate(tenant, connector) {
      const quota = quotas.get(tenant)
      return quota && quotaGate(quota, connector, { limiter, now, onRefused })
    },
    find: (tenant) => quotas.get(tenant),
    async levels(tenant) {
      const limits = quotas.get(tenant)?.limits ?? []
      const buckets = limits.map((limit) => quotaBucket(tenant, limit, now()))
      const levels = await limiter.levels(buckets.map(({ take }) => take))
      return buckets.map(({ limit, policy, period }, index) => {
        const left = Math.max(0, Math.floor(levels[index]?.left ?? limit.calls))
        const used = limit.calls - left
        const state = left === 0 ? 'spent' : used >= limit.calls * limit.warnAt ? 'warning' : 'ok'
        return { ...limit, policy, used, left, state, resetsAt: new Date(period.endsAt).toISOString() }
      })
    },
    stored,
    refresh: latest.refresh,
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async close() {
      clearInterval(timer)
      for (const end of endings) end()
      await Promise.all([latest.close(), comparing])
    },
  }
}
