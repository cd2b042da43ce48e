import { Type, type Static } from '@patchbay/contract'
import { gid } from '../fields.ts'
import { amount } from './refund.ts'

const strict = { additionalProperties: false }
const quantity = Type.Integer({ minimum: 1, maximum: 1_000_000, description: 'How many units.' })

/** A line of a new order: of a variant, or of anything else. */
export const NewLine = Type.Union([
  Type.Object(
    {
      variantId: gid('ProductVariant', 'What is sold.'),
      quantity,
      price: Type.Optional(amount('Of one unit. Default: that of the variant.')),
    },
    strict,
  ),
  Type.Object(
    {
      title: Type.String({ minLength: 1, maxLength: 255, description: 'Of what is no variant of the shop.' }),
      quantity,
      price: amount('Of one unit.'),
      sku: Type.Optional(Type.String({ maxLength: 255, description: 'Number of the article.' })),
      requiresShipping: Type.Optional(Type.Boolean({ description: 'Whether it has to be sent.' })),
    },
    strict,
  ),
])

/** An amount in the currency of the shop, as Shopify wants it. */
export const bagOf = (price: string, currencyCode: string) => ({ shopMoney: { amount: price, currencyCode } })

export function lineOf({ price, ...line }: Static<typeof NewLine>, currency: string) {
  return price === undefined ? line : { ...line, priceSet: bagOf(price, currency) }
}
