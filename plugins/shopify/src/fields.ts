import { Type, type TSchema } from '@patchbay/contract'

/** A value that Shopify may leave out by answering null. */
export const nullable = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()])

export const NullableText = nullable(Type.String())

/** A global id of Shopify, such as `gid://shopify/Product/1`. */
export const gid = (type: string, description?: string) =>
  Type.String({
    pattern: `^gid://shopify/${type}/[0-9]+$`,
    description: description ?? `Global id, such as gid://shopify/${/\w+/.exec(type)?.[0] ?? type}/1.`,
  })

/** An ISO 8601 time in UTC, as Shopify sends it. */
export const Timestamp = Type.String({ description: 'ISO 8601, UTC.' })

export const NullableTimestamp = nullable(Timestamp)

export const Money = Type.Object(
  {
    amount: Type.String({ description: 'Decimal number as text, so that no digit is lost.' }),
    currency: Type.String({ description: 'ISO 4217 code.' }),
  },
  { description: 'An amount in the currency of the shop.' },
)

/** An ISO date or time in an input. A date alone is midnight in the time zone of the shop. */
export const since = (description: string) =>
  Type.String({
    pattern: '^\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?(Z|[+-]\\d{2}:\\d{2}))?$',
    description: `${description} ISO 8601, such as 2026-10-01 or 2026-10-01T00:00:00Z.`,
  })

/** One of Shopify's own words. */
export const oneOf = <const Words extends readonly string[]>(words: Words, description: string) =>
  Type.Union(
    words.map((word: Words[number]) => Type.Literal(word)),
    { description },
  )
