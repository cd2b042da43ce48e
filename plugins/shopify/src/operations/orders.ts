import { Problem, Type } from '@patchbay/contract'
import { count } from '../building/count.ts'
import { exactly, from, idOf, ownLanguage, text, word } from '../building/filters.ts'
import { group } from '../building/group.ts'
import { operation } from '../building/operation.ts'
import { notesFor } from '../building/read-answer.ts'
import { search } from '../building/search.ts'
import { gid, nullable } from '../fields.ts'
import { ask, type Asker, type Document } from '../graphql.ts'
import { pageVariables, pagingInput } from '../paging.ts'
import { OrderDetails } from '../records/order-details.ts'
import { Order } from '../records/order.ts'
import { is } from '../search-string.ts'
import { answerSchema } from '../shape/record.ts'
import { textOfSelection } from '../shape/selection.ts'
import { orderChanges } from './order-changes.ts'
import { orderCreation } from './order-creation.ts'
import { orderEdits } from './order-edits.ts'
import { orderReads } from './order-reads.ts'

const cache = { ttl: '30s', staleWhileRevalidate: '30s', staleIfError: '1h' } as const

const filters = {
  text: text('Words that must occur in the order: its number, its customer, its items.'),
  status: word('status', ['OPEN', 'CLOSED', 'CANCELLED', 'NOT_CLOSED'], 'Default: orders of every status.'),
  financialStatus: word(
    'financial_status',
    [
      'AUTHORIZED',
      'EXPIRED',
      'PAID',
      'PARTIALLY_PAID',
      'PARTIALLY_REFUNDED',
      'PENDING',
      'REFUNDED',
      'VOIDED',
    ],
    'Whether the order is paid.',
  ),
  fulfillmentStatus: word(
    'fulfillment_status',
    [
      'FULFILLED',
      'ON_HOLD',
      'PARTIAL',
      'REQUEST_DECLINED',
      'SCHEDULED',
      'SHIPPED',
      'UNFULFILLED',
      'UNSHIPPED',
    ],
    'Whether the order is on its way, in the words of the search: PARTIAL finds PARTIALLY_FULFILLED.',
  ),
  email: exactly('email', 'Email address of the customer.'),
  customerId: idOf('customer_id', 'Customer', 'Orders of one customer.'),
  tag: exactly('tag', 'One tag that the order has.'),
  sku: exactly('sku', 'SKU of one of the items.'),
  createdSince: from('created_at', 'Only orders created then or later.'),
  updatedSince: from(
    'updated_at',
    'Only orders changed then or later. For incremental reads, go back five minutes.',
  ),
  query: ownLanguage('orders', 'risk_level:high'),
}

const namesakes = 5

type Found = { orders: { nodes: ReadonlyArray<{ id: string; name: string }> } }

/** Shopify looks orders up by id alone, and its search for a name also finds names that contain it. */
async function findByName(
  asker: Asker,
  document: Document<Found>,
  name: string,
): Promise<string | undefined> {
  const { orders: found } = await ask(asker, document, { query: is('name', name) })
  return found.nodes.find((order) => order.name === name || order.name === `#${name}`)?.id
}

const get = operation({
  title: 'Get an order',
  description:
    'One order by id or by name (such as #1001), with its lines, transactions, fulfillments and tracking. `limit` and `cursor` page through the lines.',
  effect: 'read',
  scopes: ['read_orders'],
  input: Type.Object({
    id: Type.Optional(
      gid('Order', 'Global id, such as gid://shopify/Order/5500000001001. Give this or the name.'),
    ),
    name: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 100,
        description: 'Such as #1001 or 1001. Give this or the id.',
      }),
    ),
    ...pagingInput,
  }),
  output: OrderDetails.output,
  cache,
  documents: {
    find: {
      text: (name) =>
        `query ${name}($query: String) { orders(first: ${namesakes}, query: $query) { nodes { id name } } }`,
      data: Type.Object({
        orders: Type.Object({ nodes: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })) }),
      }),
    },
    get: {
      text: (name) =>
        `query ${name}($identifier: OrderIdentifierInput!, $first: Int!, $after: String) { orderByIdentifier(identifier: $identifier) { ${textOfSelection(OrderDetails.inner)} } }`,
      data: Type.Object({ orderByIdentifier: nullable(answerSchema(OrderDetails)) }),
    },
  },
  sends: ({ name }) => (name === undefined ? ['get'] : ['find', 'get']),
  examples: [{ title: 'By name', input: { name: '#1003' } }],
  async run(context, documents) {
    const { input, report } = context
    if ((input.id === undefined) === (input.name === undefined)) {
      throw new Problem('invalid_input', {
        detail: 'Give the id or the name of the order, and not both.',
        errors: [{ path: '', message: 'needs exactly one of `id` and `name`' }],
      })
    }
    const id = input.id ?? (await findByName(context, documents.find, input.name ?? ''))
    const missing = new Problem('not_found', {
      detail: `The shop has no order ${input.id ?? `"${input.name}"`} that the connection can see.`,
      advice: 'Check it; orders older than 60 days need the scope read_all_orders.',
    })
    if (id === undefined) throw missing
    const { orderByIdentifier: order } = await ask(context, documents.get, {
      identifier: { id },
      ...pageVariables(input),
    })
    if (order === null) throw missing
    return OrderDetails.read(order, notesFor(report))
  },
})

export const orders = group('orders', {
  get,
  search: search({
    title: 'Search orders',
    description:
      'Orders that match all given filters, newest first, as flat records, a page at a time. For lines, transactions and tracking of one order use orders.get. Without the scope read_all_orders Shopify silently leaves out orders older than 60 days; without read_customers the customer is missing.',
    scopes: ['read_orders'],
    connection: 'orders',
    item: Order,
    filters,
    sorting: {
      type: 'OrderSortKeys',
      keys: [
        'CREATED_AT',
        'CUSTOMER_NAME',
        'FINANCIAL_STATUS',
        'FULFILLMENT_STATUS',
        'ID',
        'ORDER_NUMBER',
        'PROCESSED_AT',
        'TOTAL_PRICE',
        'UPDATED_AT',
      ],
      by: 'PROCESSED_AT',
      reverse: true,
    },
    cache,
    examples: [{ title: 'The newest paid order', input: { financialStatus: 'PAID', limit: 1 } }],
  }),
  count: count({
    title: 'Count orders',
    description:
      'How many orders match all given filters. Without the scope read_all_orders those older than 60 days are not counted.',
    scopes: ['read_orders'],
    root: 'ordersCount',
    filters,
    examples: [{ title: 'Paid and not closed', input: { financialStatus: 'PAID', status: 'OPEN' } }],
  }),
  ...orderReads,
  ...orderChanges,
  ...orderCreation,
  ...orderEdits,
})
