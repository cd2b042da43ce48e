import { setImmediate as settle } from 'node:timers/promises'
import type { Clock } from '../src/load/clock.ts'

/** A clock that moves from one thing that is due to the next, as soon as all code waits. */
export interface FakeClock extends Clock {
  /** Runs something after so many milliseconds. */
  after(milliseconds: number, run: () => void): void
  /** Turns the clock until the promise is settled. */
  until<T>(promise: Promise<T>): Promise<T>
}

/** `lengthOf` says how long a sleep that begins at a time really takes. Default: as long as was asked for. */
export function createFakeClock(
  lengthOf: (time: number, asked: number) => number = (_, asked) => asked,
): FakeClock {
  let time = 0
  const due: Array<{ readonly time: number; readonly run: () => void }> = []
  const after = (milliseconds: number, run: () => void): void => {
    due.push({ time: time + milliseconds, run })
    due.sort((left, right) => left.time - right.time)
  }
  return {
    now: () => time,
    after,
    sleep: (asked) => new Promise((resolve) => after(lengthOf(time, asked), resolve)),
    async until(promise) {
      let isSettled = false
      const settled = promise.finally(() => {
        isSettled = true
      })
      for (await settle(); !isSettled; await settle()) {
        const next = due.shift()
        if (next === undefined) throw new Error('Nothing is due, and still the promise is not settled.')
        time = next.time
        next.run()
      }
      return settled
    },
  }
}
