import type { Problem } from '@patchbay/contract'

/**
 * What an attempt says of the vendor's health. `alive`: it answered, which is enough for a probe, but the answer says
 * more of who asked than of the vendor. `nothing`: the attempt ended on our side.
 */
export type Verdict = 'success' | 'failure' | 'alive' | 'nothing'

const isRedirect = (status: number | undefined): boolean =>
  status !== undefined && status >= 300 && status < 400

/**
 * Only network failures, 5xx and silence are failures. A refusal of the credentials or of the rate does not count at
 * all: one tenant's would else hide a failing vendor from the others, or blame a healthy one.
 */
export function verdictOf(problem: Problem | undefined, wasAnswered: boolean): Verdict {
  if (problem === undefined) return 'success'
  switch (problem.code) {
    case 'vendor_error':
    case 'vendor_timeout':
      // What can't be retried lies in this one answer, such as one that is too large.
      return problem.retryable && !isRedirect(problem.upstream?.status) ? 'failure' : 'alive'
    case 'connection_unauthorized':
    case 'connection_forbidden':
    case 'vendor_rate_limited':
    case 'internal':
      return wasAnswered ? 'alive' : 'nothing'
    default:
      return wasAnswered ? 'success' : 'nothing'
  }
}

/**
 * Of an attempt that the end of its call has cut short. The vendor is to blame only where it had its time: not for the
 * last moments of a call, for a caller who allows little, or for one who went away.
 */
export function verdictOfCut(end: Problem | undefined, hadItsTime: boolean): Verdict {
  return hadItsTime && end?.code === 'vendor_timeout' ? 'failure' : 'nothing'
}
