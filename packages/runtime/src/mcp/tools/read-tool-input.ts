import { Problem, type FieldError } from '@patchbay/contract'
import type { Check } from '../../calls/schema-compiler.ts'

/** The arguments of a tool of our own. Throws `invalid_input` with a pointer to each one that does not fit. */
export function readToolInput<T>(check: Check, tool: string, given: unknown = {}): T {
  const errors = check(given)
  if (errors === undefined) return given as T
  throw new Problem('invalid_input', {
    detail: `The arguments of ${tool} do not fit: ${errors.map(wordsOfError).join('; ')}.`,
    errors,
  })
}

const wordsOfError = ({ path, message }: FieldError): string => `${path || 'they'} ${message}`
