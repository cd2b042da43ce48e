import { Problem } from '@patchbay/contract'

/** Milliseconds. */
const graceAfterEnd = 100

// Node counts from the last turn of the loop in whole milliseconds, so a timer fires up to one too early.
const earliness = 1

/**
 * The end of one call: by its timeout, or because the caller went away. Cheaper than an AbortSignal, which is
 * made only when somebody reads it.
 */
export class Deadline {
  #expiresAt: number
  readonly #timeout: number
  readonly #timer: NodeJS.Timeout | undefined
  // Seldom more than two, and a set costs more than it takes to look through them.
  #listeners: Array<(reason: Problem) => void> = []
  #controller: AbortController | undefined
  #group: Set<Deadline> | undefined
  #reason: Problem | undefined

  /**
   * After `timeout` milliseconds. With `isShared` nothing happens when they are over: the end is left to whoever knows
   * how many still wait.
   */
  constructor(timeout: number, isShared = false) {
    this.#timeout = timeout
    this.#expiresAt = performance.now() + timeout
    if (isShared) return
    this.#timer = setTimeout(() => {
      this.abort(new Problem('vendor_timeout', { detail: `There was no answer within ${timeout} ms.` }))
    }, timeout)
  }

  /** In milliseconds of `performance.now()`. */
  get expiresAt(): number {
    return this.#expiresAt
  }

  /** Lets a shared end last until that of another, if that is later. */
  extendTo({ expiresAt }: Deadline): void {
    if (expiresAt > this.#expiresAt) this.#expiresAt = expiresAt
  }

  /** Lets its time begin anew, if it is not over. */
  renew(): void {
    if (this.#reason !== undefined) return
    this.#expiresAt = performance.now() + this.#timeout
    this.#timer?.refresh()
  }

  /** Why the call is over, once it is. */
  get reason(): Problem | undefined {
    return this.#reason
  }

  /** Milliseconds left. */
  get left(): number {
    return this.#expiresAt - performance.now()
  }

  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController()
      if (this.#reason !== undefined) this.#controller.abort(this.#reason)
    }
    return this.#controller.signal
  }

  abort(reason: Problem): void {
    if (this.#reason !== undefined) return
    this.#reason = reason
    clearTimeout(this.#timer)
    const listeners = this.#listeners
    this.#listeners = []
    for (const listener of listeners) listener(reason)
    this.#controller?.abort(reason)
  }

  onAbort(listener: (reason: Problem) => void): void {
    if (this.#reason === undefined) this.#listeners.push(listener)
    else listener(this.#reason)
  }

  offAbort(listener: (reason: Problem) => void): void {
    const index = this.#listeners.indexOf(listener)
    if (index < 0) return
    const last = this.#listeners.pop()
    if (last !== undefined && index < this.#listeners.length) this.#listeners[index] = last
  }

  /** Waits at least so many milliseconds, and rejects with the reason if the call ends first. */
  async sleep(duration: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const onAbort = (reason: Problem): void => {
        clearTimeout(timer)
        reject(reason)
      }
      const timer = setTimeout(
        () => {
          this.offAbort(onAbort)
          resolve()
        },
        Math.ceil(duration) + earliness,
      )
      this.onAbort(onAbort)
    })
  }

  /**
   * What the work gives, if it gives it in time. Work that heeds the end knows best what became of it, so it has a
   * moment to say so; work that ignores the end is left behind, and the promise rejects with the reason.
   */
  within<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const onAbort = (reason: Problem): void => void setTimeout(reject, graceAfterEnd, reason)
      this.onAbort(onAbort)
      work.then(
        (value) => {
          this.offAbort(onAbort)
          resolve(value)
        },
        (error: unknown) => {
          this.offAbort(onAbort)
          reject(error as Error)
        },
      )
    })
  }

  /** Is in the group until the call is done. */
  join(group: Set<Deadline>): void {
    this.#group = group
    group.add(this)
  }

  /** The call is done; nothing will abort any more. */
  end(): void {
    clearTimeout(this.#timer)
    this.#listeners = []
    this.#group?.delete(this)
  }
}
