import { secretAnnotation } from '@patchbay/contract'
import { redactionMark } from './redactor.ts'
import { plainName } from './secret-names.ts'

type Names = ReadonlySet<string>

// Keywords whose values are data, not schemas.
const dataKeywords = new Set(['default', 'examples', 'enum', 'const', 'required'])

/**
 * The names, as `plainName` gives them, of all fields of a schema that carry the contract's annotation of secrets, at
 * any depth. An item of a list and a value of a record go by the name of the field that holds them.
 */
export function secretFieldNames(schema: unknown): Names {
  const names = new Set<string>()
  collect(schema, undefined, names)
  return names
}

function collect(schema: unknown, name: string | undefined, names: Set<string>): void {
  if (typeof schema !== 'object' || schema === null) return
  if ((schema as Record<string, unknown>)[secretAnnotation] === true && name !== undefined) {
    names.add(plainName(name))
  }
  for (const [keyword, value] of Object.entries(schema)) {
    if (dataKeywords.has(keyword)) continue
    if (keyword !== 'properties' || typeof value !== 'object' || value === null) collect(value, name, names)
    else for (const [property, member] of Object.entries(value)) collect(member, property, names)
  }
}

/** Every text in the value that is, or is in, a field of one of these names. */
export function valuesOfFields(value: unknown, names: Names, isSecret = false): string[] {
  if (typeof value === 'string') return isSecret ? [value] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) =>
    valuesOfFields(member, names, isSecret || (!Array.isArray(value) && names.has(plainName(name)))),
  )
}

/** A copy of the value in which every text in a field of one of these names is replaced, whatever its length. */
export function hideFields(value: unknown, names: Names, isSecret = false): unknown {
  if (typeof value === 'string') return isSecret ? redactionMark : value
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((item) => hideFields(item, names, isSecret))
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      hideFields(member, names, isSecret || names.has(plainName(name))),
    ]),
  )
}
