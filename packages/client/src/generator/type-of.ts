import { docComment } from './doc-comment.ts'
import type { JsonSchema, Schema } from './json-schema.ts'

/** Whether callers send the value or get it: what has a default may be left out of what is sent. */
export type Direction = 'sent' | 'received'

const step = '  '

/** The TypeScript type of what a schema describes. References are to `#/components/schemas` of an OpenAPI document. */
export function typeOf(schema: Schema, direction: Direction, indent = ''): string {
  if (typeof schema === 'boolean') return schema ? 'unknown' : 'never'
  const type = withoutNull(schema, direction, indent)
  return schema.nullable === true ? union([type, 'null']) : type
}

function withoutNull(schema: JsonSchema, direction: Direction, indent: string): string {
  const inner = (one: Schema): string => typeOf(one, direction, indent)
  if (schema.$ref !== undefined) return `Schemas[${quote(nameOf(schema.$ref))}]`
  if (schema.const !== undefined) return literal(schema.const)
  if (schema.enum !== undefined) return union(schema.enum.map(literal))
  const { anyOf = schema.oneOf, allOf, ...rest } = schema
  const parts: string[] = []
  if (anyOf !== undefined) parts.push(union(anyOf.map(inner)))
  if (allOf !== undefined) parts.push(...allOf.map(inner))
  if (parts.length === 0) return plain(rest, direction, indent)
  // Members beside the alternatives hold for each of them.
  if (rest.properties !== undefined) parts.push(plain(rest, direction, indent))
  return intersection(parts)
}

function plain(schema: JsonSchema, direction: Direction, indent: string): string {
  const { type = kindOf(schema) } = schema
  if (typeof type !== 'string') {
    return union(type.map((one) => plain({ ...schema, type: one }, direction, indent)))
  }
  switch (type) {
    case 'string':
    case 'boolean':
    case 'null':
      return type
    case 'number':
    case 'integer':
      return 'number'
    case 'array':
      return arrayOf(schema, direction, indent)
    case 'object':
      return objectOf(schema, direction, indent)
    default:
      return 'unknown'
  }
}

/** What a schema without a `type` is about, by the keywords that it has. */
function kindOf({
  properties,
  additionalProperties,
  patternProperties,
  items,
  prefixItems,
}: JsonSchema): string {
  if (properties ?? additionalProperties ?? patternProperties) return 'object'
  return (items ?? prefixItems) ? 'array' : ''
}

function arrayOf(schema: JsonSchema, direction: Direction, indent: string): string {
  const { items = true, prefixItems, additionalItems } = schema
  const tuple = prefixItems ?? (isList(items) ? items : undefined)
  const rest = isList(items) ? additionalItems : prefixItems === undefined ? undefined : items
  const readonly = direction === 'sent' ? 'readonly ' : ''
  if (tuple === undefined) {
    const item = typeOf(isList(items) ? true : items, direction, indent)
    return direction === 'sent' ? `ReadonlyArray<${item}>` : `Array<${item}>`
  }
  const least = schema.minItems ?? 0
  const members = tuple.map((one, index) => `${typeOf(one, direction, indent)}${index < least ? '' : '?'}`)
  if (rest !== undefined && rest !== false) members.push(`...Array<${typeOf(rest, direction, indent)}>`)
  return `${readonly}[${members.join(', ')}]`
}

const isList = (items: Schema | readonly Schema[]): items is readonly Schema[] => Array.isArray(items)

function objectOf(schema: JsonSchema, direction: Direction, indent: string): string {
  const { properties = {}, required = [], additionalProperties, patternProperties = {} } = schema
  const within = indent + step
  const members = Object.entries(properties).map(([name, property]) => {
    const isNeeded = required.includes(name) && !(direction === 'sent' && hasDefault(property))
    const own = typeOf(property, direction, within)
    // What is sent may hold members that are undefined: JSON leaves them out.
    const type = direction === 'sent' && !isNeeded ? `${own} | undefined` : own
    return `${comment(property, within)}${within}${propertyName(name)}${isNeeded ? '' : '?'}: ${type}\n`
  })
  const others = Object.values(patternProperties)
  if (additionalProperties !== undefined && additionalProperties !== false) others.push(additionalProperties)
  if (members.length === 0) {
    if (others.length > 0)
      return `Record<string, ${union(others.map((one) => typeOf(one, direction, indent)))}>`
    return additionalProperties === false ? 'Record<string, never>' : 'Record<string, unknown>'
  }
  // An index signature has to cover the named members too, so it says no more than that there is something.
  if (others.length > 0) members.push(`${within}[name: string]: unknown\n`)
  return `{\n${members.join('')}${indent}}`
}

function comment(schema: Schema, indent: string): string {
  if (typeof schema === 'boolean') return ''
  const usual = schema.default === undefined ? undefined : `@default ${JSON.stringify(schema.default)}`
  return docComment(
    [schema.description, schema.deprecated === true ? '@deprecated' : undefined, usual],
    indent,
  )
}

const hasDefault = (schema: Schema): boolean => typeof schema === 'object' && schema.default !== undefined

/** A name as a member's: as it is where that can be read, else in quotes. */
export const propertyName = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : quote(name))

/** A text as TypeScript writes it. */
export const quote = (text: string): string =>
  `'${JSON.stringify(text)
    .slice(1, -1)
    .replaceAll(String.raw`\"`, '"')
    .replaceAll("'", String.raw`\'`)}'`

function literal(value: unknown): string {
  if (typeof value === 'string') return quote(value)
  return value === null || ['number', 'boolean'].includes(typeof value) ? String(value) : 'unknown'
}

function union(types: readonly string[]): string {
  const distinct = [...new Set(types)]
  if (distinct.includes('unknown')) return 'unknown'
  return distinct.length === 0 ? 'never' : distinct.join(' | ')
}

function intersection(types: readonly string[]): string {
  const distinct = [...new Set(types)]
  return distinct.length === 1 ? distinct.join('') : distinct.map((type) => `(${type})`).join(' & ')
}

/** The name that a reference ends with. */
function nameOf(reference: string): string {
  return decodeURIComponent(reference.split('/').at(-1) ?? '')
    .replaceAll('~1', '/')
    .replaceAll('~0', '~')
}
