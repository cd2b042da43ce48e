import type { Problem } from '@patchbay/contract'
import type { WaitOptions } from '../../src/limits/limiter.ts'
import type { Timers } from '../../src/limits/timers.ts'

interface Timer {
  at: number
  readonly every: number | undefined
  readonly work: () => void
}

/** Time that passes when the test says so. */
export interface VirtualTime {
  readonly now: () => number
  readonly timers: Timers
  /** Lets time pass, and everything that it brings about happen. */
  advance(milliseconds: number): Promise<void>
  readonly sleep: (milliseconds: number) => Promise<void>
  /** Lets what was begun happen, without time passing. */
  settle(): Promise<void>
  deadline(milliseconds: number): WaitOptions['deadline'] & { abort(reason: Problem): void }
}

export function virtualTime(): VirtualTime {
  let now = 0
  const timers = new Set<Timer>()

  const add = (delay: number, every: number | undefined, work: () => void): (() => void) => {
    const timer = { at: now + delay, every, work }
    timers.add(timer)
    return () => timers.delete(timer)
  }
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

  return {
    now: () => now,
    timers: {
      after: (delay, work) => add(delay, undefined, work),
      every: (delay, work) => add(delay, delay, work),
    },
    async advance(milliseconds) {
      const end = now + milliseconds
      for (;;) {
        const [next] = [...timers].toSorted((one, other) => one.at - other.at)
        if (next === undefined || next.at > end) break
        now = Math.max(now, next.at)
        if (next.every === undefined) timers.delete(next)
        else next.at += next.every
        next.work()
        await settle()
      }
      now = end
      await settle()
    },
    sleep: (milliseconds) => new Promise((resolve) => void add(milliseconds, undefined, resolve)),
    settle,
    deadline(milliseconds) {
      const end = now + milliseconds
      const listeners = new Set<(reason: Problem) => void>()
      return {
        get left() {
          return end - now
        },
        onAbort: (listener) => listeners.add(listener),
        offAbort: (listener) => listeners.delete(listener),
        abort(reason) {
          for (const listener of listeners) listener(reason)
        },
      }
    },
  }
}
