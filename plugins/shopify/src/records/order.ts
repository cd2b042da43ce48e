import { Type } from '@patchbay/contract'
import { nullable, NullableText, NullableTimestamp, Timestamp } from '../fields.ts'
import { money } from '../shape/money.ts'
import { at, record } from '../shape/record.ts'

/** An order as a flat record. Of every amount, the one in the currency of the shop. */
export const Order = record({
  id: Type.String(),
  name: Type.String({ description: 'What people call the order, such as #1001.' }),
  createdAt: Timestamp,
  updatedAt: Timestamp,
  processedAt: Timestamp,
  closedAt: NullableTimestamp,
  cancelledAt: NullableTimestamp,
  cancelReason: NullableText,
  test: Type.Boolean(),
  email: NullableText,
  phone: NullableText,
  note: NullableText,
  tags: Type.Array(Type.String()),
  sourceName: nullable(Type.String({ description: 'Where the order comes from, such as web or pos.' })),
  financialStatus: at(
    'displayFinancialStatus',
    nullable(Type.String({ description: 'Such as PAID, PENDING or REFUNDED.' })),
  ),
  fulfillmentStatus: at(
    'displayFulfillmentStatus',
    Type.String({ description: 'Such as UNFULFILLED, PARTIALLY_FULFILLED or FULFILLED.' }),
  ),
  returnStatus: Type.String({ description: 'Such as NO_RETURN or RETURNED.' }),
  itemCount: at('subtotalLineItemsQuantity', Type.Integer({ description: 'Units ordered.' })),
  total: at('totalPriceSet.shopMoney', money()),
  currentTotal: at('currentTotalPriceSet.shopMoney', money('After refunds, edits and cancelled items.')),
  subtotal: at('subtotalPriceSet?.shopMoney', money()),
  tax: at('totalTaxSet?.shopMoney', money()),
  shipping: at('totalShippingPriceSet.shopMoney', money()),
  discounts: at('totalDiscountsSet?.shopMoney', money()),
  refunded: at('totalRefundedSet.shopMoney', money()),
  outstanding: at('totalOutstandingSet.shopMoney', money('What is still to be paid.')),
  customerId: at('customer?.id', Type.String()),
  customerName: at('customer?.displayName', Type.String()),
  shippingCity: at('shippingAddress?.city', NullableText),
  shippingCountry: at(
    'shippingAddress?.countryCodeV2',
    nullable(Type.String({ description: 'ISO 3166 code.' })),
  ),
})
