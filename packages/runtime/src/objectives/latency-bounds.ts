import { upperBounds } from '../telemetry/duration-histogram.ts'

/**
 * What a latency objective may have as its threshold, in seconds: calls are counted by these bounds and by no other, so a
 * threshold between two of them would promise what nobody measures.
 */
export const isLatencyBound = (seconds: number): boolean => upperBounds.includes(seconds)

/** For people: `5ms, 10ms, …, 30s`. */
export const latencyBounds = upperBounds
  .map((seconds) => (seconds < 1 ? `${seconds * 1_000}ms` : `${seconds}s`))
  .join(', ')

/** How many of the counted durations are not above the bound. */
export function countWithin(buckets: readonly number[], bound: number): number {
  let within = 0
  for (const [bucket, count] of buckets.entries()) {
    if ((upperBounds[bucket] ?? Infinity) <= bound) within += count
  }
  return within
}
