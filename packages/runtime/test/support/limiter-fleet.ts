import type { Test } from 'tap'
import { createLimiter, type Limiter } from '../../src/limits/limiter.ts'
import { remoteState, type RemoteState } from './remote-state.ts'
import { virtualTime, type VirtualTime } from './virtual-time.ts'

/** Several instances on one store, in the time of the test. */
export interface LimiterFleet {
  readonly time: VirtualTime
  readonly state: RemoteState
  readonly limiters: readonly Limiter[]
  /** The first of them. */
  readonly limiter: Limiter
  readonly add: () => Limiter
}

export function limiterFleet(t: Test, instances: number): LimiterFleet {
  const time = virtualTime()
  const state = remoteState(time.now, instances)
  const add = (): Limiter => {
    const limiter = createLimiter({ state, now: time.now, wall: time.now, timers: time.timers })
    t.teardown(() => limiter.close())
    return limiter
  }
  const limiters = Array.from({ length: instances }, add)
  return { time, state, limiters, limiter: limiters[0] as Limiter, add }
}
