import type { FieldError } from '@patchbay/contract'
import type { ErrorObject } from 'ajv'

// More than a person would read, and less than an answer that a hostile body could blow up.
const mostErrors = 50

/** Turns a validator's errors into what a caller can act on: one line a field, pointing at that field. */
export function fieldErrors(errors: readonly ErrorObject[]): FieldError[] {
  // A failed union reports every branch and then itself; the branches are noise at the union's own path.
  const unions = new Set(errors.filter(isUnion).map((error) => error.instancePath))
  const lines = new Map<string, FieldError>()
  for (const error of errors) {
    if (unions.has(error.instancePath) && !isUnion(error)) continue
    const line = isUnion(error) ? unionError(error, errors) : toFieldError(error)
    lines.set(`${line.path} ${line.message}`, line)
  }
  return [...lines.values()].slice(0, mostErrors)
}

const isUnion = ({ keyword }: ErrorObject): boolean => keyword === 'anyOf' || keyword === 'oneOf'

const escapePointer = (segment: string): string => segment.replaceAll('~', '~0').replaceAll('/', '~1')

function toFieldError({ keyword, instancePath, message, params }: ErrorObject): FieldError {
  switch (keyword) {
    case 'required':
      return {
        path: `${instancePath}/${escapePointer(String(params['missingProperty']))}`,
        message: 'is required',
      }
    case 'additionalProperties':
    case 'unevaluatedProperties': {
      const name = String(params['additionalProperty'] ?? params['unevaluatedProperty'])
      return { path: `${instancePath}/${escapePointer(name)}`, message: 'is not a known field' }
    }
    case 'enum':
      return { path: instancePath, message: `must be one of ${listOf(params['allowedValues'] as unknown[])}` }
    case 'const':
      return { path: instancePath, message: `must be ${JSON.stringify(params['allowedValue'])}` }
    case 'format':
      return { path: instancePath, message: `must be a valid ${String(params['format'])}` }
    default:
      return { path: instancePath, message: message ?? `fails ${keyword}` }
  }
}

function unionError(union: ErrorObject, errors: readonly ErrorObject[]): FieldError {
  const branches = errors.filter((error) => error.instancePath === union.instancePath && !isUnion(error))
  const literals = branches.filter(({ keyword }) => keyword === 'const')
  if (literals.length > 0 && literals.length === branches.length) {
    return {
      path: union.instancePath,
      message: `must be one of ${listOf(literals.map(({ params }) => params['allowedValue'] as unknown))}`,
    }
  }
  const wanted = [...new Set(branches.map((branch) => toFieldError(branch).message))]
  return {
    path: union.instancePath,
    message: wanted.length > 0 ? wanted.join(', or ') : 'fits none of the allowed forms',
  }
}

const listOf = (values: readonly unknown[]): string => values.map((value) => JSON.stringify(value)).join(', ')
