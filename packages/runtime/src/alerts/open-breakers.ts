import { installation } from '../objectives/scope.ts'
import type { Breakers, BreakerTransition } from '../vendor/breaker/open-breakers.ts'
import type { Condition } from './alert.ts'
import type { Watcher } from './findings.ts'

export interface BreakerWatcher extends Watcher {
  close(): void
}

/**
 * Looks for breakers that have not been closed for longer than `patience` (milliseconds). What is tried in between does not
 * end that, so each instance notes when a breaker has left the closed state, to be able to tell once it is its turn.
 */
export function watchBreakers(breakers: Breakers, patience: number, now: () => number): BreakerWatcher {
  const openedAt = new Map<string, number>()
  const note = ({ breaker, to }: Pick<BreakerTransition, 'breaker' | 'to'>): void => {
    if (to === 'closed' || to === 'isolated') openedAt.delete(breaker.id)
    else if (!openedAt.has(breaker.id)) openedAt.set(breaker.id, now())
  }
  breakers.events.on('transition', note)
  return {
    names: ['breaker-open'],
    async look(scopes) {
      return [...scopes].flatMap((scope) =>
        breakers.list(scope === installation ? undefined : scope).flatMap((breaker): Condition[] => {
          const { id, state, connector, origin } = breaker
          if (state !== 'open' && state !== 'half-open') return []
          const since = openedAt.get(id) ?? Date.parse(breaker.status().since)
          if (now() - since < patience) return []
          const summary = `${connector}: the circuit breaker of ${origin} has let nothing through since ${new Date(since).toISOString()} but single probes.`
          return [{ scope, name: 'breaker-open', severity: 'page', connector, subject: origin, summary }]
        }),
      )
    },
    close: () => void breakers.events.off('transition', note),
  }
}
