import type { TSchema } from '@sinclair/typebox'

/**
 * A copy of the schema in which every object refuses properties that it does not name, unless it says
 * something about them itself. Members of an intersection stay open: each sees the properties of the others.
 */
export function closeObjects<S extends TSchema>(schema: S): S {
  return close(schema, true) as S
}

function close(schema: TSchema, mayClose: boolean): TSchema {
  const closed: TSchema = { ...schema } // symbols included: TypeBox keeps a schema's kind there
  const properties = schema['properties'] as Record<string, TSchema> | undefined
  if (properties !== undefined) {
    closed['properties'] = Object.fromEntries(
      Object.entries(properties).map(([name, property]) => [name, close(property, true)]),
    )
    if (mayClose && schema['additionalProperties'] === undefined) closed['additionalProperties'] = false
  }
  if (isSchema(schema['items'])) closed['items'] = close(schema['items'], true)
  for (const keyword of ['anyOf', 'oneOf'] as const) {
    const members = schema[keyword] as TSchema[] | undefined
    if (members !== undefined) closed[keyword] = members.map((member) => close(member, mayClose))
  }
  const all = schema['allOf'] as TSchema[] | undefined
  if (all !== undefined) closed['allOf'] = all.map((member) => close(member, false))
  return closed
}

function isSchema(value: unknown): value is TSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
