import { Problem, Type } from '@patchbay/contract'
import { get } from '../building/get.ts'
import { operation } from '../building/operation.ts'
import { notesFor } from '../building/read-answer.ts'
import { search } from '../building/search.ts'
import { gid, nullable } from '../fields.ts'
import { ask } from '../graphql.ts'
import { refundLines } from '../inputs/refund.ts'
import { Event } from '../records/order-event.ts'
import { OrderTransactions } from '../records/order-transaction.ts'
import { SuggestedRefund } from '../records/suggested-refund.ts'
import { answerSchema } from '../shape/record.ts'
import { textOfSelection } from '../shape/selection.ts'

const cache = { ttl: '30s', staleWhileRevalidate: '30s', staleIfError: '1h' } as const
const scopes = ['read_orders']
const order = 'gid://shopify/Order/5500000001003'

/** What can be read about one order beside the order itself. */
export const orderReads = {
  timeline: search({
    title: 'Read the timeline of an order',
    description: 'What happened to an order, latest first: by whom, when, in the words that the admin shows.',
    scopes,
    of: { field: 'order', input: 'id', types: ['Order'] },
    connection: 'events',
    item: Event,
    sorting: { type: 'EventSortKeys', keys: ['CREATED_AT', 'ID'], by: 'CREATED_AT', reverse: true },
    cache,
    examples: [{ title: 'Of one order', input: { id: order } }],
  }),
  transactions: get({
    title: 'Get the transactions of an order',
    description:
      'The payments of an order with their gateways, what they follow and what they cost. orders.capture, orders.void_transaction and refunds.create take their ids.',
    scopes,
    root: 'order',
    type: 'Order',
    thing: 'order',
    record: OrderTransactions,
    cache,
    examples: [{ title: 'Of one order', input: { id: order } }],
  }),
  suggested_refund: operation({
    title: 'Suggest a refund',
    description:
      'What Shopify would pay back for given items, shipping or all of an order, and to which payments. Changes nothing; refunds.create does.',
    effect: 'read',
    scopes,
    input: Type.Object({
      id: gid('Order'),
      lines: Type.Optional(refundLines),
      refundShipping: Type.Optional(
        Type.Boolean({ description: 'Whether all of the shipping is paid back.' }),
      ),
      full: Type.Optional(Type.Boolean({ description: 'Whether all that is left is paid back.' })),
    }),
    output: SuggestedRefund.output,
    cache,
    documents: {
      suggest: {
        text: (name) =>
          `query ${name}($id: ID!, $lines: [RefundLineItemInput!], $refundShipping: Boolean, $full: Boolean) { order(id: $id) { suggestedRefund(refundLineItems: $lines, refundShipping: $refundShipping, suggestFullRefund: $full) { ${textOfSelection(SuggestedRefund.inner)} } } }`,
        data: Type.Object({
          order: nullable(Type.Object({ suggestedRefund: nullable(answerSchema(SuggestedRefund)) })),
        }),
      },
    },
    examples: [{ title: 'All that is left', input: { id: order, full: true } }],
    async run(context, documents) {
      const { order: found } = await ask(context, documents.suggest, context.input)
      if (found === null) {
        throw new Problem('not_found', {
          detail: `The shop has no order ${context.input.id} that the connection can see.`,
          advice: 'Check it; orders older than 60 days need the scope read_all_orders.',
          errors: [{ path: '/id', message: 'does not exist' }],
        })
      }
      if (found.suggestedRefund === null) {
        throw new Problem('vendor_rejected', { detail: 'Shopify suggests no refund for the order.' })
      }
      return SuggestedRefund.read(found.suggestedRefund, notesFor(context.report))
    },
  }),
}
