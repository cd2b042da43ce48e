import { upperBounds } from './duration-histogram.ts'

/**
 * The duration, in seconds, that this share of the calls took at most, by the buckets of `upperBounds`. As
 * `histogram_quantile` of Prometheus has it: evenly spread within a bucket, and the last bound for anything longer.
 */
export function quantileOf(buckets: readonly number[], calls: number, share: number): number {
  const rank = share * calls
  let below = 0
  for (const [bucket, observed] of buckets.entries()) {
    const upper = upperBounds[bucket]
    if (upper === undefined) break
    if (observed > 0 && below + observed >= rank) {
      const lower = upperBounds[bucket - 1] ?? 0
      return lower + ((upper - lower) * (rank - below)) / observed
    }
    below += observed
  }
  return upperBounds.at(-1) ?? 0
}
