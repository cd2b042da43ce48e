import { Type, type StringOptions, type TSchema, type TString } from '@sinclair/typebox'

export { Type }
export type { Static, TObject, TSchema } from '@sinclair/typebox'

/** The annotation that marks a schema's value as secret. Redaction and the console's forms look for it. */
export const secretAnnotation = 'x-patchbay-secret'

/**
 * A string that must never be shown: not in a log, an error, a URL that leaves the runtime, a metric or an
 * answer. Use it for every credential.
 */
export function Secret(options: StringOptions = {}): TString {
  return Type.String({ minLength: 1, ...options, writeOnly: true, [secretAnnotation]: true })
}

/** The names of an object schema's secret fields. */
export function secretFields(schema: TSchema): string[] {
  const properties = (schema['properties'] ?? {}) as Record<string, TSchema>
  return Object.entries(properties).flatMap(([name, property]) =>
    property[secretAnnotation] === true ? [name] : [],
  )
}
