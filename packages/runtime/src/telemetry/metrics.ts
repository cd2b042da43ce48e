import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

const secondsBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

/** What one operation reports, with every label bound so that a call looks nothing up by name. */
export interface OperationMetrics {
  finished(outcome: string, seconds: number): void
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
  limitLeft(connector: string, connection: string, limit: string, left: number): void
  connectorState(connector: string, state: string): void
}

/** Metrics of one app. Each app has a registry of its own, so that tests and embedders don't share counters. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'patchbay_' })
  const registers = [registry]
  const calls = new Counter({
    name: 'patchbay_calls_total',
    help: 'Operation calls by outcome: ok, or the code of the problem.',
    labelNames: ['connector', 'operation', 'outcome'],
    registers,
  })
  const durations = new Histogram({
    name: 'patchbay_call_duration_seconds',
    help: 'Time from receiving a call to its answer.',
    labelNames: ['connector', 'operation', 'outcome'],
    buckets: secondsBuckets,
    registers,
  })
  const drifts = new Counter({
    name: 'patchbay_output_drift_total',
    help: 'Answers of an operation that did not fit its own output schema.',
    labelNames: ['connector', 'operation'],
    registers,
  })
  const attempts = new Histogram({
    name: 'patchbay_vendor_attempt_duration_seconds',
    help: 'Time of one attempt at a vendor, by outcome: ok, or the code of the problem.',
    labelNames: ['connector', 'origin', 'outcome'],
    buckets: secondsBuckets,
    registers,
  })
  const retries = new Counter({
    name: 'patchbay_vendor_retries_total',
    help: 'Attempts at a vendor that repeated a failed one.',
    labelNames: ['connector', 'origin'],
    registers,
  })
  const left = new Gauge({
    name: 'patchbay_vendor_limit_left',
    help: "What the vendor last said is left of a limit, in the limit's unit.",
    labelNames: ['connector', 'connection', 'limit'],
    registers,
  })
  const states = new Gauge({
    name: 'patchbay_connector_up',
    help: 'Connectors: 1 loaded, 0 quarantined.',
    labelNames: ['connector'],
    registers,
  })

  return {
    registry,
    operation(connector, operation) {
      const bound = new Map<string, { count: { inc(): void }; time: { observe(value: number): void } }>()
      const drift = drifts.labels(connector, operation)
      return {
        finished(outcome, seconds) {
          let child = bound.get(outcome)
          if (child === undefined) {
            const labels = [connector, operation, outcome] as const
            child = { count: calls.labels(...labels), time: durations.labels(...labels) }
            bound.set(outcome, child)
          }
          child.count.inc()
          child.time.observe(seconds)
        },
        drifted: () => drift.inc(),
      }
    },
    vendor(connector, origin) {
      const bound = new Map<string, { observe(value: number): void }>()
      const retry = retries.labels(connector, origin)
      return {
        attempted(outcome, seconds) {
          let child = bound.get(outcome)
          if (child === undefined) {
            child = attempts.labels(connector, origin, outcome)
            bound.set(outcome, child)
          }
          child.observe(seconds)
        },
        retried: () => retry.inc(),
      }
    },
    limitLeft: (connector, connection, limit, value) => left.labels(connector, connection, limit).set(value),
    connectorState: (connector, state) => states.labels(connector).set(state === 'loaded' ? 1 : 0),
  }
}
