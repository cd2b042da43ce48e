import { SharedStateUnavailable } from '../shared-state.ts'

type Fail = (reason: string, cause?: unknown) => void

/** Calls of a store, each of which is answered or given up within the budget. */
export class BudgetedCalls {
  readonly #budget: number
  readonly #pending = new Set<Fail>()

  /** Milliseconds. */
  constructor(budget: number) {
    this.#budget = budget
  }

  /** Rejects with `SharedStateUnavailable` after telling `onFailure` why. */
  run<T>(send: () => Promise<T>, onFailure: Fail): Promise<T> {
    return new Promise((resolve, reject) => {
      let isSettled = false
      const settle = (): boolean => {
        if (isSettled) return false
        isSettled = true
        clearTimeout(timer)
        this.#pending.delete(giveUp)
        return true
      }
      const giveUp: Fail = (reason, cause) => {
        if (settle()) reject(new SharedStateUnavailable(reason, cause))
      }
      const fail: Fail = (reason, cause) => {
        if (isSettled) return
        giveUp(reason, cause)
        onFailure(reason, cause)
      }
      const timer = setTimeout(() => {
        // An answer may lie unread because this process was busy: what has arrived is read before the check phase.
        setImmediate(fail, `it did not answer within ${this.#budget} ms`)
      }, this.#budget)
      this.#pending.add(giveUp)
      send().then(
        (value) => {
          if (settle()) resolve(value)
        },
        (error: unknown) => fail(error instanceof Error ? error.message : String(error), error),
      )
    })
  }

  /** Gives up all that are on their way. */
  giveUpAll(reason: string): void {
    for (const giveUp of this.#pending) giveUp(reason)
  }
}
