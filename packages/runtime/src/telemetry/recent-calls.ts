import { isProblemCode, problemKinds } from '@patchbay/contract'
import { Gauge, type Registry } from 'prom-client'
import type { DurationHistogram } from './duration-histogram.ts'
import { quantileOf } from './quantile-of.ts'

/** Milliseconds that the figures look back. */
const window = 300_000
/** Milliseconds between two times that are remembered; the window is longer by up to this. */
export const keepEvery = 10_000

const quantiles = [0.5, 0.95, 0.99] as const

/** The calls of one connector since the start, apart from those whose callers were at fault. */
interface Tally {
  /** By duration, as the histogram has them: not cumulative. */
  readonly buckets: number[]
  calls: number
  errors: number
}

interface Kept {
  readonly at: number
  readonly tallies: ReadonlyMap<string, Tally>
}

export interface RecentCalls {
  /** Remembers the counts of now, for later figures to begin from. */
  keep(): void
}

/**
 * Registers what an operator asks first of a connector: how long its calls take, and how many of them fail, over the
 * last five minutes. Nothing is counted for it: the histogram of calls is remembered every ten seconds, and a scrape
 * takes the difference. Quantiles are as exact as its buckets: interpolated within one, and 30 s for anything longer.
 * A connector without calls in that time has no figures.
 *
 * Errors are the problems with a status of 500 and above. A call that ends with another problem is left out of both
 * figures: it says something about its caller or its connection, and would make a bad connector look better.
 */
export function registerRecentCalls(
  registry: Registry,
  durations: DurationHistogram,
  clock: () => number = () => performance.now(),
): RecentCalls {
  let kept: Kept[] = [{ at: clock(), tallies: new Map() }]

  const difference = (): ReadonlyMap<string, Tally> => {
    const now = clock()
    const from = kept.findLast(({ at }) => now - at >= window) ?? kept[0]
    const tallies = tally(durations)
    for (const [connector, { buckets, calls, errors }] of from?.tallies ?? []) {
      const current = tallies.get(connector)
      if (current === undefined) continue
      buckets.forEach((count, bucket) => (current.buckets[bucket] = (current.buckets[bucket] ?? 0) - count))
      current.calls -= calls
      current.errors -= errors
    }
    return tallies
  }

  new Gauge({
    name: 'patchbay_connector_call_seconds',
    help: 'Duration of calls over the last five minutes, interpolated from the buckets of patchbay_call_duration_seconds. Without calls whose problem has a status below 500.',
    labelNames: ['connector', 'quantile'],
    registers: [registry],
    collect() {
      this.reset()
      for (const [connector, { buckets, calls }] of difference()) {
        if (calls === 0) continue
        for (const share of quantiles)
          this.set({ connector, quantile: share }, quantileOf(buckets, calls, share))
      }
    },
  })
  new Gauge({
    name: 'patchbay_connector_error_ratio',
    help: 'Share of calls over the last five minutes that failed with a problem of status 500 or above. Without calls whose problem has a status below 500.',
    labelNames: ['connector'],
    registers: [registry],
    collect() {
      this.reset()
      for (const [connector, { calls, errors }] of difference()) {
        if (calls > 0) this.set({ connector }, errors / calls)
      }
    },
  })

  return {
    keep() {
      const now = clock()
      const old = kept.findLastIndex(({ at }) => now - at >= window)
      kept = [...kept.slice(Math.max(0, old)), { at: now, tallies: tally(durations) }]
    },
  }
}

function tally(durations: DurationHistogram): Map<string, Tally> {
  const tallies = new Map<string, Tally>()
  for (const { labels, buckets, count } of durations.list()) {
    const { connector = '', outcome = '' } = labels
    const isError = isProblemCode(outcome) && problemKinds[outcome].status >= 500
    if (!isError && outcome !== 'ok') continue
    let sum = tallies.get(connector)
    if (sum === undefined) {
      sum = { buckets: buckets.map(() => 0), calls: 0, errors: 0 }
      tallies.set(connector, sum)
    }
    for (const [bucket, observed] of buckets.entries())
      sum.buckets[bucket] = (sum.buckets[bucket] ?? 0) + observed
    sum.calls += count
    if (isError) sum.errors += count
  }
  return tallies
}
