import { setTimeout } from 'node:timers/promises'

/** Time as a load sees it. */
export interface Clock {
  /** Milliseconds since some fixed moment. */
  now(): number
  sleep(milliseconds: number): Promise<void>
}

export const systemClock: Clock = {
  now: () => performance.now(),
  sleep: (milliseconds) => setTimeout(milliseconds),
}
