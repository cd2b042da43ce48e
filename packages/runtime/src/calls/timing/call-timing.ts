/** A part of a call that took time. Times are milliseconds since the call began. */
export interface Phase {
  readonly name: 'limits' | 'breaker' | 'attempt' | 'pause' | 'transform'
  readonly start: number
  readonly duration: number
  /** What came of it: never what a caller has entered or a vendor has answered. */
  readonly description?: string | undefined
}

/** Many calls of a vendor make one answer, and clients stop reading headers somewhere. */
const mostPhases = 60

/** Where the time of a call went, as it becomes known. */
export class CallTiming {
  readonly #begun = performance.now()
  readonly #phases: Phase[] = []
  readonly #facts = new Map<'cache' | 'breaker', string>()
  #left = 0

  /** From a time of `performance.now()` on. */
  add(name: Phase['name'], from: number, duration: number, description?: string): void {
    if (this.#phases.length === mostPhases) this.#left += 1
    else this.#phases.push({ name, start: from - this.#begun, duration, description })
  }

  /** What takes no time, and says why there is so little else. */
  note(name: 'cache' | 'breaker', description: string): void {
    this.#facts.set(name, description)
  }

  /**
   * The value of the header Server-Timing (https://www.w3.org/TR/server-timing/), up to now. `start` is an addition,
   * which readers of the standard pass over: without it nobody sees what overlapped.
   */
  header(): string {
    const entries = [`total;dur=${rounded(performance.now() - this.#begun)}`]
    for (const [name, description] of this.#facts) entries.push(`${name};desc="${description}"`)
    for (const { name, start, duration, description } of this.#phases.toSorted(byStart)) {
      const what = description === undefined ? '' : `;desc="${description}"`
      entries.push(`${name};start=${rounded(start)};dur=${rounded(duration)}${what}`)
    }
    if (this.#left > 0) entries.push(`more;desc="${this.#left}"`)
    return entries.join(', ')
  }
}

const byStart = (one: Phase, other: Phase): number => one.start - other.start

const rounded = (milliseconds: number): string => String(Math.round(Math.max(0, milliseconds) * 100) / 100)
