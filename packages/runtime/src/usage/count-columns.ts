import { upperBounds } from '../telemetry/duration-histogram.ts'
import type { UsageCounts } from './usage-counter.ts'

/** Columns with how many calls took how long, one for each bucket of `upperBounds` and one for what is above them. */
export const tookColumns = Array.from(
  { length: upperBounds.length + 1 },
  (_, bucket) => `took_${bucket}` as const,
)

const callColumns = [
  'calls',
  'caller_errors',
  'vendor_errors',
  'own_errors',
  'cache_hits',
  'stale_answers',
] as const

/** The counts that each minute and each hour has. */
export const countColumns = [...callColumns, ...tookColumns]

export type CountColumns = Record<(typeof callColumns)[number] | `took_${number}`, number>

export function countsAsColumns(counts: UsageCounts): CountColumns {
  const { calls, callerErrors, vendorErrors, ownErrors, cacheHits, staleAnswers, buckets } = counts
  const took = Object.fromEntries(tookColumns.map((name, bucket) => [name, buckets[bucket] ?? 0]))
  return {
    calls,
    caller_errors: callerErrors,
    vendor_errors: vendorErrors,
    own_errors: ownErrors,
    cache_hits: cacheHits,
    stale_answers: staleAnswers,
    ...took,
  }
}
