import type { Metric, Registry } from 'prom-client'

/** The observations with one set of labels. */
export interface DurationSeries {
  readonly labels: Readonly<Record<string, string>>
  readonly count: number
  /** How many there were in each bucket; the last one is for what is above every bound. */
  readonly buckets: readonly number[]
  observe(seconds: number): void
}

export interface DurationHistogram {
  /** The series of a set of labels, always the same one. Finding it is slow: keep what is given. */
  series(labels: Readonly<Record<string, string>>): DurationSeries
  list(): Iterable<DurationSeries>
}

/** Seconds. A bucket holds what is not above its bound. */
export const upperBounds: readonly number[] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

/** Index of the bucket of a duration; that of the bounds' number for what is above all of them. */
export function bucketOf(seconds: number, bounds: readonly number[] = upperBounds): number {
  let bucket = 0
  while (bucket < bounds.length && seconds > (bounds[bucket] ?? 0)) bucket += 1
  return bucket
}

/**
 * A Prometheus histogram of seconds whose series count by themselves. prom-client's own one finds the series of each
 * observation by a key that it builds from the labels, which costs more than everything else about a metric.
 */
export function registerDurationHistogram(
  registry: Registry,
  name: string,
  help: string,
  bounds: readonly number[] = upperBounds,
): DurationHistogram {
  const all = new Map<string, ReturnType<typeof createSeries>>()
  const metric = {
    name,
    help,
    type: 'histogram',
    aggregator: 'sum',
    get: async () => ({
      name,
      help,
      type: 'histogram',
      aggregator: 'sum',
      values: [...all.values()].flatMap((series) => series.values()),
    }),
    reset: () => all.clear(),
  }
  // Its types ask for one of its own classes; what it calls is `get` and `reset`.
  registry.registerMetric(metric as unknown as Metric)
  return {
    series(labels) {
      const key = JSON.stringify(labels)
      let series = all.get(key)
      if (series === undefined) {
        series = createSeries(name, labels, bounds)
        all.set(key, series)
      }
      return series
    },
    list: () => all.values(),
  }
}

function createSeries(name: string, labels: Readonly<Record<string, string>>, bounds: readonly number[]) {
  const buckets = Array.from({ length: bounds.length + 1 }, () => 0)
  let count = 0
  let sum = 0
  return {
    labels,
    buckets,
    get count() {
      return count
    },
    observe(seconds: number): void {
      const bucket = bucketOf(seconds, bounds)
      buckets[bucket] = (buckets[bucket] ?? 0) + 1
      count += 1
      sum += seconds
    },
    /** As prom-client writes them: each bucket counts all that is not above its bound. */
    values(): object[] {
      let upToBound = 0
      return [
        ...bounds.map((le, bucket) => {
          upToBound += buckets[bucket] ?? 0
          return { metricName: `${name}_bucket`, labels: { le, ...labels }, value: upToBound }
        }),
        { metricName: `${name}_bucket`, labels: { le: '+Inf', ...labels }, value: count },
        { metricName: `${name}_sum`, labels, value: sum },
        { metricName: `${name}_count`, labels, value: count },
      ]
    },
  }
}
