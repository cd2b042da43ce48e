import { Problem } from '@patchbay/contract'
import { PolicyViolation } from '../inbound/policy-violation.ts'
import { createRedactor, redactionMark } from '../telemetry/redaction/redactor.ts'
import { valuesOfFields } from '../telemetry/redaction/secret-fields.ts'
import type { Call } from './call.ts'

/** Keeps what a caller has entered into secret fields out of what is said about the call. */
export interface CallSecrets {
  hideIn(problem: Problem): Problem
  hideInFields(fields: object): object
  hideInText(text: string): string
}

/**
 * The secrets of a call's own input; undefined for the calls, nearly all of them, that have none. They are looked for
 * in what is said about this call only: a caller who could make the runtime hide a text of his choice everywhere
 * could hide his traces.
 */
export function secretsOf({ operation, input }: Pick<Call, 'operation' | 'input'>): CallSecrets | undefined {
  const names = operation.secretInputs
  if (names === undefined) return undefined
  const values = valuesOfFields(input, names)
  if (values.length === 0) return undefined
  const redactor = createRedactor()
  for (const value of values) redactor.protect(value)

  const hide = <T extends object>(plain: T): T => JSON.parse(redactor.redactJson(JSON.stringify(plain))) as T
  return {
    hideIn: (problem) => {
      if (problem instanceof PolicyViolation) return problem // which knows nothing of the input
      const { code, ...details } = problem.serialize()
      return new Problem(code, { ...hide(details), cause: problem.cause })
    },
    hideInFields: (fields) => {
      try {
        return hide(fields)
      } catch {
        return { fields: redactionMark } // what cannot be searched is not shown
      }
    },
    hideInText: (text) => redactor.redact(text),
  }
}
