import { Problem } from '@patchbay/contract'
import type { Deadline } from '../calls/deadline.ts'
import { AttemptFailed } from './wire.ts'

interface Waiter {
  enter(): void
}

export interface BulkheadOptions {
  /** Most holders at once. */
  readonly capacity: number
  /** Most that wait for a place. */
  readonly queue: number
  /** What it leads to, as problems name it. */
  readonly name: string
}

// Nobody knows when a place comes free; a second is long enough to matter and short enough to try.
const retryAfter = 1

/**
 * A bounded number of places, and a bounded queue before them. It knows nothing of time: a place that is taken stays
 * taken until it is released, however long ago its holder gave up.
 */
export class Bulkhead {
  readonly #options: BulkheadOptions
  readonly #waiters = new Set<Waiter>()
  // Always the same one: finding out where an error was made costs more than the rest of a refusal.
  readonly #full: AttemptFailed
  #free: number

  constructor(options: BulkheadOptions) {
    const { capacity, queue, name } = options
    this.#options = options
    this.#free = capacity
    const detail = `${capacity} requests to ${name} are under way, and ${queue} wait for their turn.`
    this.#full = new AttemptFailed(new Problem('overloaded', { detail, retryAfter }), false)
  }

  get held(): number {
    return this.#options.capacity - this.#free
  }

  get waiting(): number {
    return this.#waiters.size
  }

  /**
   * Takes a place: undefined if one was free, else a promise of one. Rejects with `AttemptFailed` if the queue is full,
   * or if the call ends first; either way nothing was sent.
   */
  take(deadline: Deadline): Promise<void> | undefined {
    if (this.#free > 0) {
      this.#free -= 1
      return undefined
    }
    if (this.#waiters.size >= this.#options.queue) return Promise.reject(this.#full)
    return new Promise((resolve, reject) => {
      const onAbort = (reason: Problem): void => {
        this.#waiters.delete(waiter)
        reject(new AttemptFailed(reason, false))
      }
      const waiter: Waiter = {
        enter: () => {
          deadline.offAbort(onAbort)
          resolve()
        },
      }
      this.#waiters.add(waiter)
      deadline.onAbort(onAbort)
    })
  }

  /** Gives a place back: to whoever waits longest, if anybody does. */
  release(): void {
    const [next] = this.#waiters
    if (next === undefined) {
      this.#free += 1
      return
    }
    this.#waiters.delete(next)
    next.enter()
  }
}
