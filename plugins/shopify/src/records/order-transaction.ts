import { Type } from '@patchbay/contract'
import { NullableText, NullableTimestamp } from '../fields.ts'
import { list } from '../shape/lists.ts'
import { money } from '../shape/money.ts'
import { at, record } from '../shape/record.ts'

/** A payment, or a step of one. */
export const Transaction = record({
  id: Type.String(),
  kind: Type.String(),
  status: Type.String(),
  gateway: NullableText,
  amount: at('amountSet.shopMoney', money()),
  processedAt: NullableTimestamp,
})

const Fee = record({
  type: Type.String(),
  rateName: NullableText,
  amount: money('In the currency of the payout.'),
})

/** A payment with what it follows and what it costs. */
export const TransactionDetails = record({
  ...Transaction.fields,
  gatewayName: at('formattedGateway', NullableText),
  errorCode: NullableText,
  test: Type.Boolean(),
  parentId: at('parentTransaction?.id', Type.String()),
  fees: list(Fee, { description: 'Of Shopify Payments.' }),
})

/** The payments of an order. */
export const OrderTransactions = record({
  id: Type.String(),
  name: Type.String({ description: 'What people call the order, such as #1001.' }),
  transactions: at('transactions(first: 50)', list(TransactionDetails, { description: 'The first 50.' })),
})
