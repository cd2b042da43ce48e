import { Type } from '@patchbay/contract'
import { oneOf } from './fields.ts'

/** The escape hatch of a search: a part in Shopify's own language, which every other filter narrows further. */
export const ownLanguage = (things: string, example: string) =>
  Type.Optional(
    Type.String({
      description: `A search in Shopify's own language, beside the other filters, such as \`${example}\`. A filter that ${things} lack is refused.`,
      maxLength: 2_000,
    }),
  )

/** What a search can be sorted by, and which way. `by` and `reverse` say what holds where a caller says nothing. */
export const sortingInput = <const Keys extends readonly string[]>(
  keys: Keys,
  { by, reverse }: { readonly by: Keys[number]; readonly reverse: boolean },
) => ({
  sortKey: Type.Optional(oneOf(keys, `Default: ${by}.`)),
  reverse: Type.Optional(Type.Boolean({ default: reverse, description: 'Largest, newest or last first.' })),
})
