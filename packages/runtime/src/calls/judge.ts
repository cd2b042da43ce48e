import { Problem } from '@patchbay/contract'
import { isInconclusive } from '../vendor/vendor-call.ts'

/**
 * The problem that a caller gets for what was thrown. `ended` is why the call was over, if it was; `mayHaveActed`
 * says that a request which must not be repeated reached the vendor and was not clearly refused.
 */
export function judge(error: unknown, ended: Problem | undefined, mayHaveActed: boolean): Problem {
  const problem = Problem.is(error)
    ? error
    : (ended ?? new Problem('internal', { detail: 'The operation failed unexpectedly.', cause: error }))
  if (!mayHaveActed || !isInconclusive(problem)) return problem
  return new Problem('outcome_unknown', {
    detail: `The request reached the vendor, but whether it took effect is not known. ${problem.message}`,
    status: problem.code === 'vendor_timeout' ? 504 : 502,
    cause: problem,
    ...(problem.upstream === undefined ? {} : { upstream: problem.upstream }),
  })
}
