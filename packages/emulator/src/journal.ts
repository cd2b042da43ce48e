/** One request that reached the emulator. Tests count attempts and look at what was sent. */
export interface JournalEntry {
  /** When it had arrived, in milliseconds since 1970 by the emulator's clock. */
  readonly at: number
  readonly method: string
  readonly path: string
  readonly query: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Undefined while there is no answer yet. */
  status: number | undefined
  /** Whether the caller went away before the answer was complete. */
  aborted: boolean
}

/** What happened, newest last; only the last thousand, so that a long-running emulator stays small. */
export class Journal {
  readonly #capacity = 1_000
  #entries: JournalEntry[] = []

  record(entry: JournalEntry): void {
    this.#entries.push(entry)
    if (this.#entries.length > this.#capacity) this.#entries.shift()
  }

  get entries(): readonly JournalEntry[] {
    return this.#entries
  }

  clear(): void {
    this.#entries = []
  }
}
