import { Type } from '@patchbay/contract'
import { gid } from '../fields.ts'

/** Units of a fulfillment order, in Shopify's names. */
export const fulfillmentLines = (description: string) =>
  Type.Array(
    Type.Object({
      id: gid('FulfillmentOrderLineItem'),
      quantity: Type.Integer({ minimum: 1, maximum: 1_000_000, description: 'How many units.' }),
    }),
    { minItems: 1, maxItems: 250, description },
  )

const text = (description: string) =>
  Type.Optional(Type.String({ minLength: 1, maxLength: 255, description }))

/** How a parcel is followed. */
export const tracking = {
  company: text(
    'Who carries it, as Shopify writes it, such as DHL Express: then it knows the address of its page.',
  ),
  number: text('Its number.'),
  url: Type.Optional(
    Type.String({ pattern: '^https?://', maxLength: 2_048, description: 'Where it can be followed.' }),
  ),
}

/** Whether the customer is told. */
export const notifyCustomer = Type.Optional(
  Type.Boolean({ default: false, description: 'Whether the customer gets an email.' }),
)
