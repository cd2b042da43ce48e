import type { Outcome } from './demo-runtime.ts'

/** Milliseconds as people read them. */
const span = (duration: number): string =>
  duration < 1_000 ? `${Math.round(duration)} ms` : `${(duration / 1_000).toFixed(2)} s`

/** Writes what happens, with the time since it began, and remembers what should have happened and did not. */
export class Timeline {
  readonly #write: (line: string) => void
  readonly #begun = performance.now()
  readonly missed: string[] = []

  constructor(write: (line: string) => void) {
    this.#write = write
  }

  chapter(title: string): void {
    this.#write('')
    this.#line(title)
  }

  /** Something that changed beside the calls. */
  note(text: string): void {
    this.#line(`    ${text}`)
  }

  call(outcome: Outcome, breaker: string): void {
    const { status, code, retryAfter, duration, attempts } = outcome
    const said = [String(status), code, retryAfter === undefined ? undefined : `Retry-After ${retryAfter} s`]
    const words = said.filter((word) => word !== undefined).join(' ')
    const count = attempts.length === 1 ? '1 attempt' : `${attempts.length} attempts`
    this.#line(`    call → ${words}, ${span(duration)}, ${count}; breaker ${breaker}`)
    if (attempts.length < 2 && attempts[0]?.status === 200) return
    let last: number | undefined
    for (const [index, { at, status: answered }] of attempts.entries()) {
      const waited = last === undefined ? '' : `after ${span(at - last)}: `
      this.#write(`${' '.repeat(14)}attempt ${index + 1}: ${waited}${answered ?? 'no answer'}`)
      last = at
    }
  }

  /** What the story needs to be true here. */
  expect(isTrue: boolean, what: string): void {
    if (isTrue) return
    this.missed.push(what)
    this.#line(`    MISSED: ${what}`)
  }

  lines(texts: readonly string[]): void {
    for (const text of texts) this.#write(`    ${text}`)
  }

  #line(text: string): void {
    const time = `${((performance.now() - this.#begun) / 1_000).toFixed(3)} s`
    this.#write(`${time.padStart(9)}  ${text}`)
  }
}
