import { Problem, type Static, type TSchema, type VendorAnswer } from '@patchbay/contract'
import { TypeCompiler, type TypeCheck } from '@sinclair/typebox/compiler'

// Response schemas are constants of a connector's modules, so each is compiled once, when it is first used.
const compiled = new WeakMap<TSchema, TypeCheck<TSchema>>()
let compilations = 0

/** How many response schemas this process has compiled. Tests see by it that a second call compiles none. */
export function responseCompilations(): number {
  return compilations
}

/** The answer, typed, if it has the shape that the operation relies on; otherwise the problem `vendor_error`. */
export function checkResponse<S extends TSchema>(schema: S, answer: VendorAnswer): VendorAnswer<Static<S>> {
  let check = compiled.get(schema)
  if (check === undefined) {
    check = TypeCompiler.Compile<TSchema>(schema)
    compiled.set(schema, check)
    compilations += 1
  }
  if (check.Check(answer.body)) return answer as VendorAnswer<Static<S>>
  const error = check.Errors(answer.body).First()
  throw new Problem('vendor_error', {
    detail: `The vendor's answer does not have the expected shape: ${error?.path || '(whole body)'} ${error?.message ?? ''}.`,
    upstream: { status: answer.status },
    retryable: false,
  })
}
