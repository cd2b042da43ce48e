import { Type } from '@patchbay/contract'
import { NullableText, NullableTimestamp, Timestamp } from '../fields.ts'
import { page } from '../shape/lists.ts'
import { money } from '../shape/money.ts'
import { at, record } from '../shape/record.ts'

const Line = record({
  title: NullableText,
  sku: NullableText,
  quantity: Type.Integer(),
  variantId: at('variant?.id', Type.String()),
})

/** A checkout that was begun and not completed. */
export const AbandonedCheckout = record({
  id: Type.String(),
  name: Type.String(),
  createdAt: Timestamp,
  updatedAt: Timestamp,
  completedAt: NullableTimestamp,
  url: at('abandonedCheckoutUrl', Type.String({ description: 'Leads the customer back to it.' })),
  discountCodes: Type.Array(Type.String()),
  total: at('totalPriceSet.shopMoney', money()),
  customerId: at('customer?.id', Type.String()),
  customerName: at('customer?.displayName', Type.String()),
  email: at('customer?.defaultEmailAddress?.emailAddress', Type.String()),
  lineItems: page(Line, { first: 10 }),
})
