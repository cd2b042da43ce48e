import type { Logger } from 'pino'
import type { Registry } from 'prom-client'
import type { Settings } from '../configuration/settings.ts'
import { createFlagMetrics } from '../flags/flag-metrics.ts'
import { openFlags, type Flags } from '../flags/open-flags.ts'
import type { Limiter } from '../limits/limiter.ts'
import type { ChangeFeed } from '../store/change-feed.ts'
import type { Tracing } from '../telemetry/traces/span.ts'
import type { Store } from '../store/store.ts'
import { readTenantClasses } from '../tenants/tenant-classes.ts'
import { openUsage } from '../usage/open-usage.ts'
import { openQuotas, type Quotas } from '../usage/quotas/open-quotas.ts'
import { createTermsOfCalls, type TermsOfCalls } from './call-terms.ts'

/** The terms of all calls, with what they follow from. */
export interface OpenTerms {
  readonly terms: TermsOfCalls
  readonly flags: Flags
  readonly quotas: Quotas
  /** Stores what was counted. Close it after the last call and before the store and the limiter. */
  readonly close: () => Promise<void>
}

export interface OpenTermsParts {
  readonly settings: Settings
  readonly store: Store
  readonly changes: ChangeFeed
  readonly limiter: Limiter
  readonly registry: Registry
  readonly tracing: Tracing | undefined
  readonly log: Logger
  /** Milliseconds since 1970. */
  readonly now: () => number
}

export async function openTerms(parts: OpenTermsParts): Promise<OpenTerms> {
  const [flags, quotas] = await Promise.all([openFlags(parts), openQuotas(parts)])
  const usage = openUsage(parts)
  const flagMetrics = createFlagMetrics(parts.registry)
  const classOf = readTenantClasses(parts.settings.tenantClasses)
  const terms = createTermsOfCalls({ flags, flagMetrics, quotas, usage, classOf })
  return {
    terms,
    flags,
    quotas,
    async close() {
      terms.close()
      await Promise.all([flags.close(), quotas.close(), usage.close()])
    },
  }
}
