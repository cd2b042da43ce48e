import type { TSchema } from '@sinclair/typebox'

/**
 * A copy of the schema in which every object refuses properties that it does not name, unless it says
 * something about them itself. Members of an intersection see the properties of each other, so it is the
 * intersection as a whole that is closed.
 */
export function closeObjects<S extends TSchema>(schema: S): S {
  return close(schema, true) as S
}

const listKeywords = ['anyOf', 'oneOf'] as const
const recordKeywords = ['properties', 'patternProperties'] as const

function close(schema: TSchema, mayClose: boolean): TSchema {
  const closed: TSchema = { ...schema } // symbols included: TypeBox keeps a schema's kind there
  for (const keyword of recordKeywords) {
    const members = schema[keyword] as Record<string, TSchema> | undefined
    if (members !== undefined) {
      closed[keyword] = Object.fromEntries(
        Object.entries(members).map(([name, member]) => [name, close(member, true)]),
      )
    }
  }
  const saysItself =
    schema['additionalProperties'] !== undefined || schema['unevaluatedProperties'] !== undefined
  if (mayClose && schema['properties'] !== undefined && !saysItself) closed['additionalProperties'] = false
  if (isSchema(schema['additionalProperties'])) {
    closed['additionalProperties'] = close(schema['additionalProperties'], true)
  }
  const items = schema['items'] as unknown
  if (isSchema(items)) closed['items'] = close(items, true)
  if (Array.isArray(items)) closed['items'] = items.map((item: TSchema) => close(item, true))
  for (const keyword of listKeywords) {
    const members = schema[keyword] as TSchema[] | undefined
    if (members !== undefined) closed[keyword] = members.map((member) => close(member, mayClose))
  }
  const all = schema['allOf'] as TSchema[] | undefined
  if (all !== undefined) {
    closed['allOf'] = all.map((member) => close(member, false))
    if (mayClose && !saysItself) closed['unevaluatedProperties'] = false
  }
  return closed
}

function isSchema(value: unknown): value is TSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
