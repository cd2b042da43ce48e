import { addCounts, noCounts, UsageCounter, type UsageCounts, type UsageSeries } from './usage-counter.ts'

/** What was counted of one series in one minute, and is not stored yet. */
export interface UsageEntry {
  readonly series: UsageSeries
  /** When the minute begins, in milliseconds since 1970. */
  readonly minute: number
  readonly counts: UsageCounts
}

/** What this instance has counted and not stored. */
export interface UsageLedger {
  /** A counter that is the caller's own. Two of one series are added up. */
  counter(series: UsageSeries): UsageCounter
  /** Enters what the counters hold, under the minute in which the last cut was made. */
  cut(): void
  /** Takes out up to so many entries: they are the caller's now. */
  take(most: number): UsageEntry[]
  readonly size: number
}

export interface UsageLedgerParts {
  /** Milliseconds since 1970. */
  readonly now: () => number
  /**
   * While the store is away, each minute has entries of its own. With more than this, those of a series are put together
   * by hours, and if that does not do, under its latest minute: no count is lost, and memory is bounded by the series.
   * Default: 100,000.
   */
  readonly mostEntries?: number
}

export const minuteLength = 60_000
const hourLength = 3_600_000

export const minuteOf = (time: number): number => Math.floor(time / minuteLength) * minuteLength
export const hourOf = (time: number): number => Math.floor(time / hourLength) * hourLength

export function createUsageLedger({ now, mostEntries = 100_000 }: UsageLedgerParts): UsageLedger {
  let touched: UsageCounter[] = []
  let entries = new Map<string, UsageEntry>()
  let minute = minuteOf(now())

  const enter = (series: UsageSeries, at: number): UsageCounts => {
    const key = `${at} ${nameOf(series)}`
    let entry = entries.get(key)
    if (entry === undefined) {
      entry = { series, minute: at, counts: noCounts() }
      entries.set(key, entry)
    }
    return entry.counts
  }

  /** Puts entries of a series together that are alike by the key. */
  const putTogether = (keyOf: (entry: UsageEntry) => string): void => {
    const latest = new Map<string, number>()
    for (const entry of entries.values()) {
      const key = keyOf(entry)
      latest.set(key, Math.max(entry.minute, latest.get(key) ?? 0))
    }
    const before = entries.values()
    entries = new Map()
    for (const entry of before)
      addCounts(enter(entry.series, latest.get(keyOf(entry)) ?? minute), entry.counts)
  }

  return {
    counter: (series) => new UsageCounter(series, (counter) => touched.push(counter)),
    cut() {
      const counters = touched
      touched = []
      for (const counter of counters) counter.moveTo(enter(counter.series, minute))
      minute = minuteOf(now())
      if (entries.size <= mostEntries) return
      putTogether(({ series, minute: at }) => `${hourOf(at)} ${nameOf(series)}`)
      if (entries.size > mostEntries) putTogether(({ series }) => nameOf(series))
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
