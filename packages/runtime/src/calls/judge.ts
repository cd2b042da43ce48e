import { Problem } from '@patchbay/contract'
import { isInconclusive } from '../vendor/vendor-call.ts'

/**
 * The problem that a caller gets for what was thrown. `ended` is why the call was over, if it was; `mayHaveActed`
 * says that a request which must not be repeated reached the vendor and was not clearly refused; `recovers`, that the
 * same call with the same key finds out by itself what that did.
 */
export function judge(
  error: unknown,
  ended: Problem | undefined,
  mayHaveActed: boolean,
  recovers = false,
): Problem {
  const problem = Problem.is(error)
    ? error
    : (ended ?? new Problem('internal', { detail: 'The operation failed unexpectedly.', cause: error }))
  // What asks to be sent again must not be said of a call of which one request is done and the next one failed.
  const isSentAgain = problem.retryable || problem.code === 'input_required'
  if (!mayHaveActed || !(isInconclusive(problem) || isSentAgain)) return problem
  return new Problem('outcome_unknown', {
    detail: isInconclusive(problem)
      ? `The request reached the vendor, but whether it took effect is not known. ${problem.message}`
      : `An earlier request of this call may have taken effect, and a later one was held back. ${problem.message}`,
    status: problem.code === 'vendor_timeout' ? 504 : 502,
    cause: problem,
    ...(recovers ? { retryable: true, advice: adviceToRecover } : {}),
    ...(problem.upstream === undefined ? {} : { upstream: problem.upstream }),
  })
}

const adviceToRecover =
  'Send the same call with the same Idempotency-Key: it finds out what this one did before anything is done again.'
