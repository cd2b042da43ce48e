import { Problem } from '@patchbay/contract'
import type { BreakerCause, BreakerState } from './breaker.ts'

export interface Holding {
  readonly id: string
  readonly origin: string
  readonly state: BreakerState
  /** Milliseconds since 1970. */
  readonly since: number
  readonly cause: BreakerCause
  /** Milliseconds. */
  readonly probeIn: number
}

// Seconds after which to look again where nothing says when.
const isolatedRetryAfter = 60

/** The problem of a call that a breaker holds back: since when, why, and until when. */
export function circuitOpen({ id, origin, state, since, cause, probeIn }: Holding): Problem {
  const begun = new Date(since).toISOString()
  if (state === 'isolated') {
    return new Problem('circuit_open', {
      detail: `An operator holds back all calls to ${origin} since ${begun}.`,
      advice: `An operator can end that by POST /v1/breakers/${id}/close.`,
      retryAfter: isolatedRetryAfter,
    })
  }
  const { failures, total, last } = cause
  const share = total === 0 ? '' : ` (${Math.round((failures / total) * 100)} %)`
  const why = `${failures} of ${total} attempts had failed${share}${last === undefined ? '' : `, the last with ${last}`}`
  return new Problem('circuit_open', {
    detail:
      state === 'half-open'
        ? `Another call tries whether ${origin} works again. Before, ${why}.`
        : `Calls to ${origin} are held back since ${begun}: ${why}.`,
    retryAfter: Math.max(1, Math.ceil(probeIn / 1_000)),
  })
}
