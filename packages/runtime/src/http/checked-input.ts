import { Problem, type FieldError } from '@patchbay/contract'
import type { Static, TSchema } from '@sinclair/typebox'
import { schemaCompiler, type Check } from '../calls/schema-compiler.ts'

/** Reads what a management route is sent. Throws `invalid_input` with a pointer to each field that does not fit. */
export type Read<T> = (value: unknown) => T

// Compiled when the first value comes: all of them at once would make each start slower, that of a command as well.

/** For JSON bodies. */
export const bodyReader = <S extends TSchema>(schema: S): Read<Static<S>> =>
  reader((value) => schemaCompiler.strict(schema)(value), 'The body')

/** For query strings and parameters of paths, where everything is text. */
export const queryReader = <S extends TSchema>(schema: S): Read<Static<S>> =>
  reader((value) => schemaCompiler.coercing(schema)(value) ?? nulErrors(value), 'The query')

/** What is looked for in the store may hold anything but what that cannot even be asked for. */
function nulErrors(query: unknown): readonly FieldError[] | undefined {
  const errors = Object.entries(query as object)
    .filter(([, value]) => String(value).includes('\0'))
    .map(([name]) => ({ path: `/${name}`, message: 'must not hold a NUL' }))
  return errors.length === 0 ? undefined : errors
}

function reader<T>(check: Check, what: string): Read<T> {
  return (value) => {
    // Defaults are filled into it, so it is a copy.
    const copy = structuredClone(value ?? {})
    const errors = check(copy)
    if (errors === undefined) return copy as T
    const fields = errors.map(({ path, message }) => `${path || 'it'} ${message}`).join('; ')
    throw new Problem('invalid_input', { detail: `${what} does not fit: ${fields}.`, errors })
  }
}
