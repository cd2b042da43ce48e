import { systemTimers, type Timers } from '../limits/timers.ts'

/** Keeps what was read from the store up to date, by reading all of it again: for what is small. */
export interface Latest {
  /**
   * Resolves when what was stored before the call has been read. Rejects as the reading does; what was read before
   * stays. A reading that has begun may have missed it, so whoever comes meanwhile waits for one more.
   */
  readonly refresh: () => Promise<void>
  /** Refreshes, again and again until it succeeds. */
  readonly catchUp: () => void
  /** Reads no more. Resolves when nothing is being read. */
  readonly close: () => Promise<void>
}

/** Milliseconds until a reading that has failed is tried again. */
const pause = 500

export function createLatest(read: () => Promise<void>, timers: Timers = systemTimers): Latest {
  let last: Promise<void> = Promise.resolve()
  let next: Promise<void> | undefined
  let cancel: (() => void) | undefined
  let isClosed = false

  const refresh = (): Promise<void> => {
    next ??= last.then(async () => {
      next = undefined
      const reading = read()
      last = reading.catch(() => undefined)
      await reading
    })
    return next
  }

  const catchUp = (): void => {
    if (isClosed) return
    cancel?.()
    cancel = undefined
    refresh().catch(() => {
      if (!isClosed) cancel ??= timers.after(pause, catchUp)
    })
  }

  return {
    refresh,
    catchUp,
    async close() {
      isClosed = true
      cancel?.()
      await next?.catch(() => undefined)
      await last
    },
  }
}
