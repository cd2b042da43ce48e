export interface LatencySummary {
  readonly connector: string
  readonly face: 'mcp' | 'rest'
  readonly samples: number
  /** Milliseconds. */
  readonly p50: number
  readonly p95: number
}

/** Keeps how long calls took, by connector and face. */
export interface LatencyBook {
  add(connector: string, face: 'mcp' | 'rest', took: number): void
  summaries(): LatencySummary[]
}

export function createLatencyBook(): LatencyBook {
  const book = new Map<string, { connector: string; face: 'mcp' | 'rest'; times: number[] }>()
  return {
    add(connector, face, took) {
      const key = `${connector} ${face}`
      const entry = book.get(key) ?? { connector, face, times: [] }
      book.set(key, entry)
      entry.times.push(took)
    },
    summaries: () =>
      [...book.values()].map(({ connector, face, times }) => {
        const sorted = times.toSorted((one, other) => one - other)
        return {
          connector,
          face,
          samples: times.length,
          p50: percentile(sorted, 50),
          p95: percentile(sorted, 95),
        }
      }),
  }
}

/** The smallest value that this share of them does not pass (nearest rank), to a tenth. */
export function percentile(sorted: readonly number[], share: number): number {
  const value = sorted[Math.max(0, Math.ceil((share / 100) * sorted.length) - 1)] ?? 0
  return Math.round(value * 10) / 10
}
