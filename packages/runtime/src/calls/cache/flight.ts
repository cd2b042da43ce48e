import { Deadline } from '../deadline.ts'

/**
 * Work that several callers wait for. Each waits as long as it has time itself; the work goes on until the last one of
 * them has its result or has left.
 */
export class Flight<T> {
  /** Of the work. It ends when nobody waits any more. */
  readonly deadline: Deadline
  /** Of the tags, when it began. */
  readonly stamp: number
  readonly #joinableUntil: number
  readonly landing: Promise<T>
  #waiting = 0

  /** Others may join for `timeout` milliseconds, so that work which hangs does not collect callers for ever. */
  constructor(timeout: number, stamp: number, work: (deadline: Deadline) => Promise<T>) {
    this.deadline = new Deadline(timeout, true)
    this.#joinableUntil = this.deadline.expiresAt
    this.stamp = stamp
    this.landing = work(this.deadline)
  }

  isJoinable(stamp: number): boolean {
    return (
      stamp === this.stamp && this.deadline.reason === undefined && performance.now() < this.#joinableUntil
    )
  }

  /** What the work gives, or the reason why the caller's own deadline has ended. */
  join(own: Deadline): Promise<T> {
    this.#waiting += 1
    this.deadline.extendTo(own)
    return new Promise((resolve, reject) => {
      own.onAbort((reason) => {
        this.#waiting -= 1
        if (this.#waiting === 0) this.deadline.abort(reason)
        reject(reason)
      })
      this.landing.then(resolve, reject)
    })
  }
}
