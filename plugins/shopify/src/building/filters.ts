import { Type, type Static, type TSchema } from '@patchbay/contract'
import { gid, oneOf, since } from '../fields.ts'
import { allOf, asIs, hasWords, is, isId, isSince, isWord, type SearchTerm } from '../search-string.ts'

/** One field of a search's input, and what it becomes in Shopify's search language. */
export interface Filter<Value extends TSchema = TSchema> {
  readonly schema: Value
  term(value: Static<Value>): SearchTerm
}

export type Filters = Readonly<Record<string, Filter>>

const optional = <S extends TSchema>(schema: S) => Type.Optional(schema)

export type InputOfFilters<F extends Filters> = {
  [Name in keyof F]: ReturnType<typeof optional<F[Name]['schema']>>
}

const filter = <Value extends TSchema>(
  schema: Value,
  term: (value: Static<Value>) => SearchTerm,
): Filter<Value> => ({ schema, term })

/** Words that must occur in any of the fields that Shopify searches by default. */
export const text = (description: string) => filter(Type.String({ description, maxLength: 500 }), hasWords)

/** The field is exactly this text. */
export const exactly = (field: string, description: string) =>
  filter(Type.String({ description, minLength: 1, maxLength: 255 }), (value) => is(field, value))

/** The field is one of Shopify's words. */
export const word = <const Words extends readonly string[]>(
  field: string,
  words: Words,
  description: string,
) => filter(oneOf(words, description), (value) => isWord(field, String(value)))

/** The field is that time or later. */
export const from = (field: string, description: string) =>
  filter(since(description), (value) => isSince(field, value))

/** The field is before that time. */
export const before = (field: string, description: string) =>
  filter(since(description), (value) => `${field}:<"${value}"`)

/** The field names that resource. */
export const idOf = (field: string, type: string, description: string) =>
  filter(gid(type, description), (value) => isId(field, value))

export const flag = (field: string, description: string) =>
  filter(Type.Boolean({ description }), (value) => `${field}:${String(value)}`)

/** The field is that number or less. */
export const atMost = (field: string, description: string) =>
  filter(Type.Integer({ description }), (value) => `${field}:<=${value}`)

/** A part in Shopify's own language, which every other filter narrows further. */
export const ownLanguage = (things: string, example: string) =>
  filter(
    Type.String({
      description: `A search in Shopify's own language, beside the other filters, such as \`${example}\`. A filter that ${things} lack is refused.`,
      maxLength: 2_000,
    }),
    asIs,
  )

export function inputOfFilters<F extends Filters>(filters: F): InputOfFilters<F> {
  const fields = Object.entries(filters).map(([name, { schema }]) => [name, optional(schema)])
  return Object.fromEntries(fields) as InputOfFilters<F>
}

/** What an input asks for, all of which must hold; undefined if it asks for nothing. */
export function searchOf(filters: Filters, input: Readonly<Record<string, unknown>>): string | undefined {
  return allOf(
    ...Object.entries(filters).map(([name, one]) => {
      const value = input[name]
      return value === undefined ? undefined : one.term(value)
    }),
  )
}
