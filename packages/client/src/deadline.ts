import { clientProblem } from './client-problems.ts'
import type { Problem } from './problem.ts'

/** The time that a call has, retries included, and its end by the caller. */
export interface Deadline {
  /** Aborts when the time is over or the caller gives up. */
  readonly signal: AbortSignal
  /** Milliseconds that are left. */
  left(): number
  /** Why it has ended; undefined while it has not. */
  problem(): Problem | undefined
  /** From now on only the caller ends it: an answer that streams may last. */
  stopClock(): void
}

export function startDeadline(timeout: number, caller: AbortSignal | undefined): Deadline {
  const clock = new AbortController()
  const endsAt = Date.now() + timeout
  const timer = setTimeout(() => clock.abort(), timeout)
  return {
    signal: caller === undefined ? clock.signal : AbortSignal.any([caller, clock.signal]),
    left: () => endsAt - Date.now(),
    problem() {
      if (caller?.aborted === true) return clientProblem('aborted', 'The signal of the call was aborted.')
      if (!clock.signal.aborted) return undefined
      return clientProblem('deadline_exceeded', `There was no answer within ${timeout} ms.`)
    },
    stopClock: () => clearTimeout(timer),
  }
}

/** Waits, or less long if the signal aborts. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, milliseconds)
    signal.addEventListener('abort', done)
    if (signal.aborted) done()
  })
}
