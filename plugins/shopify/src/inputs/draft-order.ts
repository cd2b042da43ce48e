import { Type, type Static } from '@patchbay/contract'
import { gid, oneOf } from '../fields.ts'
import { Address } from './address.ts'
import { amount } from './refund.ts'

const text = (description: string, maxLength = 255) => Type.Optional(Type.String({ maxLength, description }))

const Price = Type.Object(
  {
    amount: amount('How much.'),
    currency: Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217 code.' }),
  },
  { description: 'An amount.' },
)

const Discount = Type.Object(
  {
    valueType: oneOf(['FIXED_AMOUNT', 'PERCENTAGE'], 'What the value is.'),
    value: Type.Number({ minimum: 0, description: 'An amount, or so many percent.' }),
    title: text('What the customer reads.'),
  },
  { description: 'A discount that is given by hand.' },
)

const Line = Type.Object({
  variantId: Type.Optional(gid('ProductVariant', 'What is sold. Without it give `title` and `price`.')),
  quantity: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
  title: text('Of what is no variant of the shop.'),
  sku: text('Of what is no variant of the shop.'),
  price: Type.Optional(Price), // of a variant: instead of its own
  requiresShipping: Type.Optional(Type.Boolean()),
  taxable: Type.Optional(Type.Boolean()),
  discount: Type.Optional(Discount),
})

/** Lines of a draft order. */
export const lineItems = Type.Array(Line, {
  minItems: 1,
  maxItems: 499,
  description: 'All lines that it has from now on.',
})

/** What a draft order can be given beside its lines. */
export const draftFields = {
  customerId: Type.Optional(gid('Customer')),
  email: text('Email address for messages about it.'),
  phone: text('Phone number for messages about it.'),
  note: text('For the staff.', 5_000),
  poNumber: text('The number of the purchase order of the customer.'),
  tags: Type.Optional(
    Type.Array(Type.String({ minLength: 1, maxLength: 40 }), {
      maxItems: 250,
      description: 'All tags that it has from now on.',
    }),
  ),
  shippingAddress: Type.Optional(Address),
  useCustomerDefaultAddress: Type.Optional(
    Type.Boolean({ description: 'Whether it goes to the address of the customer.' }),
  ),
  shippingLine: Type.Optional(
    Type.Object(
      { title: Type.String({ minLength: 1, maxLength: 255 }), price: Price },
      { description: 'How it is sent, and for how much.' },
    ),
  ),
  discount: Type.Optional(Discount),
  discountCodes: Type.Optional(
    Type.Array(Type.String({ minLength: 1, maxLength: 255 }), {
      maxItems: 25,
      description: 'All discount codes that it has from now on.',
    }),
  ),
  taxExempt: Type.Optional(Type.Boolean({ description: 'Whether no tax is due.' })),
}

/** Where its fields go within Shopify's input. */
export const draftPlaces = { customerId: 'purchasingEntity.customerId', discount: 'appliedDiscount' }

const moneyInput = (price: Static<typeof Price> | undefined) =>
  price === undefined ? undefined : { amount: price.amount, currencyCode: price.currency }

interface DraftValues {
  readonly lineItems?: Static<typeof lineItems>
  readonly shippingLine?: { readonly title: string; readonly price: Static<typeof Price> }
}

/** The same with amounts and discounts under Shopify's names. What is undefined is not sent. */
export function draftInput({ lineItems: lines, shippingLine, ...input }: DraftValues) {
  return {
    ...input,
    lineItems: lines?.map(({ price, discount, ...line }) => ({
      ...line,
      // The price of a variant stays what it is in the shop unless it is overridden.
      [line.variantId === undefined ? 'originalUnitPriceWithCurrency' : 'priceOverride']: moneyInput(price),
      appliedDiscount: discount,
    })),
    shippingLine:
      shippingLine === undefined
        ? undefined
        : { title: shippingLine.title, priceWithCurrency: moneyInput(shippingLine.price) },
  }
}
