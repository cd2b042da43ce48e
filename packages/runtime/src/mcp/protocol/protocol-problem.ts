import { Problem, type ProblemCode } from '@patchbay/contract'
import { ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server'
import { toProblem } from '../../calls/to-problem.ts'

/** What the caller has to send otherwise. */
const wrongParams: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'invalid_input',
  'invalid_request',
  'not_found',
])

/**
 * A problem as an error of the protocol, for requests whose results have no place for failures. `data` says what to do, as
 * the problem of a tool does.
 */
export function protocolProblem(error: unknown): ProtocolError {
  if (error instanceof ProtocolError) return error
  const problem = toProblem(error)
  const code = wrongParams.has(problem.code)
    ? ProtocolErrorCode.InvalidParams
    : ProtocolErrorCode.InternalError
  const { code: name, advice, retryable, retryAfter, errors } = problem
  return new ProtocolError(code, problem.message, {
    code: name,
    advice,
    retryable,
    ...(retryAfter === undefined ? {} : { retryAfter }),
    ...(errors === undefined ? {} : { errors }),
  })
}

/** Whether the problem is one that answers solve. */
export const isAsking = (
  error: unknown,
): error is Problem & { readonly questions: NonNullable<Problem['questions']> } =>
  Problem.is(error) && error.code === 'input_required' && error.questions !== undefined
