import { Type, type TSchema } from '@patchbay/contract'

/** One field of a record: how Google sends it, how it is shown, and what stands for one that Google leaves out. */
export interface Field<Value> {
  readonly wire: TSchema
  readonly output: TSchema
  /** Where Google has it, if under another name. */
  readonly from?: string
  /** Undefined where Google left it out, as it does with everything that is empty, false or zero. */
  readonly read: (value: unknown) => Value
}

/** The last part of a resource name such as `properties/1/keyEvents/2`, which is what operations take. */
export const lastPart = (name: string): string => name.slice(name.lastIndexOf('/') + 1)

const nullable = (schema: TSchema, description: string): TSchema =>
  Type.Union([schema, Type.Null()], { description })

/** The id of what the record is about, which Google gives as a resource name. */
export const id = (description: string, from = 'name'): Field<string> => ({
  wire: Type.String(),
  output: Type.String({ description }),
  from,
  read: (value) => (typeof value === 'string' ? lastPart(value) : ''),
})

export const text = (description: string, from?: string): Field<string> => ({
  wire: Type.String(),
  output: Type.String({ description }),
  ...(from === undefined ? {} : { from }),
  read: (value) => (typeof value === 'string' ? value : ''),
})

/** A text, null where there is none. */
export const optionalText = (description: string): Field<string | null> => ({
  wire: Type.String(),
  output: nullable(Type.String(), description),
  read: (value) => (typeof value === 'string' && value !== '' ? value : null),
})

/** A moment in ISO 8601, null where there is none. */
export const moment = optionalText

export const flag = (description: string): Field<boolean> => ({
  wire: Type.Boolean(),
  output: Type.Boolean({ description }),
  read: (value) => value === true,
})

export const wholeNumber = (description: string): Field<number> => ({
  wire: Type.Integer(),
  output: Type.Integer({ description }),
  read: (value) => (typeof value === 'number' ? value : 0),
})

export const texts = (description: string): Field<readonly string[]> => ({
  wire: Type.Array(Type.String()),
  output: Type.Array(Type.String(), { description }),
  read: (value) => (Array.isArray(value) ? value.map(String) : []),
})

/** What is given on as Google has it, since it can be nested without an end. */
export const asIs = (description: string): Field<readonly unknown[]> => ({
  wire: Type.Array(Type.Unknown()),
  output: Type.Array(Type.Unknown(), { description }),
  read: (value) => (Array.isArray(value) ? value : []),
})
