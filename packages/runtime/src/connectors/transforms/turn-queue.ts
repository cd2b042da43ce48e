import { Problem } from '@patchbay/contract'

interface Waiting {
  readonly begin: () => void
}

/** Lets so many in at once, and so many more wait, first come first served. */
export class TurnQueue {
  readonly #longest: number
  #free: number
  // In the order of arrival; a set, so that whoever gives up can leave from the middle.
  readonly #waiting = new Set<Waiting>()

  constructor(places: number, longest: number) {
    this.#free = places
    this.#longest = longest
  }

  get waiting(): number {
    return this.#waiting.size
  }

  /** Waits for a place. Rejects with `overloaded` if too many wait already, or if none became free in time. */
  async take(signal: AbortSignal): Promise<void> {
    if (signal.aborted) throw signal.reason
    if (this.#free > 0) {
      this.#free -= 1
      return
    }
    if (this.#waiting.size >= this.#longest) {
      throw overloaded(`${this.#longest} transforms of the connector are waiting for a thread already.`)
    }
    await new Promise<void>((resolve, reject) => {
      const waiting = {
        begin: () => {
          signal.removeEventListener('abort', leave)
          resolve()
        },
      }
      const leave = (): void => {
        this.#waiting.delete(waiting)
        const reason: unknown = signal.reason
        const hasLeft = Problem.is(reason) && reason.code === 'cancelled'
        reject(
          hasLeft
            ? reason
            : overloaded('Every thread for transforms of the connector was taken until the call had to end.'),
        )
      }
      this.#waiting.add(waiting)
      signal.addEventListener('abort', leave, { once: true })
    })
  }

  /** Gives the place back, to whoever waits longest. */
  give(): void {
    const [next] = this.#waiting
    if (next === undefined) this.#free += 1
    else {
      this.#waiting.delete(next)
      next.begin()
    }
  }
}

const overloaded = (detail: string): Problem => new Problem('overloaded', { detail, retryAfter: 1 })
