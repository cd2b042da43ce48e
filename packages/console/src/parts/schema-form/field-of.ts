import type { Field, JsonSchema } from './field.ts'
import { secretAnnotation } from './holds-secret.ts'

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined)
const isPlain = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'

/** How what a schema describes is entered. What is too free for a form is entered as JSON. */
export function fieldOf(schema: JsonSchema): Field {
  const { isNullable, rest } = withoutNull(schema)
  const [label, description] = [text(schema.title), text(schema.description)]
  const common = {
    isNullable,
    ...(label === undefined ? {} : { label }),
    ...(description === undefined ? {} : { description }),
    ...(schema.default === undefined ? {} : { default: schema.default }),
  }
  return { ...shapeOf(rest), ...common } as Field
}

type Shape<Kind = Field> = Kind extends Field
  ? Omit<Kind, 'isNullable' | 'label' | 'description' | 'default'>
  : never

function shapeOf(schema: JsonSchema): Shape {
  const choices = choicesOf(schema)
  if (choices !== undefined) return { kind: 'choice', choices }
  const alternatives = alternativesOf(schema)
  if (alternatives !== undefined) {
    const variants = alternatives.map((one, index) => ({
      label: variantLabel(one, index),
      field: fieldOf(one),
    }))
    return { kind: 'variants', variants }
  }
  switch (schema.type) {
    case 'string':
      return textShape(schema)
    case 'number':
    case 'integer': {
      const [minimum, maximum] = [number(schema.minimum), number(schema.maximum)]
      return {
        kind: 'number',
        isInteger: schema.type === 'integer',
        ...(minimum === undefined ? {} : { minimum }),
        ...(maximum === undefined ? {} : { maximum }),
      }
    }
    case 'boolean':
      return { kind: 'boolean' }
    case 'array':
      return isSchema(schema.items) ? { kind: 'list', item: fieldOf(schema.items) } : { kind: 'json' }
    case 'object':
      return objectShape(schema)
    default:
      return { kind: 'json' }
  }
}

function textShape(schema: JsonSchema): Shape {
  const pattern = text(schema.pattern)
  const types: Readonly<Record<string, 'date' | 'url'>> = { date: 'date', uri: 'url' }
  const type = schema[secretAnnotation] === true ? 'password' : (types[String(schema.format)] ?? 'text')
  return { kind: 'text', type, ...(pattern === undefined ? {} : { pattern }) }
}

function objectShape({ properties, required }: JsonSchema): Shape {
  // A record of free names has no fields to show, except where it says that it is empty.
  if (!isSchema(properties)) return { kind: 'json' }
  const names: readonly unknown[] = Array.isArray(required) ? required : []
  const members = Object.entries(properties).flatMap(([name, member]) =>
    isSchema(member) ? [{ name, isRequired: names.includes(name), field: fieldOf(member) }] : [],
  )
  return { kind: 'object', members }
}

/** An enum, however it is written: `enum`, `const`, or a union of constants. */
function choicesOf(schema: JsonSchema): ReadonlyArray<string | number | boolean> | undefined {
  if (Array.isArray(schema.enum)) return schema.enum.every(isPlain) ? schema.enum : undefined
  if (isPlain(schema.const)) return [schema.const]
  const parts = alternativesOf(schema)?.map(choicesOf)
  if (parts === undefined || parts.length === 0) return undefined
  const known = parts.filter((part) => part !== undefined)
  return known.length === parts.length ? known.flat() : undefined
}

function alternativesOf({ anyOf, oneOf }: JsonSchema): readonly JsonSchema[] | undefined {
  const alternatives = anyOf ?? oneOf
  return Array.isArray(alternatives) && alternatives.every(isSchema) ? alternatives : undefined
}

const isNull = (schema: JsonSchema): boolean => schema.type === 'null' || schema.const === null

function withoutNull(schema: JsonSchema): { readonly isNullable: boolean; readonly rest: JsonSchema } {
  if (Array.isArray(schema.type) && schema.type.includes('null')) {
    const types: readonly unknown[] = schema.type.filter((type) => type !== 'null')
    return { isNullable: true, rest: { ...schema, type: types.length === 1 ? types[0] : types } }
  }
  const alternatives = alternativesOf(schema)
  if (alternatives === undefined || !alternatives.some(isNull)) return { isNullable: false, rest: schema }
  const left = alternatives.filter((one) => !isNull(one))
  const [only] = left
  return { isNullable: true, rest: left.length === 1 && only !== undefined ? only : { anyOf: left } }
}

function variantLabel(schema: JsonSchema, index: number): string {
  return text(schema.title) ?? text(schema.type) ?? `Choice ${index + 1}`
}
