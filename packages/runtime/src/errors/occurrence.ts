import type { Problem } from '@patchbay/contract'
import type { UsageSeries } from '../usage/usage-counter.ts'
import type { ErrorSource } from './error-source.ts'

/** What went wrong, as whoever is concerned is told it: known secrets are hidden in it. Every problem is one. */
export interface Trouble extends Pick<Problem, 'message' | 'advice' | 'upstream'> {
  /** The code of the problem, or what the source calls it. */
  readonly code: string
}

/** An error that occurred once. */
export interface Occurrence {
  readonly source: ErrorSource
  /** Connector and operation are empty where it is about none. */
  readonly series: UsageSeries
  readonly problem: Trouble
  readonly requestId?: string | undefined
  readonly traceId?: string | undefined
  readonly connection?: string | undefined
  readonly attempts: number
  /** What was thrown: its stack tells errors of our own apart. */
  readonly cause?: unknown
  /** What tells two groups apart beside all that, where messages do not: the id of whom it is about. */
  readonly subject?: string | undefined
}
