import { Type, type Static } from '@patchbay/contract'
import { gid, since } from '../fields.ts'

const strict = { additionalProperties: false }

const ids = (type: string, description: string) =>
  Type.Array(gid(type), { minItems: 1, maxItems: 100, description })

const amount = (description: string) =>
  Type.String({
    pattern: '^[0-9]{1,12}(\\.[0-9]{1,2})?$',
    description: `${description} Decimal number as text.`,
  })

const percent = Type.Number({ exclusiveMinimum: 0, maximum: 100, description: 'Percent that are taken off.' })

// Shopify also calls either of them a DiscountNode, with the same number; what changes one does not know that name.
export const codeId = gid('(DiscountCodeNode|DiscountNode)', 'As discounts.search shows it.')
export const automaticId = gid('(DiscountAutomaticNode|DiscountNode)', 'As discounts.search shows it.')
export const asCode = (id: string): string => id.replace('/DiscountNode/', '/DiscountCodeNode/')
export const asAutomatic = (id: string): string => id.replace('/DiscountNode/', '/DiscountAutomaticNode/')

/** When a discount is good and with what it combines. */
const terms = {
  startsAt: since('From when on it is good.'),
  endsAt: Type.Optional(since('Until when it is good. Default: for good.')),
  combinesWith: Type.Optional(
    Type.Object(
      {
        orderDiscounts: Type.Optional(Type.Boolean()),
        productDiscounts: Type.Optional(Type.Boolean()),
        shippingDiscounts: Type.Optional(Type.Boolean()),
      },
      { description: 'Kinds of discounts that an order may have beside it. Default: none.' },
    ),
  ),
  tags: Type.Optional(
    Type.Array(Type.String({ minLength: 1, maxLength: 255 }), {
      maxItems: 250,
      description: 'For the staff.',
    }),
  ),
}

export const automaticTerms = {
  title: Type.String({ minLength: 1, maxLength: 255, description: 'What customers see.' }),
  ...terms,
}

export const codeTerms = {
  title: Type.String({ minLength: 1, maxLength: 255, description: 'For the staff.' }),
  code: Type.String({
    minLength: 1,
    maxLength: 255,
    description: 'What customers enter. No two discounts share one.',
  }),
  ...terms,
  usageLimit: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 2_147_483_647, description: 'How often it can be used in all.' }),
  ),
  oncePerCustomer: Type.Optional(
    Type.Boolean({ description: 'Whether each customer can use it once only.' }),
  ),
}

export const Off = Type.Union(
  [
    Type.Object({ percent }, strict),
    Type.Object(
      {
        amount: amount('What is taken off, in the currency of the shop.'),
        eachItem: Type.Optional(
          Type.Boolean({ description: 'Whether it is taken off each item instead of once per order.' }),
        ),
      },
      strict,
    ),
  ],
  { description: 'What is taken off: so many percent, or an amount.' },
)

export const Items = (description: string) =>
  Type.Union(
    [
      Type.Object({ productIds: ids('Product', 'These products.') }, strict),
      Type.Object({ collectionIds: ids('Collection', 'What is in these collections.') }, strict),
    ],
    { description },
  )

export const Minimum = Type.Union(
  [
    Type.Object({ subtotal: amount('So much money.') }, strict),
    Type.Object(
      { quantity: Type.Integer({ minimum: 1, maximum: 1_000_000, description: 'So many units.' }) },
      strict,
    ),
  ],
  { description: 'What an order must come to at least. Default: nothing.' },
)

/** What is good for whom, unless it is said: all customers. */
export const everyone = { all: 'ALL' }

/** As Shopify wants a reduction. */
const valueOf = (off: Static<typeof Off>) =>
  'percent' in off
    ? { percentage: Math.round(off.percent * 100) / 10_000 }
    : { discountAmount: { amount: off.amount, appliesOnEachItem: off.eachItem ?? false } }

export const ofEverything = { all: true }

/** As Shopify wants items. */
export function itemsOf(items: Static<ReturnType<typeof Items>>): Readonly<Record<string, unknown>> {
  return 'productIds' in items
    ? { products: { productsToAdd: items.productIds } }
    : { collections: { add: items.collectionIds } }
}

/** As Shopify wants a minimum. */
const minimumOf = (minimum: Static<typeof Minimum>) =>
  'subtotal' in minimum
    ? { subtotal: { greaterThanOrEqualToSubtotal: minimum.subtotal } }
    : { quantity: { greaterThanOrEqualToQuantity: String(minimum.quantity) } }

interface Reduction {
  readonly off?: Static<typeof Off>
  readonly on?: Static<ReturnType<typeof Items>>
  readonly minimum?: Static<typeof Minimum>
}

/** The same input with what is taken off, of what and from when on as Shopify wants it. */
export const reduced = ({ off, on, minimum, ...input }: Reduction) => ({
  ...input,
  ...(off === undefined ? {} : { off: valueOf(off) }),
  ...(on === undefined ? {} : { on: itemsOf(on) }),
  ...(minimum === undefined ? {} : { minimum: minimumOf(minimum) }),
})
