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
  // Takes as long as all the rest of compiling, and what comes of it checks no faster.
  code: { optimize: false },
}

// ajv-formats is CommonJS whose types and runtime disagree about the default export under Node's resolution.
const withFormats = (ajv: Ajv): Ajv => {
  ;(addFormats as unknown as (ajv: Ajv) => void)(ajv)
  return ajv
}

/** The one of the process: it keeps nothing of a schema but its check. */
export const schemaCompiler: SchemaCompiler = {
  strict: compilerOf(withFormats(new Ajv(options))),
  coercing: compilerOf(withFormats(new Ajv({ ...options, coerceTypes: 'array' }))),
}

/** Compiles each schema once, however many runtimes a process has: connectors state theirs as constants. */
function compilerOf(ajv: Ajv): (schema: JsonSchema) => Check {
  const known = new WeakMap<JsonSchema, Check>()
  return (schema) => {
    let check = known.get(schema)
    if (check === undefined) {
      check = toCheck(ajv.compile(schema))
      known.set(schema, check)
    }
    return check
  }
}

function toCheck(validate: ValidateFunction): Check {
  return (value) => (validate(value) ? undefined : fieldErrors(validate.errors as ErrorObject[]))
}

const ajvOfForms = withFormats(new Ajv(options))

/** As `strict`, of a schema that is made for one call: nothing of it is kept. */
export function compileForm(schema: JsonSchema): Check {
  const check = toCheck(ajvOfForms.compile(schema))
  ajvOfForms.removeSchema(schema)
  return check
}
