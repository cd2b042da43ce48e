import { Type } from '@patchbay/contract'
import { ownLanguage } from '../building/filters.ts'
import { get } from '../building/get.ts'
import { group } from '../building/group.ts'
import { mutation } from '../building/mutation.ts'
import { search } from '../building/search.ts'
import { gid, since } from '../fields.ts'
import { amount } from '../inputs/refund.ts'
import { Return, Returnable, ReturnHead, ReturnReason } from '../records/return.ts'
import { at } from '../shape/record.ts'

const reading = ['read_returns', 'read_orders']
const scopes = ['write_returns', 'read_orders']
const id = gid('Return')
const open = 'gid://shopify/Return/6700000001001'
const orderId = 'gid://shopify/Order/5500000001003'
const cache = { ttl: '30s', staleWhileRevalidate: '30s', staleIfError: '1h' } as const
const invalidates = ['returns', 'orders']

export const returns = group('returns', {
  get: get({
    title: 'Get a return',
    description: 'One return by id, with its lines and what was paid back.',
    scopes: reading,
    root: 'return',
    type: 'Return',
    thing: 'return',
    record: Return,
    cache,
    examples: [{ title: 'By id', input: { id: open } }],
  }),
  list_for_order: search({
    title: 'List the returns of an order',
    description: 'What a customer sends or has sent back of an order, a page at a time.',
    scopes: reading,
    of: { field: 'order', input: 'orderId', types: ['Order'] },
    connection: 'returns',
    item: ReturnHead,
    filters: { query: ownLanguage('returns', 'status:open') },
    limit: { default: 25, maximum: 250 },
    cache,
    examples: [{ title: 'Of one order', input: { orderId } }],
  }),
  returnable_items: search({
    title: 'List what can be returned',
    description:
      'Units of an order that were sent and can come back, by fulfillment. returns.create takes their ids.',
    scopes: reading,
    connection: 'returnableFulfillments',
    item: Returnable,
    more: { orderId: { type: 'ID!', schema: gid('Order') } },
    limit: { default: 10, maximum: 50 },
    cache,
    examples: [{ title: 'Of one order', input: { orderId } }],
  }),
  reasons: search({
    title: 'List reasons of returns',
    description: 'Why things come back, in the words of the shop. returns.create takes their ids.',
    scopes: ['read_returns'],
    connection: 'returnReasonDefinitions',
    item: ReturnReason,
    sorting: {
      type: 'ReturnReasonDefinitionSortKeys',
      keys: ['HANDLE', 'ID', 'NAME'],
      by: 'ID',
      reverse: false,
    },
    examples: [{ title: 'All', input: {} }],
  }),
  create: mutation({
    title: 'Create a return',
    description:
      'Opens a return of units that were sent, which the customer may send back from then on. Nothing is paid back by it; returns.process does.',
    effect: 'write',
    scopes,
    root: 'returnCreate',
    takes: { returnInput: 'ReturnInput!' },
    input: Type.Object({
      orderId: gid('Order'),
      lines: Type.Array(
        Type.Object({
          fulfillmentLineItemId: gid('FulfillmentLineItem', 'As returns.returnable_items names it.'),
          quantity: Type.Integer({ minimum: 1, maximum: 1_000_000, description: 'How many units.' }),
          returnReasonDefinitionId: gid('ReturnReasonDefinition', 'As returns.reasons names it.'),
          returnReasonNote: Type.Optional(
            Type.String({
              maxLength: 255,
              description: 'More about it. Needed where the reason is "Other".',
            }),
          ),
        }),
        { minItems: 1, maxItems: 250, description: 'What comes back.' },
      ),
      requestedAt: Type.Optional(since('When the customer asked for it.')),
    }),
    places: { lines: 'returnLineItems' },
    answer: at('return?', Return),
    invalidates,
    examples: [
      {
        title: 'One unit',
        input: {
          orderId,
          lines: [
            {
              fulfillmentLineItemId: 'gid://shopify/FulfillmentLineItem/59000000010031',
              quantity: 1,
              returnReasonDefinitionId: 'gid://shopify/ReturnReasonDefinition/6750000001001',
            },
          ],
        },
      },
    ],
  }),
  process: mutation({
    title: 'Process a return',
    description:
      'Settles units of a return, and pays back what is given. Look at orders.suggested_refund for the amount and orders.transactions for the payment.',
    effect: 'write',
    scopes,
    root: 'returnProcess',
    takes: { input: 'ReturnProcessInput!' },
    input: Type.Object({
      id,
      lines: Type.Array(
        Type.Object({
          id: gid('ReturnLineItem', 'As returns.get names it.'),
          quantity: Type.Integer({ minimum: 1, maximum: 1_000_000, description: 'How many units.' }),
        }),
        { minItems: 1, maxItems: 250, description: 'What is settled.' },
      ),
      refunds: Type.Optional(
        Type.Array(
          Type.Object({
            parentId: gid('OrderTransaction', 'The payment that is paid back.'),
            amount: amount('How much.'),
            currency: Type.String({
              pattern: '^[A-Z]{3}$',
              description: 'ISO 4217 code: that of the payment.',
            }),
          }),
          { minItems: 1, maxItems: 50, description: 'To which payments money goes. Default: to none.' },
        ),
      ),
      notifyCustomer: Type.Optional(Type.Boolean({ description: 'Whether the customer gets an email.' })),
      note: Type.Optional(Type.String({ maxLength: 5_000, description: 'For the staff.' })),
    }),
    places: {
      id: 'returnId',
      lines: 'returnLineItems',
      refunds: 'financialTransfer.issueRefund.orderTransactions',
    },
    prepare: ({ refunds, ...input }) => ({
      ...input,
      ...(refunds === undefined
        ? {}
        : {
            refunds: refunds.map(({ parentId, amount: paid, currency }) => ({
              parentId,
              transactionAmount: { amount: paid, currencyCode: currency },
            })),
          }),
    }),
    answer: at('return?', Return),
    invalidates: [...invalidates, 'customers'],
    examples: [
      {
        title: 'One unit, paid back',
        input: {
          id: open,
          lines: [{ id: 'gid://shopify/ReturnLineItem/6710000001001', quantity: 1 }],
          refunds: [
            { parentId: 'gid://shopify/OrderTransaction/6600000001005', amount: '20.00', currency: 'EUR' },
          ],
        },
      },
    ],
  }),
  close: mutation({
    title: 'Close a return',
    description: 'Ends a return: nothing more of it is expected. What is not settled is not paid back.',
    effect: 'idempotent',
    scopes,
    root: 'returnClose',
    takes: { id: 'ID!' },
    input: Type.Object({ id }),
    answer: at('return?', Return),
    invalidates,
    examples: [{ title: 'By id', input: { id: open } }],
  }),
})
