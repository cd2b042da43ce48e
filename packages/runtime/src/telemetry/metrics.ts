import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client'
import {
  registerDurationHistogram,
  type DurationHistogram,
  type DurationSeries,
} from './duration-histogram.ts'
import { limitSeries } from './series-cap.ts'
import { keepEvery, registerRecentCalls } from './recent-calls.ts'

/** What the calls of one operation by tenants of one class report. */
export interface CallMetrics {
  finished(outcome: string, seconds: number): void
}

/** What one operation reports, with every label bound so that a call looks nothing up by name. */
export interface OperationMetrics {
  /** Looked up: keep what is given. */
  of(tenantClass: string): CallMetrics
  /** Time of a call that no request to the vendor took. */
  outsideVendor(seconds: number): void
  drifted(): void
}

/** What the way to one vendor origin reports. */
export interface VendorMetrics {
  attempted(outcome: string, seconds: number): void
  retried(): void
}

export interface Metrics {
  readonly registry: Registry
  operation(connector: string, operation: string): OperationMetrics
  vendor(connector: string, origin: string): VendorMetrics
  connectorState(connector: string, state: string): void
  /** When the vendor ends its support of what a connector uses, in milliseconds since 1970. */
  support(connector: string, until: number): void
  /** Remembers counts every few seconds, which figures of the recent past need, until the returned function is called. */
  remember(): () => void
}

/** Metrics of one app. Each app has a registry of its own, so that tests and embedders don't share counters. */
export function createMetrics(mostSeries = 5_000): Metrics {
  const registry = new Registry()
  limitSeries(registry, mostSeries)
  collectDefaultMetrics({ register: registry, prefix: 'patchbay_' })
  const registers = [registry]
  const durations = registerDurationHistogram(
    registry,
    'patchbay_call_duration_seconds',
    'Time from receiving a call to its answer, by outcome: ok, replayed for an idempotency key that was sent again, or the code of the problem; and by the class of the tenant.',
    undefined,
    ['connector', 'operation', 'tenant_class', 'outcome'],
  )
  const outside = registerDurationHistogram(
    registry,
    'patchbay_call_outside_vendor_seconds',
    'Time of a call that was spent outside its vendor: waiting for limits, breakers and retries, and at work here. Not of calls that were answered from the cache.',
    undefined,
    ['connector', 'operation'],
  )
  const recent = registerRecentCalls(registry, durations)
  new Counter({
    name: 'patchbay_calls_total',
    help: 'Operation calls by outcome: ok, replayed for an idempotency key that was sent again, or the code of the problem.',
    labelNames: ['connector', 'operation', 'tenant_class', 'outcome'],
    registers,
    // The histogram has counted them already.
    collect() {
      this.reset()
      for (const { labels, count } of durations.list()) this.inc(labels, count)
    },
  })
  const drifts = new Counter({
    name: 'patchbay_output_drift_total',
    help: 'Answers of an operation that did not fit its own output schema.',
    labelNames: ['connector', 'operation'],
    registers,
  })
  const attempts = registerDurationHistogram(
    registry,
    'patchbay_vendor_attempt_duration_seconds',
    'Time of one attempt at a vendor, by outcome: ok, or the code of the problem.',
    undefined,
    ['connector', 'origin', 'outcome'],
  )
  const retries = new Counter({
    name: 'patchbay_vendor_retries_total',
    help: 'Attempts at a vendor that repeated a failed one.',
    labelNames: ['connector', 'origin'],
    registers,
  })
  const states = new Gauge({
    name: 'patchbay_connector_up',
    help: 'Connectors: 1 loaded, 0 quarantined.',
    labelNames: ['connector'],
    registers,
  })

  const supports = new Gauge({
    name: 'patchbay_connector_support_end_seconds',
    help: 'When the vendor ends its support of the version of its API that a connector uses, in seconds since 1970.',
    labelNames: ['connector'],
    registers,
  })

  return {
    registry,
    operation(connector, operation) {
      const drift = drifts.labels(connector, operation)
      const outsideSeries = outside.series({ connector, operation })
      const byClass = new Map<string, CallMetrics>()
      return {
        of(tenantClass) {
          const labels = { connector, operation, tenant_class: tenantClass }
          const known = byClass.get(tenantClass) ?? { finished: byOutcome(durations, labels) }
          byClass.set(tenantClass, known)
          return known
        },
        outsideVendor: (seconds) => outsideSeries.observe(seconds),
        drifted: () => drift.inc(),
      }
    },
    vendor(connector, origin) {
      const retry = retries.labels(connector, origin)
      return {
        attempted: byOutcome(attempts, { connector, origin }),
        retried: () => retry.inc(),
      }
    },
    remember() {
      const timer = setInterval(() => recent.keep(), keepEvery).unref()
      return () => clearInterval(timer)
    },
    support: (connector, until) => supports.labels(connector).set(until / 1_000),
    connectorState: (connector, state) => states.labels(connector).set(state === 'loaded' ? 1 : 0),
  }
}

/** Observes into the series of an outcome, which is made when the outcome first occurs. */
function byOutcome(
  histogram: DurationHistogram,
  labels: Readonly<Record<string, string>>,
): (outcome: string, seconds: number) => void {
  const bound = new Map<string, DurationSeries>()
  return (outcome, seconds) => {
    let series = bound.get(outcome)
    if (series === undefined) {
      series = histogram.series({ ...labels, outcome })
      bound.set(outcome, series)
    }
    series.observe(seconds)
  }
}
