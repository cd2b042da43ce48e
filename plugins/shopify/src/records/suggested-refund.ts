import { Type } from '@patchbay/contract'
import { NullableText } from '../fields.ts'
import { list } from '../shape/lists.ts'
import { money } from '../shape/money.ts'
import { at, record } from '../shape/record.ts'

const SuggestedTransaction = record({
  kind: Type.String(),
  gateway: NullableText,
  amount: at('amountSet.shopMoney', money()),
  parentId: at('parentTransaction?.id', Type.String()),
})

/** What Shopify would refund. */
export const SuggestedRefund = record({
  amount: at('amountSet.shopMoney', money('What would be paid back.')),
  subtotal: at('subtotalSet.shopMoney', money('Of the items, before tax where prices are without it.')),
  tax: at('totalTaxSet.shopMoney', money()),
  maximum: at('maximumRefundableSet.shopMoney', money('What can be paid back at most.')),
  transactions: at(
    'suggestedTransactions',
    list(SuggestedTransaction, { description: 'Which payments would be paid back; for refunds.create.' }),
  ),
})
