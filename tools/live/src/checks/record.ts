/** `noted`: not as it could be, and nothing is wrong. `skipped`: there was nothing to check. */
export type Outcome = 'passed' | 'failed' | 'noted' | 'skipped'

export interface Check {
  readonly area: string
  readonly name: string
  readonly outcome: Outcome
  /** What was seen. Holds no data of a vendor: codes, counts, and ids of Patchbay. */
  readonly detail: string
}

/** Collects what was seen, and says it as it comes. */
export interface Recorder {
  readonly checks: readonly Check[]
  note(area: string, name: string, outcome: Outcome, detail?: string): void
  /** Runs a check that says what is wrong, or nothing. What it throws is wrong too. */
  expect(area: string, name: string, check: () => Promise<string | undefined>): Promise<void>
}

export function createRecorder(say: (line: string) => void): Recorder {
  const checks: Check[] = []
  const note: Recorder['note'] = (area, name, outcome, detail = '') => {
    checks.push({ area, name, outcome, detail })
    say(`${outcome.padEnd(7)}  ${area}: ${name}${detail === '' ? '' : ` - ${detail}`}`)
  }
  return {
    checks,
    note,
    async expect(area, name, check) {
      const wrong = await check().catch((error: unknown) => reasonOf(error))
      note(area, name, wrong === undefined ? 'passed' : 'failed', wrong)
    },
  }
}

export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { cause } = error
  return cause instanceof Error && 'code' in cause
    ? `${error.message} (${String(cause.code)})`
    : error.message
}
