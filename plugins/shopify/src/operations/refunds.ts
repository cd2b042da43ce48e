import { Type } from '@patchbay/contract'
import { group } from '../building/group.ts'
import { mutation } from '../building/mutation.ts'
import { gid, oneOf } from '../fields.ts'
import { amount, refundLines } from '../inputs/refund.ts'
import { Refund } from '../records/refund.ts'
import { at } from '../shape/record.ts'

const order = 'gid://shopify/Order/5500000001003'

export const refunds = group('refunds', {
  create: mutation({
    title: 'Refund an order',
    description:
      'Pays back items, shipping or amounts of an order, and stocks items again if told so. orders.suggested_refund says which payments to give as `transactions`; without them items are refunded and nothing is paid. A repetition with the same Idempotency-Key is done once.',
    effect: 'write',
    scopes: ['write_orders'],
    root: 'refundCreate',
    takes: { input: 'RefundInput!' },
    isKeyed: true,
    input: Type.Object({
      orderId: gid('Order'),
      lines: Type.Optional(refundLines),
      transactions: Type.Optional(
        Type.Array(
          Type.Object({
            parentId: gid('OrderTransaction', 'The payment that is paid back.'),
            gateway: Type.String({ minLength: 1, maxLength: 255, description: 'Of that payment.' }),
            amount: amount('How much.'),
          }),
          { minItems: 1, maxItems: 50, description: 'To which payments the money goes.' },
        ),
      ),
      shippingAmount: Type.Optional(amount('How much of the shipping is paid back. Or `fullShipping`.')),
      fullShipping: Type.Optional(
        Type.Boolean({ description: 'Whether what is left of the shipping is paid back.' }),
      ),
      note: Type.Optional(Type.String({ maxLength: 5_000, description: 'Why; for the staff.' })),
      notify: Type.Optional(Type.Boolean({ description: 'Whether the customer gets an email.' })),
      currency: Type.Optional(
        Type.String({
          pattern: '^[A-Z]{3}$',
          description: 'ISO 4217 code: that of the customer, for orders in more than one currency.',
        }),
      ),
      discrepancyReason: Type.Optional(
        oneOf(
          ['CUSTOMER', 'DAMAGE', 'OTHER', 'RESTOCK'],
          'Why the amount is not what the items would make it.',
        ),
      ),
      allowOverRefunding: Type.Optional(
        Type.Boolean({ description: 'Whether more may be paid back than was paid. Default: no.' }),
      ),
    }),
    places: {
      lines: 'refundLineItems',
      shippingAmount: 'shipping.amount',
      fullShipping: 'shipping.fullRefund',
    },
    prepare: ({ transactions, ...input }) => ({
      ...input,
      ...(transactions === undefined
        ? {}
        : {
            transactions: transactions.map((each) => ({ ...each, kind: 'REFUND', orderId: input.orderId })),
          }),
    }),
    answer: at('refund?', Refund),
    hasCodes: false,
    invalidates: ['orders', 'customers', 'inventory', 'variants', 'products'],
    examples: [
      {
        title: 'One item, paid back',
        input: {
          orderId: order,
          lines: [
            { lineItemId: 'gid://shopify/LineItem/9200000001023', quantity: 1, restockType: 'NO_RESTOCK' },
          ],
          transactions: [
            {
              parentId: 'gid://shopify/OrderTransaction/6600000001005',
              gateway: 'shopify_payments',
              amount: '29.00',
            },
          ],
          note: 'Too small.',
        },
      },
    ],
  }),
})
