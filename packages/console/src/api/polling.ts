import { ApiProblem } from './api-problem.ts'

/** As much of a question as says how its last try went. */
interface Asked {
  readonly state: { readonly error: Error | null }
}

/** Milliseconds until a question that failed is asked again: what fails is told once, not every second. */
const afterFailure = 5_000

/**
 * How often a question is asked again. A server that named how long to wait is left alone for that long; a hidden tab
 * asks nothing, by itself.
 */
export const polling =
  (milliseconds: number) =>
  ({ state: { error } }: Asked): number => {
    if (error === null) return milliseconds
    const seconds = error instanceof ApiProblem ? (error.body.retryAfter ?? 0) : 0
    return Math.max(milliseconds, afterFailure, seconds * 1_000)
  }
