import type { Problem } from '@patchbay/contract'
import type { Deadline } from '../calls/deadline.ts'

/** The work that goes on over one connection, so that none of it outlives the connection. */
export class ConnectionCalls {
  readonly #deadlines = new Set<Deadline>()
  #end: Problem | undefined

  get size(): number {
    return this.#deadlines.size
  }

  get hasEnded(): boolean {
    return this.#end !== undefined
  }

  /** Whoever adds one removes it again. Aborts it at once where the connection is no more. */
  add(deadline: Deadline): void {
    this.#deadlines.add(deadline)
    if (this.#end !== undefined) deadline.abort(this.#end)
  }

  remove(deadline: Deadline): void {
    this.#deadlines.delete(deadline)
  }

  /** Aborts them all, and those that still come. */
  end(reason: Problem): void {
    this.#end = reason
    for (const deadline of this.#deadlines) deadline.abort(reason)
  }
}
