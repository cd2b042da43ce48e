import { Problem, type ProblemCode } from '@patchbay/contract'

const codeOf: Readonly<Record<number, ProblemCode>> = {
  401: 'connection_unauthorized',
  403: 'connection_forbidden',
}

/**
 * A 401 or 403 is between the caller and Patchbay. What a connector throws is about the connection at the vendor: a
 * dashboard must not log its user out because of it.
 */
export function blameConnection(error: unknown): unknown {
  const code = Problem.is(error) ? codeOf[error.status] : undefined
  if (!Problem.is(error) || code === undefined) return error
  const { upstream, errors } = error
  return new Problem(code, {
    detail: error.message,
    cause: error,
    ...(upstream === undefined ? {} : { upstream }),
    ...(errors === undefined ? {} : { errors }),
  })
}
