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

/** The median of the 99th percentiles of rounds: a burst of something else on the machine spoils one, not the figure. */
export const typicalP99 = (rounds: readonly Sample[][]): number => quantile(rounds.map(p99), 0.5)

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

/**
 * How likely values that are spread evenly from 0 to 1 are to look less even than these: the p of a
 * Kolmogorov–Smirnov test, by its asymptotic distribution, for more than a few dozen values.
 */
export function evenness(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right)
  const count = sorted.length
  const distance = sorted.reduce(
    (most, value, index) => Math.max(most, value - index / count, (index + 1) / count - value),
    0,
  )
  const scaled = (Math.sqrt(count) + 0.12 + 0.11 / Math.sqrt(count)) * distance
  let p = 0
  for (let term = 1; term <= 100; term += 1) {
    p += 2 * (-1) ** (term - 1) * Math.exp(-2 * term ** 2 * scaled ** 2)
  }
  return Math.min(1, Math.max(0, p))
}
