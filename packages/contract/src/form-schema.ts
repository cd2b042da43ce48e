import type { TObject, TSchema } from '@sinclair/typebox'

/**
 * The schema of a form as clients know how to show it: a union of literals becomes the choice that it is. Everything else
 * stays, with its default.
 */
export function formSchema<S extends TObject>(schema: S): S {
  const properties = Object.entries(schema.properties).map(([name, field]) => [name, toChoice(field)])
  return { ...schema, properties: Object.fromEntries(properties) as S['properties'] }
}

function toChoice(field: TSchema): TSchema {
  const members = field['anyOf'] as TSchema[] | undefined
  if (members === undefined || !members.every(isText)) return field
  const { anyOf: _anyOf, ...rest } = field
  const isTitled = members.some(({ title }) => title !== undefined)
  const choice = isTitled
    ? { oneOf: members.map((member) => ({ const: member['const'] as string, title: titleOf(member) })) }
    : { enum: members.map((member) => member['const'] as string) }
  return { ...rest, type: 'string', ...choice } as TSchema
}

const isText = (member: TSchema): boolean => typeof member['const'] === 'string'

const titleOf = ({ title, const: value }: TSchema): string => title ?? String(value)
