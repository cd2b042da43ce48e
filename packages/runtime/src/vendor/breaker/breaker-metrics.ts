import { Counter, Gauge, type Registry } from 'prom-client'
import type { BreakerState } from './breaker.ts'

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
      const counts = new Map<string, Record<BreakerState, number>>()
      for (const { connector, state } of list()) {
        const own = counts.get(connector) ?? { closed: 0, 'half-open': 0, open: 0, isolated: 0 }
        own[state] += 1
        counts.set(connector, own)
      }
      this.reset()
      // With a zero for each state, so that an alert finds a series before it fires.
      for (const [connector, own] of counts)
        for (const [state, count] of Object.entries(own)) this.set({ connector, state }, count)
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
