import { sharedKey } from '../../shared-state/shared-key.ts'
import type { Take } from '../../shared-state/shared-limits.ts'
import { calendarPeriod, type CalendarPeriod } from './calendar-period.ts'
import type { QuotaLimit } from './quota.ts'

/** One limit of a tenant's quota as it is counted in the present period. */
export interface QuotaBucket {
  readonly limit: QuotaLimit
  /** Of the limit, such as `quota-month` or `quota-day-shopify`. */
  readonly policy: string
  readonly period: CalendarPeriod
  readonly take: Take
}

export const policyOf = ({ period, connector }: QuotaLimit): string =>
  connector === undefined ? `quota-${period}` : `quota-${period}-${connector}`

/**
 * The bucket at a moment in milliseconds since 1970. Each period has a key of its own, so that what instances have taken
 * in advance of one is never given back to the next.
 */
export function quotaBucket(tenant: string, limit: QuotaLimit, at: number): QuotaBucket {
  const period = calendarPeriod(limit.period, at)
  const policy = policyOf(limit)
  const { name, endsAt } = period
  return {
    limit,
    policy,
    period,
    take: {
      key: sharedKey(`tenant ${tenant}`, policy, name),
      rule: { kind: 'period', amount: limit.calls, period: name, endsAt, isLeasable: true },
      cost: 1,
    },
  }
}
