import { systemTimers, type Timers } from '../limits/timers.ts'

/** What is supervised: something that can be away, and is made ready again after that. */
export interface Supervised<T> {
  /** Gets it ready. Rejects while that cannot be done. */
  readonly revive: () => Promise<T>
  /** Ends what is left of one that is away. */
  readonly abandon: (one: T) => void
  readonly timers?: Timers
}

export interface Supervisor<T> {
  /** The one that is there. */
  readonly current: T | undefined
  /** Why there is none. */
  readonly reason: unknown
  /** Tries to get it, unless it is there or being tried. Rejects with why it cannot be had now. */
  start(): Promise<T>
  /** Tries until there is one. */
  persist(): void
  /** This one is away: it is abandoned, and tried again until there is one. */
  readonly lost: (one: T, reason: unknown) => void
  readonly onChange: (listener: (isUp: boolean) => void) => () => void
  /** Gives the one that is there, or undefined. None is tried any more. */
  close(): Promise<T | undefined>
}

/** Milliseconds between two tries, growing. */
const firstPause = 100
const longestPause = 1_000

/** Keeps one ready, and tells of every change. */
export function supervise<T>({ revive, abandon, timers = systemTimers }: Supervised<T>): Supervisor<T> {
  let current: T | undefined
  let reason: unknown = new Error('it was not asked yet')
  let attempt: Promise<T> | undefined
  let pause = firstPause
  let cancel = (): void => undefined
  let isClosed = false
  const listeners = new Set<(isUp: boolean) => void>()
  const tell = (isUp: boolean): void => {
    for (const listener of listeners) listener(isUp)
  }

  const tryOnce = async (): Promise<T> => {
    try {
      const one = await revive()
      if (isClosed) {
        abandon(one)
        throw new Error('it is closed')
      }
      current = one
      pause = firstPause
      tell(true)
      return one
    } catch (error) {
      reason = error
      throw error
    } finally {
      attempt = undefined
    }
  }

  const start = (): Promise<T> => {
    if (current !== undefined) return Promise.resolve(current)
    cancel()
    attempt ??= tryOnce()
    return attempt
  }

  const again = (after: number): void => {
    if (isClosed) return
    cancel()
    cancel = timers.after(after, () => {
      start().catch(() => {
        pause = Math.min(pause * 2, longestPause)
        again(pause)
      })
    })
  }

  return {
    get current() {
      return current
    },
    get reason() {
      return reason
    },
    start,
    persist: () => again(pause),
    lost(one, why) {
      if (one !== current) return
      current = undefined
      reason = why
      abandon(one)
      tell(false)
      again(0)
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async close() {
      isClosed = true
      cancel()
      await attempt?.catch(() => undefined)
      const last = current
      current = undefined
      return last
    },
  }
}
