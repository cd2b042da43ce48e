import { Type } from '@patchbay/contract'
import { NullableText } from '../fields.ts'
import { list, paged } from '../shape/lists.ts'
import { money } from '../shape/money.ts'
import { at, record } from '../shape/record.ts'
import { Fulfillment } from './fulfillment.ts'
import { Transaction } from './order-transaction.ts'
import { Order } from './order.ts'

const LineItem = record({
  id: Type.String(),
  title: Type.String(),
  variantTitle: NullableText,
  sku: NullableText,
  vendor: NullableText,
  quantity: Type.Integer(),
  currentQuantity: Type.Integer({ description: 'After refunds and removals.' }),
  productId: at('product?.id', Type.String()),
  variantId: at('variant?.id', Type.String()),
  unitPrice: at('originalUnitPriceSet.shopMoney', money('Before discounts.')),
  discount: at('totalDiscountSet.shopMoney', money()),
})

/** An order with its lines, transactions and fulfillments. */
export const OrderDetails = record({
  ...Order.fields,
  lineItems: paged(LineItem),
  transactions: at('transactions(first: 25)', list(Transaction, { description: 'The first 25.' })),
  fulfillments: at('fulfillments(first: 25)', list(Fulfillment, { description: 'The first 25.' })),
})
