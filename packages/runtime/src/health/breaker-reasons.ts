import type { Breakers } from '../vendor/breaker/open-breakers.ts'
import type { FleetBreaker } from '../vendor/breaker/fleet-breaker.ts'
import type { HealthReason } from './connector-health.ts'

export type BreakerReasons = (breakers: readonly FleetBreaker[]) => HealthReason[]

/** Why breakers of one connector hold calls back. Remembers since when: a probe that fails starts no new outage. */
export function watchBreakers({ events }: Pick<Breakers, 'events'>): BreakerReasons {
  const leftClosed = new Map<string, number>()
  events.on('transition', ({ breaker, from, to }) => {
    if (to === 'closed') leftClosed.delete(breaker.id)
    else if (from === 'closed') leftClosed.set(breaker.id, sinceOf(breaker))
  })
  return (breakers) => {
    // An origin that nobody has called lately does not show that the connector works.
    const mayWork = (breaker: FleetBreaker): boolean =>
      breaker.state === 'half-open' || (breaker.isClosed && breaker.status().attempts > 0)
    const mayAnyWork = breakers.some(mayWork)
    return breakers
      .filter(({ isClosed }) => !isClosed)
      .map((breaker) => {
        const { origin, state, attempts, failures, lastFailure } = breaker.status()
        const last = lastFailure === undefined ? '' : `, the last with ${lastFailure}`
        return {
          code: 'breaker_open',
          status: mayAnyWork ? 'degraded' : 'down',
          message:
            state === 'isolated'
              ? `Calls to ${origin} are held back by an operator`
              : state === 'half-open'
                ? `Calls to ${origin} are held back while a probe shows whether it is well again`
                : `Calls to ${origin} are held back: ${failures} of ${attempts} attempts had failed${last}`,
          since: Math.min(leftClosed.get(breaker.id) ?? Infinity, sinceOf(breaker)),
          advice:
            state === 'isolated'
              ? `An operator closes it again by POST /v1/breakers/${breaker.id}/close.`
              : "Wait: probes go on by themselves. Look at the vendor's status page.",
          subject: origin,
        }
      })
  }
}

const sinceOf = (breaker: FleetBreaker): number => Date.parse(breaker.status().since)
