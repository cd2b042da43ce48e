import { addCounts, noCounts, UsageCounter, type UsageCounts, type UsageSeries } from './usage-counter.ts'

/** What was counted of one series in one hour, and is not stored yet. */
export interface UsageEntry {
  readonly series: UsageSeries
  /** When the hour begins, in milliseconds since 1970. */
  readonly hour: number
  readonly counts: UsageCounts
}

/** What this instance has counted and not stored. */
export interface UsageLedger {
  /** A counter that is the caller's own. Two of one series are added up. */
  counter(series: UsageSeries): UsageCounter
  /** Enters what the counters hold, under the hour that the last cut has begun. */
  cut(): void
  /** Takes out up to so many entries: they are the caller's now. */
  take(most: number): UsageEntry[]
  readonly size: number
}

export interface UsageLedgerParts {
  /** Milliseconds since 1970. */
  readonly now: () => number
  /**
   * While the store is away for hours, each hour has entries of its own. With more than this, those of a series are put
   * together under its latest hour: no count is lost, and memory is bounded by the series. Default: 100,000.
   */
  readonly mostEntries?: number
}

export const hourLength = 3_600_000

export const hourOf = (time: number): number => Math.floor(time / hourLength) * hourLength

export function createUsageLedger({ now, mostEntries = 100_000 }: UsageLedgerParts): UsageLedger {
  let touched: UsageCounter[] = []
  let entries = new Map<string, UsageEntry>()
  let hour = hourOf(now())

  const enter = (series: UsageSeries, at: number): UsageCounts => {
    const key = `${at} ${nameOf(series)}`
    let entry = entries.get(key)
    if (entry === undefined) {
      entry = { series, hour: at, counts: noCounts() }
      entries.set(key, entry)
    }
    return entry.counts
  }

  const putTogether = (): void => {
    const latest = new Map<string, number>()
    for (const { series, hour: at } of entries.values()) {
      const name = nameOf(series)
      latest.set(name, Math.max(at, latest.get(name) ?? 0))
    }
    const before = entries.values()
    entries = new Map()
    for (const { series, counts } of before)
      addCounts(enter(series, latest.get(nameOf(series)) ?? hour), counts)
  }

  return {
    counter: (series) => new UsageCounter(series, (counter) => touched.push(counter)),
    cut() {
      const counters = touched
      touched = []
      for (const counter of counters) counter.moveTo(enter(counter.series, hour))
      hour = hourOf(now())
      if (entries.size > mostEntries) putTogether()
    },
    take(most) {
      const taken = [...entries].slice(0, most)
      for (const [key] of taken) entries.delete(key)
      return taken.map(([, entry]) => entry)
    },
    get size() {
      return entries.size
    },
  }
}

// None of the three has a space in it.
const nameOf = ({ tenant, connector, operation }: UsageSeries): string =>
  `${tenant} ${connector} ${operation}`
