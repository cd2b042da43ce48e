import type { Problem, ProblemCode } from '@patchbay/contract'

/** With these the vendor, having read the call, says no: it would say so again. */
const refusals: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'vendor_rejected',
  'not_found',
  'conflict',
  'precondition_failed',
  'too_large',
  'unsupported_media_type',
])

/**
 * Whether a failed call is over for good, so that its key gets the same answer from now on. Otherwise nothing has
 * happened, and the same key may try again: limits refill, breakers close, credentials are renewed.
 */
export function isFinal(problem: Problem, mayHaveActed: boolean): boolean {
  return mayHaveActed || refusals.has(problem.code)
}
