import { Type } from '@patchbay/contract'
import { group } from '../building/group.ts'
import { search } from '../building/search.ts'
import { oneOf, Timestamp } from '../fields.ts'
import { money } from '../shape/money.ts'
import { at, record } from '../shape/record.ts'

const Payout = record({
  id: Type.String(),
  issuedAt: Timestamp,
  status: Type.String({ description: 'SCHEDULED, IN_TRANSIT, PAID, FAILED or CANCELED.' }),
  type: at('transactionType', Type.String({ description: 'DEPOSIT to the shop, or WITHDRAWAL from it.' })),
  net: money('What arrives.'),
  charges: at('summary.chargesGross', money('What customers paid, before fees.')),
  chargeFees: at('summary.chargesFee', money()),
  refunds: at('summary.refundsFeeGross', money('What was paid back.')),
  adjustments: at('summary.adjustmentsGross', money()),
})

export const payouts = group('payouts', {
  list: search({
    title: 'List payouts',
    description:
      'What Shopify Payments has paid to the bank account of the shop, latest first, a page at a time. A shop without Shopify Payments has none.',
    scopes: ['read_shopify_payments_payouts', 'read_shopify_payments_accounts'],
    of: {
      field: 'shopifyPaymentsAccount',
      missing: 'The shop does not take part in Shopify Payments, which is what pays out.',
    },
    connection: 'payouts',
    item: Payout,
    more: {
      transactionType: {
        type: 'ShopifyPaymentsPayoutTransactionType',
        schema: Type.Optional(oneOf(['DEPOSIT', 'WITHDRAWAL'], 'Only to the shop, or only from it.')),
      },
    },
    sorting: {
      type: 'PayoutSortKeys',
      keys: ['AMOUNT', 'ID', 'ISSUED_AT', 'STATUS'],
      by: 'ISSUED_AT',
      reverse: true,
    },
    examples: [{ title: 'The latest', input: { limit: 1 } }],
  }),
})
