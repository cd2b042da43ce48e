import type { FieldError } from '../../api/api-problem.ts'
import type { Field } from './field.ts'

export type FormObject = Readonly<Record<string, unknown>>

export const asObject = (value: unknown): FormObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as FormObject) : {}

/** The object with another member; without it where the value is undefined. */
export function withMember(value: unknown, name: string, member: unknown): FormObject {
  const others = Object.entries(asObject(value)).filter(([key]) => key !== name)
  return Object.fromEntries(member === undefined ? others : [...others, [name, member]])
}

/** The JSON Pointer (RFC 6901) of a member. */
export const pointerTo = (pointer: string, name: string | number): string =>
  `${pointer}/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`

export const errorAt = (errors: readonly FieldError[], pointer: string): string | undefined =>
  errors.find(({ path }) => path === pointer)?.message

/** Which required fields have nothing in them yet. What is in an object that is left out is not asked for. */
export function missingIn(field: Field, value: unknown, pointer = ''): readonly FieldError[] {
  if (field.kind === 'list') {
    return Array.isArray(value)
      ? value.flatMap((item, index) => missingIn(field.item, item, pointerTo(pointer, index)))
      : []
  }
  if (field.kind !== 'object' || (field.isNullable && value === null)) return []
  const object = asObject(value)
  return field.members.flatMap((member) => {
    const at = pointerTo(pointer, member.name)
    const given = object[member.name]
    if (given !== undefined) return missingIn(member.field, given, at)
    if (!member.isRequired || member.field.default !== undefined) return []
    return [{ path: at, message: 'This is required.' }]
  })
}
