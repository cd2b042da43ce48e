import { Type } from '@patchbay/contract'
import { NullableText, NullableTimestamp, Timestamp } from '../fields.ts'
import { list, paged } from '../shape/lists.ts'
import { money } from '../shape/money.ts'
import { at, record } from '../shape/record.ts'

/** An order that is being prepared. */
export const DraftOrder = record({
  id: Type.String(),
  name: Type.String({ description: 'What people call it, such as #D1.' }),
  status: Type.String({ description: 'OPEN, INVOICE_SENT or COMPLETED.' }),
  ready: Type.Boolean({ description: 'Whether Shopify has worked out all amounts.' }),
  email: NullableText,
  phone: NullableText,
  note: at('note2', NullableText),
  poNumber: NullableText,
  tags: Type.Array(Type.String()),
  createdAt: Timestamp,
  updatedAt: Timestamp,
  completedAt: NullableTimestamp,
  invoiceUrl: NullableText,
  invoiceSentAt: NullableTimestamp,
  reserveInventoryUntil: NullableTimestamp,
  taxExempt: Type.Boolean(),
  discountCodes: Type.Array(Type.String()),
  total: at('totalPriceSet.shopMoney', money()),
  subtotal: at('subtotalPriceSet.shopMoney', money()),
  tax: at('totalTaxSet.shopMoney', money()),
  shipping: at('totalShippingPriceSet.shopMoney', money()),
  discounts: at('totalDiscountsSet.shopMoney', money()),
  customerId: at('customer?.id', Type.String()),
  customerName: at('customer?.displayName', Type.String()),
  orderId: at('order?.id', Type.String()),
  orderName: at('order?.name', Type.String()),
})

const DraftLine = record({
  id: Type.String(),
  title: Type.String(),
  variantTitle: NullableText,
  sku: NullableText,
  quantity: Type.Integer(),
  custom: Type.Boolean({ description: 'Whether it is no variant of the shop.' }),
  variantId: at('variant?.id', Type.String()),
  unitPrice: at('originalUnitPriceSet.shopMoney', money('Before discounts.')),
  total: at('discountedTotalSet.shopMoney', money()),
})

/** A draft order with its lines. */
export const DraftOrderDetails = record({ ...DraftOrder.fields, lineItems: paged(DraftLine) })

/** What a draft order would come to. */
export const CalculatedDraftOrder = record({
  total: at('totalPriceSet.shopMoney', money()),
  subtotal: at('subtotalPriceSet.shopMoney', money()),
  tax: at('totalTaxSet.shopMoney', money()),
  shipping: at('totalShippingPriceSet.shopMoney', money()),
  discounts: at('totalDiscountsSet.shopMoney', money()),
  shippingRates: at(
    'availableShippingRates',
    list(record({ handle: Type.String(), title: Type.String(), price: money() })),
  ),
})
