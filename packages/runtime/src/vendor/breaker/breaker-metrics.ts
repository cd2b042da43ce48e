import { Counter, Gauge, type Registry } from 'prom-client'
import type { BreakerState } from './breaker.ts'

export interface BreakerMetrics {
  state(connector: string, origin: string, state: BreakerState): void
  changed(connector: string, origin: string, to: BreakerState): void
}

const numberOf: Readonly<Record<BreakerState, number>> = { closed: 0, 'half-open': 1, open: 2, isolated: 3 }

export function registerBreakerMetrics(registry: Registry): BreakerMetrics {
  const states = new Gauge({
    name: 'patchbay_breaker_state',
    help: 'State of the breaker of an origin: 0 closed, 1 half-open, 2 open, 3 isolated by hand.',
    labelNames: ['connector', 'origin'],
    registers: [registry],
  })
  const transitions = new Counter({
    name: 'patchbay_breaker_transitions_total',
    help: 'Changes of the state of a breaker, by the state that it came to.',
    labelNames: ['connector', 'origin', 'to'],
    registers: [registry],
  })
  return {
    state: (connector, origin, state) => states.labels(connector, origin).set(numberOf[state]),
    changed: (connector, origin, to) => transitions.labels(connector, origin, to).inc(),
  }
}
