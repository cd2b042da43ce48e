import { Type, type Static } from '@patchbay/contract'
import { pageCost } from '../cost.ts'
import { Money, moneyFields, nullable, NullableText, NullableTimestamp, Timestamp } from '../fields.ts'
import { defineDocument } from '../graphql.ts'
import { defaultLimit, pageInfoFields, pageOf } from '../paging.ts'
import { Order, orderFields, orderFieldsCost, OrderNode, ShopMoney, toOrder } from './order.ts'

const plainLine = {
  id: Type.String(),
  title: Type.String(),
  variantTitle: NullableText,
  sku: NullableText,
  vendor: NullableText,
  quantity: Type.Integer(),
  currentQuantity: Type.Integer({ description: 'After refunds and removals.' }),
}

const plainFulfillment = {
  id: Type.String(),
  status: Type.String(),
  displayStatus: NullableText,
  createdAt: Timestamp,
  deliveredAt: NullableTimestamp,
}

const Tracking = Type.Object({ company: NullableText, number: NullableText, url: NullableText })

/** An order with its lines, transactions and fulfillments. */
export const OrderDetails = Type.Object({
  ...Order.properties,
  lineItems: Type.Array(
    Type.Object({
      ...plainLine,
      productId: NullableText,
      variantId: NullableText,
      unitPrice: Type.Object(Money.properties, { description: 'Before discounts.' }),
      discount: Money,
    }),
  ),
  transactions: Type.Array(
    Type.Object({
      id: Type.String(),
      kind: Type.String(),
      status: Type.String(),
      gateway: NullableText,
      amount: Money,
      processedAt: NullableTimestamp,
    }),
    { description: 'The first 25.' },
  ),
  fulfillments: Type.Array(Type.Object({ ...plainFulfillment, tracking: Type.Array(Tracking) }), {
    description: 'The first 25.',
  }),
})

const shopMoney = `{ shopMoney ${moneyFields} }`

const LineNode = Type.Object({
  ...plainLine,
  product: nullable(Type.Object({ id: Type.String() })),
  variant: nullable(Type.Object({ id: Type.String() })),
  unitPrice: ShopMoney,
  discount: ShopMoney,
})

const OrderDetailsNode = Type.Object({
  ...OrderNode.properties,
  lineItems: pageOf(LineNode),
  transactions: Type.Array(
    Type.Object({
      id: Type.String(),
      kind: Type.String(),
      status: Type.String(),
      gateway: NullableText,
      processedAt: NullableTimestamp,
      amount: ShopMoney,
    }),
  ),
  fulfillments: Type.Array(Type.Object({ ...plainFulfillment, trackingInfo: Type.Array(Tracking) })),
})

export const orderDetailsDocument = defineDocument({
  text: `
query OrderGet($identifier: OrderIdentifierInput!, $first: Int!, $after: String) {
  orderByIdentifier(identifier: $identifier) {
    ${orderFields}
    lineItems(first: $first, after: $after) {
      nodes {
        id title variantTitle sku vendor quantity currentQuantity
        product { id }
        variant { id }
        unitPrice: originalUnitPriceSet ${shopMoney}
        discount: totalDiscountSet ${shopMoney}
      }
      ${pageInfoFields}
    }
    transactions(first: 25) { id kind status gateway processedAt amount: amountSet ${shopMoney} }
    fulfillments(first: 25) {
      id status displayStatus createdAt deliveredAt
      trackingInfo(first: 10) { company number url }
    }
  }
}`,
  data: Type.Object({ orderByIdentifier: nullable(OrderDetailsNode) }),
})

/** Points of the document for so many lines. */
export function orderDetailsCost(lines = defaultLimit): number {
  const transactionsAndFulfillments = 3
  return 1 + orderFieldsCost + pageCost(lines, 2) + transactionsAndFulfillments
}

export function toOrderDetails({
  lineItems,
  transactions,
  fulfillments,
  ...order
}: Static<typeof OrderDetailsNode>): Static<typeof OrderDetails> {
  return {
    ...toOrder(order),
    lineItems: lineItems.nodes.map(({ product, variant, unitPrice, discount, ...line }) => ({
      ...line,
      productId: product?.id ?? null,
      variantId: variant?.id ?? null,
      unitPrice: unitPrice.shopMoney,
      discount: discount.shopMoney,
    })),
    transactions: transactions.map(({ amount, ...transaction }) => ({
      ...transaction,
      amount: amount.shopMoney,
    })),
    fulfillments: fulfillments.map(({ trackingInfo, ...fulfillment }) => ({
      ...fulfillment,
      tracking: trackingInfo,
    })),
  }
}
