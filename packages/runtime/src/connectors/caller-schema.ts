import type { JsonSchema } from './connector-description.ts'

/**
 * An input schema as callers should read it: a field with a default need not be sent, although the operation can
 * rely on it. TypeBox lists such fields as required, which is the operation's view.
 */
export function callerSchema(schema: JsonSchema): JsonSchema {
  const properties = schema['properties'] as Record<string, JsonSchema> | undefined
  if (properties === undefined) return schema
  const required = ((schema['required'] ?? []) as string[]).filter(
    (name) => properties[name]?.['default'] === undefined,
  )
  const { required: _required, ...rest } = schema
  return {
    ...rest,
    properties: Object.fromEntries(
      Object.entries(properties).map(([name, property]) => [name, callerSchema(property)]),
    ),
    ...(required.length > 0 ? { required } : {}),
  }
}
