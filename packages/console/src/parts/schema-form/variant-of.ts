import type { Field } from './field.ts'

/** Which of the shapes a value has: the first that it could be. */
export function variantOf(field: Field & { readonly kind: 'variants' }, value: unknown): number {
  const index = field.variants.findIndex((variant) => mayBe(variant.field, value))
  return Math.max(index, 0)
}

function mayBe(field: Field, value: unknown): boolean {
  if (value === null) return field.isNullable
  switch (field.kind) {
    case 'text':
      return typeof value === 'string'
    case 'number':
      return typeof value === 'number'
    case 'boolean':
      return typeof value === 'boolean'
    case 'choice':
      return field.choices.some((choice) => choice === value)
    case 'list':
      return Array.isArray(value)
    case 'object':
      return (
        typeof value === 'object' &&
        !Array.isArray(value) &&
        field.members.every((member) => {
          const given = (value as Readonly<Record<string, unknown>>)[member.name]
          return given === undefined ? !member.isRequired : mayBe(member.field, given)
        })
      )
    case 'variants':
      return field.variants.some((variant) => mayBe(variant.field, value))
    case 'json':
      return true
  }
}
