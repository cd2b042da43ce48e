import { mock } from 'node:test'

/** Time that passes only when it is told to: `setTimeout` and the clocks of this process. */
export interface StoppedTime {
  /** Milliseconds. Does not jump with `jump`. */
  readonly now: () => number
  /** What a wall clock shows, in milliseconds since 1970. */
  readonly wall: () => number
  advance(duration: number): void
  /** Time that has passed without any timer noticing, as in a process that was stopped. */
  stall(duration: number): void
  /** Sets the wall clock forth or back. */
  jump(distance: number): void
  end(): void
}

const began = Date.UTC(2026, 0, 1)

export function stopTime(): StoppedTime {
  mock.timers.enable({ apis: ['setTimeout', 'setInterval'] })
  let now = 0
  let jumped = 0
  return {
    now: () => now,
    wall: () => began + now + jumped,
    advance(duration) {
      now += duration
      mock.timers.tick(duration)
    },
    stall(duration) {
      now += duration
    },
    jump(distance) {
      jumped += distance
    },
    end: () => mock.timers.reset(),
  }
}
