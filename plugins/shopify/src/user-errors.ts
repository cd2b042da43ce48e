import { Problem, Type, type FieldError, type ProblemCode, type Static } from '@patchbay/contract'
import { nullable } from './fields.ts'

export const UserErrors = Type.Array(
  Type.Object({
    field: nullable(Type.Array(Type.String())),
    message: Type.String(),
    code: Type.Optional(nullable(Type.String())),
  }),
)

type UserError = Static<typeof UserErrors>[number]

/**
 * Throws if a mutation was refused: Shopify says so with status 200 and `userErrors`. `pointer` finds the input field
 * that a field of theirs stands for.
 */
export function refuseUserErrors(
  userErrors: readonly UserError[],
  pointer: (field: readonly string[]) => string,
): void {
  const [first] = userErrors
  if (first === undefined) return
  const errors = userErrors.map(({ field, message }) => ({ path: pointer(field ?? []), message }))
  const code = first.code ?? undefined
  const { kind, ...more } = meaningOf(userErrors, errors)
  throw new Problem(kind, {
    detail: `Shopify refused the change: ${userErrors.map(({ message }) => message).join('; ')}.`,
    errors,
    ...more,
    ...(code === undefined ? {} : { upstream: { status: 200, code } }),
  })
}

interface Meaning {
  readonly kind: ProblemCode
  readonly advice: string
  readonly retryable?: boolean
  readonly retryAfter?: number
}

const stale = new Set(['STALE_OBJECT', 'CHANGE_FROM_QUANTITY_STALE', 'COMPARE_QUANTITY_STALE'])

function meaningOf(userErrors: readonly UserError[], errors: readonly FieldError[]): Meaning {
  const codes = userErrors.map(({ code }) => code ?? '')
  if (codes.some((code) => stale.has(code))) {
    return {
      kind: 'conflict',
      advice: 'Somebody changed it in between: read the present value, decide again, and send that one.',
    }
  }
  if (codes.includes('IDEMPOTENCY_CONCURRENT_REQUEST')) {
    return {
      kind: 'conflict',
      advice: 'The same write is running; send it again in a moment with the same Idempotency-Key.',
      retryable: true,
      retryAfter: 1,
    }
  }
  if (codes.includes('IDEMPOTENCY_KEY_PARAMETER_MISMATCH')) {
    return { kind: 'idempotency_mismatch', advice: 'Use a new Idempotency-Key for a different body.' }
  }
  if (errors.every(({ path, message }, index) => isMissing(path, message, codes[index] ?? ''))) {
    return { kind: 'not_found', advice: 'Check the id.' }
  }
  return {
    kind: 'vendor_rejected',
    advice: 'Nothing was changed. Correct the fields in `errors` and send it again.',
  }
}

/** Whether an error says that what the call names is not there, and not that something within its input is not. */
const isMissing = (path: string, message: string, code: string): boolean =>
  /^\/?(\w*id|\w*Id)?$/.test(path) &&
  (/(?:does not exist(?: with ID \d+)?|not found|(?:could not|couldn't|can't) be found)\.?$/i.test(message) ||
    /(?:^|_)(?:NOT_FOUND|DOES_NOT_EXIST)$/.test(code))
