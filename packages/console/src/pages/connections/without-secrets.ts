import { holdsSecret } from '../../parts/schema-form/holds-secret.ts'

/** Names of the settings that are masked in answers. */
export function secretNames(schema: Readonly<Record<string, unknown>>): readonly string[] {
  const { properties } = schema
  if (typeof properties !== 'object' || properties === null) return []
  return Object.entries(properties).flatMap(([name, member]) => (holdsSecret(member) ? [name] : []))
}

/** The settings that are known: a mask sent back would take the place of what it hides. */
export function withoutSecrets(
  config: Readonly<Record<string, unknown>>,
  schema: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const secret = secretNames(schema)
  return Object.fromEntries(Object.entries(config).filter(([name]) => !secret.includes(name)))
}
