import type { Execution } from '../execution.ts'
import { rowsOf } from '../state.ts'

type Arguments = Readonly<Record<string, unknown>>

export const paymentRoots = {
  /** The shop takes part in Shopify Payments. */
  shopifyPaymentsAccount: (_: Arguments, { state }: Execution) => ({
    __typename: 'ShopifyPaymentsAccount',
    id: 'gid://shopify/ShopifyPaymentsAccount/4500000001001',
    activated: true,
    country: 'DE',
    payouts: ({ transactionType }: Arguments) =>
      rowsOf(state, 'ShopifyPaymentsPayout').filter(
        (row) => typeof transactionType !== 'string' || row['transactionType'] === transactionType,
      ),
    disputes: () => rowsOf(state, 'ShopifyPaymentsDispute'),
  }),
}
