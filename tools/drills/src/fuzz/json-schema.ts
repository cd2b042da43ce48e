/** A JSON Schema, of the keywords that connectors use. */
export interface JsonSchema {
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | JsonSchema
  readonly items?: JsonSchema
  readonly minItems?: number
  readonly maxItems?: number
  readonly uniqueItems?: boolean
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly JsonSchema[]
  readonly allOf?: readonly JsonSchema[]
  readonly minLength?: number
  readonly maxLength?: number
  readonly pattern?: string
  readonly format?: string
  readonly minimum?: number
  readonly exclusiveMinimum?: number
  readonly maximum?: number
  readonly examples?: readonly unknown[]
}

/**
 * Whether the value fits, found out without the validator that the runtime uses: two that are wrong in the same way
 * are unlikely. What it does not know, it lets pass.
 */
export function fits(schema: JsonSchema, value: unknown): boolean {
  const { anyOf, allOf } = schema
  if (anyOf !== undefined && !anyOf.some((one) => fits(one, value))) return false
  if (allOf !== undefined && !allOf.every((one) => fits(one, value))) return false
  if (schema.enum !== undefined && !schema.enum.some((one) => isSame(one, value))) return false
  if ('const' in schema && !isSame(schema.const, value)) return false
  if (schema.type !== undefined && ![schema.type].flat().some((type) => isOfType(type, value))) return false
  if (typeof value === 'string') return textFits(schema, value)
  if (typeof value === 'number') {
    return (
      value >= (schema.minimum ?? -Infinity) &&
      value > (schema.exclusiveMinimum ?? -Infinity) &&
      value <= (schema.maximum ?? Infinity)
    )
  }
  if (Array.isArray(value)) return listFits(schema, value)
  return typeof value !== 'object' || value === null || membersFit(schema, value)
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

function isOfType(type: string, value: unknown): boolean {
  switch (type) {
    case 'integer':
      return Number.isInteger(value)
    case 'null':
      return value === null
    case 'array':
      return Array.isArray(value)
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value)
    default:
      return typeof value === type
  }
}

function textFits(
  { minLength = 0, maxLength = Infinity, pattern, format }: JsonSchema,
  text: string,
): boolean {
  const { length } = Array.from(text) // in code points, as JSON Schema counts
  if (length < minLength || length > maxLength) return false
  if (pattern !== undefined && !new RegExp(pattern, 'u').test(text)) return false
  if (format === 'date') return isDate(text)
  if (format === 'date-time') return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(text)
  if (format === 'email') return /^[a-z]+@[a-z]+\.example$/.test(text)
  return format !== 'uri' || /^[a-z][a-z0-9+.-]*:[^\s]*$/i.test(text)
}

function isDate(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`)
  return (
    /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
  )
}

function listFits(schema: JsonSchema, list: readonly unknown[]): boolean {
  if (list.length < (schema.minItems ?? 0) || list.length > (schema.maxItems ?? Infinity)) return false
  if (schema.uniqueItems === true && new Set(list.map((one) => JSON.stringify(one))).size < list.length)
    return false
  const { items } = schema
  return items === undefined || list.every((one) => fits(items, one))
}

function membersFit(schema: JsonSchema, value: object): boolean {
  const { properties = {}, required = [], additionalProperties: others = true } = schema
  if (!required.every((name) => Object.hasOwn(value, name))) return false
  return Object.entries(value).every(([name, member]) => {
    const known = Object.hasOwn(properties, name) ? properties[name] : undefined
    if (known !== undefined) return fits(known, member)
    return typeof others === 'boolean' ? others : fits(others, member)
  })
}
