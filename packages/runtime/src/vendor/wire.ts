import type { HttpMethod, Problem } from '@patchbay/contract'
import type { TraceHeaders } from '../telemetry/traces/span.ts'

export interface WireRequest {
  readonly origin: string
  readonly method: HttpMethod
  /** With the query. May hold a credential: never log it. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array | null
  /** How a success is given on. Default: read by its content type. */
  readonly bodyAs?: 'bytes' | undefined
  /** Whether an earlier answer will do if the vendor says that it is still the same. */
  readonly mayRevalidate?: boolean
  /** Apart from the other headers, by which answers that are asked about again are known. */
  readonly trace?: TraceHeaders | undefined
}

export interface WireAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  /** When it had a socket of its own, in milliseconds of `performance.now()`. Default: when it was handed over. */
  readonly startedAt?: number
}

/** An attempt that brought no answer. */
export class AttemptFailed extends Error {
  readonly problem: Problem
  /** Whether any of the request was written. If not, the vendor cannot have acted on it. */
  readonly wasSent: boolean
  /** As of an answer; undefined if it never had a socket. */
  readonly startedAt: number | undefined

  constructor(problem: Problem, wasSent: boolean, startedAt?: number) {
    super(problem.message, { cause: problem.cause })
    this.name = 'AttemptFailed'
    this.problem = problem
    this.wasSent = wasSent
    this.startedAt = startedAt
  }
}
