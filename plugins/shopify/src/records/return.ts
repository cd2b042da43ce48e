import { Type } from '@patchbay/contract'
import { NullableTimestamp, NullableText, Timestamp } from '../fields.ts'
import { page } from '../shape/lists.ts'
import { money } from '../shape/money.ts'
import { at, record } from '../shape/record.ts'

/** What a customer sends back, without its lines. */
export const ReturnHead = record({
  id: Type.String(),
  name: Type.String({ description: 'What people call it, such as #1001-R1.' }),
  status: Type.String({ description: 'REQUESTED, OPEN, CLOSED, DECLINED or CANCELED.' }),
  units: at('totalQuantity', Type.Integer()),
  createdAt: Timestamp,
  closedAt: NullableTimestamp,
})

/** A return with its lines and what was paid back. */
export const Return = record({
  ...ReturnHead.fields,
  orderId: at('order.id', Type.String()),
  orderName: at('order.name', Type.String()),
  lines: at(
    'returnLineItems',
    page(
      record({
        id: Type.String({ description: 'What returns.process takes.' }),
        quantity: Type.Integer(),
        processed: at('processedQuantity', Type.Integer({ description: 'Units that are settled.' })),
        refundable: at(
          'refundableQuantity',
          Type.Integer({ description: 'Units that can still be paid back.' }),
        ),
        reason: at('returnReasonDefinition?.name', Type.String()),
        note: at('returnReasonNote', Type.String()),
        customerNote: NullableText,
        lineItemId: at('<ReturnLineItem>?.fulfillmentLineItem.lineItem.id', Type.String()),
        title: at('<ReturnLineItem>?.fulfillmentLineItem.lineItem.title', Type.String()),
        sku: at('<ReturnLineItem>?.fulfillmentLineItem.lineItem.sku?', Type.String()),
      }),
      { first: 50, description: 'The first fifty.' },
    ),
  ),
  refunds: page(record({ id: Type.String(), total: at('totalRefundedSet.shopMoney', money()) }), {
    first: 5,
    description: 'The first five.',
  }),
})

/** Units that were sent together and can come back. */
export const Returnable = record({
  fulfillmentId: at('fulfillment.id', Type.String()),
  fulfillmentName: at('fulfillment.name', Type.String()),
  lines: at(
    'returnableFulfillmentLineItems',
    page(
      record({
        fulfillmentLineItemId: at(
          'fulfillmentLineItem.id',
          Type.String({ description: 'What returns.create takes.' }),
        ),
        quantity: Type.Integer({ description: 'How many can come back.' }),
        lineItemId: at('fulfillmentLineItem.lineItem.id', Type.String()),
        title: at('fulfillmentLineItem.lineItem.title', Type.String()),
        sku: at('fulfillmentLineItem.lineItem.sku', NullableText),
      }),
      { first: 50, description: 'The first fifty.' },
    ),
  ),
})

/** Why things come back, in the words of the shop. */
export const ReturnReason = record({
  id: Type.String({ description: 'What returns.create takes.' }),
  handle: Type.String(),
  name: Type.String(),
  deleted: Type.Boolean({ description: 'Whether it can no longer be chosen.' }),
})
