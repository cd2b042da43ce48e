import type { Sample } from './open-loop.ts'

/** The value that a share of the others does not exceed; 0 where there are none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].toSorted((left, right) => left - right)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
}

/** 99 of 100 of these samples took no longer, in milliseconds. */
export const p99 = (samples: readonly Sample[]): number =>
  quantile(
    samples.map(({ latency }) => latency),
    0.99,
  )

/** The samples that were meant to be sent in this span, in milliseconds since the load began. */
export const between = (samples: readonly Sample[], from: number, to: number): Sample[] =>
  samples.filter(({ at }) => at >= from && at < to)

/** How often each status, and each code of a failure, occurred: `200: 5,000, 429 rate_limited: 12`. */
export function outcomes(samples: readonly Sample[]): string {
  const counts = new Map<string, number>()
  for (const { status, code } of samples) {
    const key = code === undefined ? String(status) : `${status} ${code}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return [...counts].map(([key, count]) => `${key}: ${count.toLocaleString('en')}`).join(', ')
}
