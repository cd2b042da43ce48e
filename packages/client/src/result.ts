import { PatchbayProblem, type Problem } from './problem.ts'

export interface Success<Data, Meta> {
  readonly ok: true
  readonly data: Data
  /** What is said about the answer beside it. */
  readonly meta: Meta
  readonly status: number
  readonly headers: Headers
}

export interface Failure {
  readonly ok: false
  readonly problem: Problem
  /** Of the answer that has told it; none where nothing has answered. */
  readonly headers?: Headers
}

/** What came of a request. Nothing that a vendor, a server or a network does is thrown. */
export type Result<Data, Meta = unknown> = Success<Data, Meta> | Failure

/** The data of a result. Throws its problem as a `PatchbayProblem`, which is what React Query and the like expect. */
export function unwrap<Data>(result: Result<Data>): Data {
  if (result.ok) return result.data
  throw new PatchbayProblem(result.problem)
}
