import { Problem } from '@patchbay/contract'
import type { Deadline } from './deadline.ts'

/** The calls that wait for something: a vendor, a limit, the next attempt. */
export class OpenCalls {
  readonly #deadlines = new Set<Deadline>()
  #end: Problem | undefined

  get size(): number {
    return this.#deadlines.size
  }

  add(deadline: Deadline): void {
    deadline.join(this.#deadlines)
    if (this.#end !== undefined) deadline.abort(this.#end)
  }

  /** Ends them all, and those that still come, so that each is answered by a problem while that can still be sent. */
  giveUp(): void {
    const end = new Problem('vendor_timeout', {
      detail: 'The server is stopping, and the call had no answer by then.',
      advice: 'Send it again: another instance, or the next start of this one, will serve it.',
      retryAfter: 1,
    })
    this.#end = end
    for (const deadline of this.#deadlines) deadline.abort(end)
  }
}
