import pino from 'pino'
import { Registry } from 'prom-client'
import type { Test } from 'tap'
import { Problem } from '@patchbay/contract'
import { defaultSettings, type Settings } from '@patchbay/runtime'
import { Deadline } from '../../../src/calls/deadline.ts'
import type { SharedState } from '../../../src/shared-state/shared-state.ts'
import { openBreakers, type BreakerTransition } from '../../../src/vendor/breaker/open-breakers.ts'
import type { FleetBreaker } from '../../../src/vendor/breaker/fleet-breaker.ts'

export const origin = 'https://shop.example'

/** One instance, as far as one breaker is concerned. */
export interface Instance {
  readonly breaker: FleetBreaker
  readonly transitions: BreakerTransition[]
  readonly metrics: Registry
  /** Sends one attempt that ends like this; false if it was held back. */
  readonly attempt: (how: 'well' | 'badly') => Promise<boolean>
  close(): void
}

export interface InstanceParts {
  readonly state: SharedState
  readonly settings?: Partial<Settings>
  readonly now?: () => number
  readonly wall?: () => number
}

const down = new Problem('vendor_error', { upstream: { status: 503 } })

export function openInstance(
  t: Test,
  { state, settings = {}, now, wall = Date.now }: InstanceParts,
): Instance {
  const metrics = new Registry()
  const breakers = openBreakers({
    settings: defaultSettings(settings),
    state,
    registry: metrics,
    log: pino({ level: 'silent' }),
    wall,
    ...(now === undefined ? {} : { now }),
  })
  t.teardown(() => breakers.close())
  const transitions: BreakerTransition[] = []
  breakers.events.on('transition', (transition) => void transitions.push(transition))
  const breaker = breakers.of('shop', origin)
  return {
    breaker,
    transitions,
    metrics,
    async attempt(how) {
      const ticket = await admit(breaker)
      if (ticket === 0) return false
      if (how === 'well') breaker.finish(ticket, 'success', 1, undefined)
      else breaker.finish(ticket, 'failure', 1, down)
      return true
    },
    close: () => breakers.close(),
  }
}

/** A ticket, for a call with 10 s left. */
export async function admit(breaker: FleetBreaker): Promise<number> {
  const deadline = new Deadline(10_000)
  try {
    return await breaker.admit(deadline)
  } finally {
    deadline.end()
  }
}

export async function breakDown({ attempt }: Instance): Promise<void> {
  for (let count = 0; count < 10; count += 1) await attempt('badly')
}

export const statesOf = (instances: readonly Instance[]): string[] =>
  instances.map(({ breaker }) => breaker.status().state)
