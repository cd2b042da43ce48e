import { Counter, type Registry } from 'prom-client'

const outcomes = ['first', 'replayed', 'running', 'mismatch', 'cut_off', 'recovered', 'unavailable'] as const

/** What became of a key that a caller sent. */
export type KeyOutcome = (typeof outcomes)[number]

export type CountKey = (outcome: KeyOutcome) => void

export function idempotencyMetrics(registry: Registry): CountKey {
  const counter = new Counter({
    name: 'patchbay_idempotency_keys_total',
    help: 'Idempotency keys sent with writes: first runs the call, replayed repeats its answer, the others are refused.',
    labelNames: ['outcome'],
    registers: [registry],
  })
  const bound = Object.fromEntries(outcomes.map((outcome) => [outcome, counter.labels(outcome)])) as Record<
    KeyOutcome,
    Counter.Internal
  >
  return (outcome) => bound[outcome].inc()
}
