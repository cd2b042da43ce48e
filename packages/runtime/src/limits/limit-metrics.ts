import { Counter, Gauge, type Registry } from 'prom-client'
import { registerDurationHistogram, type DurationSeries } from '../telemetry/duration-histogram.ts'
import type { LimitState } from './limit-overview.ts'

/** What the limits of one connector report. Where no limit is named, the vendor has asked to be left alone. */
export interface LimitMetrics {
  waited(limit: string | undefined, seconds: number): void
  refused(limit: string | undefined, reason: string): void
}

export interface AllLimitMetrics {
  of(connector: string): LimitMetrics
}

export interface LimitMetricsSources {
  readonly states: () => Promise<readonly LimitState[]>
  readonly isDegraded: () => boolean
}

const unnamed = 'pause'

export function createLimitMetrics(registry: Registry, sources: LimitMetricsSources): AllLimitMetrics {
  const registers = [registry]
  const waits = registerDurationHistogram(
    registry,
    'patchbay_limit_wait_seconds',
    'Time for which requests that had to wait for a limit of their vendor did so.',
    undefined,
    ['connector', 'limit'],
  )
  const refusals = new Counter({
    name: 'patchbay_limit_refusals_total',
    help: 'Requests that a limit of their vendor did not admit: spent, paused, crowded, unrecorded; observed where nothing is enforced.',
    labelNames: ['connector', 'limit', 'reason'],
    registers,
  })
  new Gauge({
    name: 'patchbay_limits_degraded',
    help: 'Whether the shared state is away, so that this instance keeps to its share of each limit: 1 or 0.',
    registers,
    collect() {
      this.set(sources.isDegraded() ? 1 : 0)
    },
  })
  // The gauges of one scrape share one look at the limits.
  let looking: Promise<readonly LimitState[]> | undefined
  const look = (): Promise<readonly LimitState[]> =>
    (looking ??= sources.states().finally(() => (looking = undefined)))

  /** All connections together: each by its name would show tenants to each other, and make a series for each of them. */
  const registerGauge = (
    name: string,
    help: string,
    valueOf: (state: LimitState) => number,
    combine: (one: number, other: number) => number,
  ): void => {
    new Gauge({
      name,
      help,
      labelNames: ['connector', 'limit'],
      registers,
      async collect() {
        const values = new Map<string, { labels: Record<string, string>; value: number }>()
        for (const state of await look()) {
          const labels = { connector: state.connector, limit: state.limit }
          const key = JSON.stringify(labels)
          const before = values.get(key)
          const value = valueOf(state)
          values.set(key, { labels, value: before === undefined ? value : combine(before.value, value) })
        }
        this.reset()
        for (const { labels, value } of values.values()) this.set(labels, value)
      },
    })
  }
  registerGauge(
    'patchbay_limit_left_ratio',
    'How much is left of a limit of a vendor, from 0 to 1, for the connection that has the least.',
    ({ left, capacity }) => (capacity > 0 ? left / capacity : 0),
    Math.min,
  )
  registerGauge(
    'patchbay_limit_waiting',
    'Requests that wait on this instance for a limit of their vendor.',
    ({ waiting }) => waiting,
    (one, other) => one + other,
  )

  return {
    of(connector) {
      const series = new Map<string, DurationSeries>()
      return {
        waited(limit = unnamed, seconds) {
          let bound = series.get(limit)
          if (bound === undefined) {
            bound = waits.series({ connector, limit })
            series.set(limit, bound)
          }
          bound.observe(seconds)
        },
        refused: (limit = unnamed, reason) => refusals.labels(connector, limit, reason).inc(),
      }
    },
  }
}
