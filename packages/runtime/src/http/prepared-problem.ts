import type { Problem } from '@patchbay/contract'
import { problemDetails } from './problem-details.ts'

/** The body of one problem as JSON, but for the ids of its request. Where refusals must cost next to nothing. */
export interface PreparedProblem {
  readonly problem: Problem
  /** Of every body: ids of one length are ASCII. */
  readonly byteLength: number
  body(requestId: string, traceId: string): string
}

const placeholder = '0'.repeat(32)
const otherPlaceholder = '1'.repeat(32)

/** Ids must have 32 characters, as those of requests and traces have. */
export function prepareProblem(problem: Problem): PreparedProblem {
  const text = JSON.stringify(problemDetails(problem, placeholder, otherPlaceholder))
  const [before = '', rest = ''] = text.split(placeholder)
  const [between = '', after = ''] = rest.split(otherPlaceholder)
  return {
    problem,
    byteLength: Buffer.byteLength(text),
    body: (requestId, traceId) => before + requestId + between + traceId + after,
  }
}
