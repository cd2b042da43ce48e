import { Counter, Gauge, type Registry } from 'prom-client'
import type { BreakerState } from './breaker.ts'

const states: readonly BreakerState[] = ['closed', 'half-open', 'open', 'isolated']

/** A breaker, as far as it is counted. */
interface CountedBreaker {
  readonly connector: string
  readonly state: BreakerState
}

/**
 * By connector, never by origin: that may be the shop of one tenant, which is nobody else's to see, and one of ten
 * thousand. The log and /v1/breakers name it. Gives what counts a change of state.
 */
export function registerBreakerMetrics(
  registry: Registry,
  list: () => Iterable<CountedBreaker>,
): (connector: string, to: BreakerState) => void {
  new Gauge({
    name: 'patchbay_breakers',
    help: 'Origins that are called, by the state of their breaker: closed, half-open, open, or isolated by hand.',
    labelNames: ['connector', 'state'],
    registers: [registry],
    collect() {
      this.reset()
      for (const { connector, state } of list()) {
        // With a zero for each state, so that an alert finds a series before it fires.
        for (const one of states) this.inc({ connector, state: one }, one === state ? 1 : 0)
      }
    },
  })
  const transitions = new Counter({
    name: 'patchbay_breaker_transitions_total',
    help: 'Changes of the state of a breaker, by the state that it came to.',
    labelNames: ['connector', 'to'],
    registers: [registry],
  })
  return (connector, to) => transitions.labels(connector, to).inc()
}
