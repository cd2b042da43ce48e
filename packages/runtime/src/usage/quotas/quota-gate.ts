import type { Admission, Limiter } from '../../limits/limiter.ts'
import type { MaybePromise } from '../../shared-state/shared-state.ts'
import type { Take } from '../../shared-state/shared-limits.ts'
import { quotaBucket, type QuotaBucket } from './quota-bucket.ts'
import { quotaSpent } from './quota-spent.ts'
import type { Quota } from './quota.ts'

/** What the calls of a tenant to one connector have to pass. */
export interface QuotaGate {
  /** Counts a call. Throws or rejects with `rate_limited`, naming the policy, if its quota is spent. */
  enter(): MaybePromise<void>
}

export interface QuotaGateParts {
  readonly limiter: Pick<Limiter, 'tryAcquire'>
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly onRefused: (period: 'day' | 'month') => void
}

/** Undefined where no limit is about the connector. */
export function quotaGate(
  { tenant, limits }: Quota,
  connector: string,
  { limiter, now, onRefused }: QuotaGateParts,
): QuotaGate | undefined {
  const own = limits.filter((limit) => limit.connector === undefined || limit.connector === connector)
  if (own.length === 0) return undefined
  let buckets: readonly QuotaBucket[] = []
  let takes: readonly Take[] = []
  let until = 0

  const judge = (admission: Admission): void => {
    if (admission.admitted) return
    const bucket = buckets[admission.take]
    if (bucket === undefined) return // the period has turned while it was asked, and a new one has begun
    onRefused(bucket.limit.period)
    throw quotaSpent(bucket, now())
  }

  return {
    enter() {
      const time = now()
      if (time >= until) {
        buckets = own.map((limit) => quotaBucket(tenant, limit, time))
        takes = buckets.map(({ take }) => take)
        until = Math.min(...buckets.map(({ period }) => period.endsAt))
      }
      const admission = limiter.tryAcquire(takes)
      return admission instanceof Promise ? admission.then(judge) : judge(admission)
    },
  }
}
