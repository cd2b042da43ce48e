import { Type, type Static } from '@patchbay/contract'
import { Money, moneyFields, nullable, NullableText, NullableTimestamp, Timestamp } from '../fields.ts'

const plain = {
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
  financialStatus: nullable(Type.String({ description: 'Such as PAID, PENDING or REFUNDED.' })),
  fulfillmentStatus: Type.String({ description: 'Such as UNFULFILLED, PARTIALLY_FULFILLED or FULFILLED.' }),
  returnStatus: Type.String({ description: 'Such as NO_RETURN or RETURNED.' }),
  itemCount: Type.Integer({ description: 'Units ordered.' }),
}

/** An order as a flat record. */
export const Order = Type.Object({
  ...plain,
  total: Money,
  currentTotal: Type.Object(Money.properties, { description: 'After refunds, edits and cancelled items.' }),
  subtotal: nullable(Money),
  tax: nullable(Money),
  shipping: Money,
  discounts: nullable(Money),
  refunded: Money,
  outstanding: Type.Object(Money.properties, { description: 'What is still to be paid.' }),
  customerId: NullableText,
  customerName: NullableText,
  shippingCity: NullableText,
  shippingCountry: nullable(Type.String({ description: 'ISO 3166 code.' })),
})

const shopMoney = `{ shopMoney ${moneyFields} }`

/** Selects an `OrderNode`; costs 2 points besides the node. */
export const orderFields = `
  id name createdAt updatedAt processedAt closedAt cancelledAt cancelReason test email phone note tags sourceName
  financialStatus: displayFinancialStatus
  fulfillmentStatus: displayFulfillmentStatus
  returnStatus
  itemCount: subtotalLineItemsQuantity
  total: totalPriceSet ${shopMoney}
  currentTotal: currentTotalPriceSet ${shopMoney}
  subtotal: subtotalPriceSet ${shopMoney}
  tax: totalTaxSet ${shopMoney}
  shipping: totalShippingPriceSet ${shopMoney}
  discounts: totalDiscountsSet ${shopMoney}
  refunded: totalRefundedSet ${shopMoney}
  outstanding: totalOutstandingSet ${shopMoney}
  customer { id displayName }
  shippingAddress { city countryCodeV2 }`

export const orderFieldsCost = 2

/** Shopify's MoneyBag, of which the currency of the shop is used. */
export const ShopMoney = Type.Object({ shopMoney: Money })

const amounts = {
  total: ShopMoney,
  currentTotal: ShopMoney,
  subtotal: nullable(ShopMoney),
  tax: nullable(ShopMoney),
  shipping: ShopMoney,
  discounts: nullable(ShopMoney),
  refunded: ShopMoney,
  outstanding: ShopMoney,
}

export const OrderNode = Type.Object({
  ...plain,
  ...amounts,
  customer: nullable(Type.Object({ id: Type.String(), displayName: Type.String() })),
  shippingAddress: nullable(Type.Object({ city: NullableText, countryCodeV2: NullableText })),
})

export function toOrder({
  customer,
  shippingAddress,
  ...node
}: Static<typeof OrderNode>): Static<typeof Order> {
  return {
    ...node,
    total: node.total.shopMoney,
    currentTotal: node.currentTotal.shopMoney,
    subtotal: node.subtotal?.shopMoney ?? null,
    tax: node.tax?.shopMoney ?? null,
    shipping: node.shipping.shopMoney,
    discounts: node.discounts?.shopMoney ?? null,
    refunded: node.refunded.shopMoney,
    outstanding: node.outstanding.shopMoney,
    customerId: customer?.id ?? null,
    customerName: customer?.displayName ?? null,
    shippingCity: shippingAddress?.city ?? null,
    shippingCountry: shippingAddress?.countryCodeV2 ?? null,
  }
}
