import type { DiscoverySchema } from './document.ts'

/** What is wrong with a value, in the words of Google's JSON parser. */
export interface Violation {
  /** In snake case, such as `date_ranges[0].start_date`; empty for the body itself. */
  readonly field: string
  readonly description: string
}

export interface CheckOptions {
  readonly schemas: Readonly<Record<string, DiscoverySchema>>
  /** Whether values of enums may be written in any case and without underscores, as older APIs allow. */
  readonly hasLooseEnums?: boolean
}

/** Everything about a value that does not fit its type: unknown fields, wrong types, values that an enum has not. */
export function checkValue(value: unknown, schema: DiscoverySchema, options: CheckOptions): Violation[] {
  const violations: Violation[] = []
  check(value, schema, '', options, violations)
  return violations
}

function check(
  value: unknown,
  schema: DiscoverySchema,
  field: string,
  options: CheckOptions,
  into: Violation[],
): void {
  if (value === null) return // the same as absent
  if (schema.$ref !== undefined) {
    const referenced = options.schemas[schema.$ref]
    if (referenced === undefined) throw new Error(`The document has no schema ${schema.$ref}.`)
    check(value, referenced, field, options, into)
    return
  }
  switch (schema.type) {
    case 'array':
      if (!Array.isArray(value)) return void into.push(wrong(field, value, 'list'))
      value.forEach((item, index) => check(item, schema.items ?? {}, `${field}[${index}]`, options, into))
      return
    case 'object':
      return checkObject(value, schema, field, options, into)
    case 'string':
      return checkString(value, schema, field, options, into)
    case 'integer': {
      const number = typeof value === 'string' ? Number(value) : value
      if (!Number.isInteger(number)) into.push(wrong(field, value, 'TYPE_INT32'))
      return
    }
    case 'number': {
      const number = typeof value === 'string' && value !== '' ? Number(value) : value
      if (typeof number !== 'number' || Number.isNaN(number)) into.push(wrong(field, value, 'TYPE_DOUBLE'))
      return
    }
    case 'boolean':
      if (typeof value !== 'boolean' && value !== 'true' && value !== 'false')
        into.push(wrong(field, value, 'TYPE_BOOL'))
      return
    default:
      return // any value
  }
}

function checkObject(
  value: unknown,
  schema: DiscoverySchema,
  field: string,
  options: CheckOptions,
  into: Violation[],
): void {
  if (typeof value !== 'object' || Array.isArray(value)) return void into.push(wrong(field, value, 'message'))
  for (const [name, inner] of Object.entries(value as Record<string, unknown>)) {
    const properties = schema.properties ?? {}
    const known = Object.hasOwn(properties, name)
      ? properties[name]
      : (properties[camelCase(name)] ?? schema.additionalProperties)
    const path = field === '' ? snakeCase(name) : `${field}.${snakeCase(name)}`
    if (known !== undefined) check(inner, known, path, options, into)
    else {
      const where = field === '' ? '' : ` at '${field}'`
      into.push({
        field,
        description: `Invalid JSON payload received. Unknown name "${name}"${where}: Cannot find field.`,
      })
    }
  }
}

function checkString(
  value: unknown,
  { format, enum: values }: DiscoverySchema,
  field: string,
  { hasLooseEnums = false }: CheckOptions,
  into: Violation[],
): void {
  if (values !== undefined) {
    const isKnown = hasLooseEnums
      ? values.some((one) => loose(one) === loose(String(value)))
      : values.includes(String(value))
    if (typeof value !== 'string' || !isKnown) into.push(wrong(field, value, 'TYPE_ENUM'))
    return
  }
  if (format === 'int64' || format === 'uint64') {
    const isWhole = typeof value === 'number' ? Number.isInteger(value) : /^-?\d{1,19}$/.test(String(value))
    if (!isWhole) into.push(wrong(field, value, 'TYPE_INT64'))
    return
  }
  if (typeof value !== 'string') into.push(wrong(field, value, 'TYPE_STRING'))
  else if (format === 'google-datetime' && Number.isNaN(Date.parse(value)))
    into.push(wrong(field, value, 'type.googleapis.com/google.protobuf.Timestamp'))
}

const wrong = (field: string, value: unknown, type: string): Violation => ({
  field,
  description: `Invalid value at '${field}' (${type}), ${JSON.stringify(value)}`,
})

const loose = (text: string): string => text.replaceAll('_', '').toLowerCase()

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

const camelCase = (name: string): string =>
  name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
