import { quantileOf } from '../telemetry/quantile-of.ts'
import type { CallCounts } from './call-history.ts'

/** What counts come to. */
export interface Figures {
  readonly calls: number
  readonly errors: { readonly caller: number; readonly vendor: number; readonly patchbay: number }
  readonly cacheHits: number
  /** Of the calls that were not at fault themselves; null without any. */
  readonly errorRatio: number | null
  /** Seconds; null without any call that was not at fault itself. */
  readonly p50: number | null
  readonly p95: number | null
  readonly p99: number | null
}

export function figuresOf(counts: CallCounts): Figures {
  const { calls, callerErrors, vendorErrors, ownErrors, cacheHits, buckets } = counts
  const judged = calls - callerErrors
  // Of hours before durations were written down there are calls without any.
  const timed = buckets.reduce((sum, count) => sum + count, 0)
  const quantile = (share: number): number | null => (timed === 0 ? null : quantileOf(buckets, timed, share))
  return {
    calls,
    errors: { caller: callerErrors, vendor: vendorErrors, patchbay: ownErrors },
    cacheHits,
    errorRatio: judged === 0 ? null : (vendorErrors + ownErrors) / judged,
    p50: quantile(0.5),
    p95: quantile(0.95),
    p99: quantile(0.99),
  }
}

export function sumOf(lines: readonly CallCounts[]): CallCounts {
  const [first, ...others] = lines
  if (first === undefined)
    return {
      calls: 0,
      callerErrors: 0,
      vendorErrors: 0,
      ownErrors: 0,
      cacheHits: 0,
      staleAnswers: 0,
      buckets: [],
    }
  return others.reduce<CallCounts>(
    (sum, line) => ({
      calls: sum.calls + line.calls,
      callerErrors: sum.callerErrors + line.callerErrors,
      vendorErrors: sum.vendorErrors + line.vendorErrors,
      ownErrors: sum.ownErrors + line.ownErrors,
      cacheHits: sum.cacheHits + line.cacheHits,
      staleAnswers: (sum.staleAnswers ?? 0) + (line.staleAnswers ?? 0),
      buckets: sum.buckets.map((count, bucket) => count + (line.buckets[bucket] ?? 0)),
    }),
    first,
  )
}
