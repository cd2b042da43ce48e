import type { FieldError } from '@patchbay/contract'
// The draft of 2019 knows `unevaluatedProperties`, which closes intersections, and still the tuples that TypeBox writes.
import { Ajv2019 as Ajv, type ErrorObject, type Options, type ValidateFunction } from 'ajv/dist/2019.js'
import addFormats from 'ajv-formats'
import type { JsonSchema } from '../connectors/connector-description.ts'
import { fieldErrors } from './field-errors.ts'

/** Checks one value; undefined means that it fits. Fills in the defaults of the schema. */
export type Check = (value: unknown) => readonly FieldError[] | undefined

/** Compiles the JSON Schemas of connectors, which reach the runtime as plain data. */
export interface SchemaCompiler {
  /** For JSON bodies: nothing is coerced, nothing is dropped. */
  strict(schema: JsonSchema): Check
  /** For query strings, where everything is text: numbers, booleans and lists are read from it. */
  coercing(schema: JsonSchema): Check
}

const options: Options = {
  allErrors: true,
  useDefaults: true,
  // Annotations of ours and of TypeBox are not keywords; unknown keywords are no reason to refuse a schema.
  strict: false,
  validateFormats: true,
  // Each schema stands alone: two connectors, or two operations of one, may use the same $id.
  addUsedSchema: false,
}

// ajv-formats is CommonJS whose types and runtime disagree about the default export under Node's resolution.
const withFormats = (ajv: Ajv): Ajv => {
  ;(addFormats as unknown as (ajv: Ajv) => void)(ajv)
  return ajv
}

export function createSchemaCompiler(): SchemaCompiler {
  const strict = withFormats(new Ajv(options))
  const coercing = withFormats(new Ajv({ ...options, coerceTypes: 'array' }))
  return {
    strict: (schema) => toCheck(strict.compile(schema)),
    coercing: (schema) => toCheck(coercing.compile(schema)),
  }
}

function toCheck(validate: ValidateFunction): Check {
  return (value) => (validate(value) ? undefined : fieldErrors(validate.errors as ErrorObject[]))
}
