import { ApiProblem } from './api-problem.ts'

/** As much of a question as says how its last try went. */
interface Asked {
  readonly state: { readonly error: Error | null }
}

/**
 * How often a question is asked again. A server that named how long to wait is left alone for that long; a hidden tab
 * asks nothing, by itself.
 */
export const polling =
  (milliseconds: number) =>
  ({ state: { error } }: Asked): number => {
    const seconds = error instanceof ApiProblem ? (error.body.retryAfter ?? 0) : 0
    return Math.max(milliseconds, seconds * 1_000)
  }
