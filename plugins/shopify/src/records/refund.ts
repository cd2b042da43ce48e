import { Type } from '@patchbay/contract'
import { NullableText, NullableTimestamp } from '../fields.ts'
import { page } from '../shape/lists.ts'
import { money } from '../shape/money.ts'
import { at, record } from '../shape/record.ts'

const RefundLine = record({
  lineItemId: at('lineItem.id', Type.String()),
  quantity: Type.Integer(),
  restockType: Type.String({ description: 'CANCEL, RETURN, NO_RESTOCK or LEGACY_RESTOCK.' }),
  restocked: Type.Boolean(),
  subtotal: at('subtotalSet.shopMoney', money()),
})

/** What was paid back, and for what. */
export const Refund = record({
  id: Type.String(),
  orderId: at('order.id', Type.String()),
  createdAt: NullableTimestamp,
  note: NullableText,
  amount: at('totalRefundedSet.shopMoney', money('What was paid back.')),
  lines: at('refundLineItems', page(RefundLine, { first: 50 })),
})
