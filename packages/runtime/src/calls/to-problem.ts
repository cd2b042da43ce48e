import { Problem } from '@patchbay/contract'

/** Whatever an operation ended with, as a problem. */
export const toProblem = (error: unknown): Problem =>
  Problem.is(error)
    ? error
    : new Problem('internal', { detail: 'The operation failed unexpectedly.', cause: error })
