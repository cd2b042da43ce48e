import { defineOperation, Problem, Type, type Static } from '@patchbay/contract'
import { pageCost } from '../cost.ts'
import { exampleOrder, exampleOrderDetails } from '../examples/orders.ts'
import { gid, oneOf, since } from '../fields.ts'
import { ask, defineDocument, type Asker } from '../graphql.ts'
import {
  askPage,
  itemsOf,
  pageInfoFields,
  pageOf,
  pagePoints,
  pageVariables,
  pagingInput,
  reportNext,
} from '../paging.ts'
import {
  OrderDetails,
  orderDetailsCost,
  orderDetailsDocument,
  toOrderDetails,
} from '../records/order-details.ts'
import { Order, orderFields, orderFieldsCost, OrderNode, toOrder } from '../records/order.ts'
import { ownLanguage, sortingInput } from '../search-input.ts'
import { allOf, asIs, hasWords, is, isId, isSince, isWord } from '../search-string.ts'
import { shopify } from '../vendor.ts'

const Filters = Type.Object({
  text: Type.Optional(
    Type.String({
      description: 'Words that must occur in the order: its number, its customer, its items.',
      maxLength: 500,
    }),
  ),
  status: Type.Optional(
    oneOf(['OPEN', 'CLOSED', 'CANCELLED', 'NOT_CLOSED'], 'Default: orders of every status.'),
  ),
  financialStatus: Type.Optional(
    oneOf(
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
  ),
  fulfillmentStatus: Type.Optional(
    oneOf(
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
  ),
  email: Type.Optional(Type.String({ description: 'Email address of the customer.', maxLength: 255 })),
  customerId: Type.Optional(gid('Customer', 'Orders of one customer.')),
  tag: Type.Optional(Type.String({ description: 'One tag that the order has.', maxLength: 255 })),
  sku: Type.Optional(Type.String({ description: 'SKU of one of the items.', maxLength: 255 })),
  createdSince: Type.Optional(since('Only orders created then or later.')),
  updatedSince: Type.Optional(
    since('Only orders changed then or later. For incremental reads, go back five minutes.'),
  ),
  query: ownLanguage('orders', 'risk_level:high'),
})

function orderSearch(input: Static<typeof Filters>): string | undefined {
  return allOf(
    hasWords(input.text),
    isWord('status', input.status),
    isWord('financial_status', input.financialStatus),
    isWord('fulfillment_status', input.fulfillmentStatus),
    is('email', input.email),
    isId('customer_id', input.customerId),
    is('tag', input.tag),
    is('sku', input.sku),
    isSince('created_at', input.createdSince),
    isSince('updated_at', input.updatedSince),
    asIs(input.query),
  )
}

const searchOrders = defineDocument({
  text: `
query OrdersSearch($first: Int!, $after: String, $query: String, $sortKey: OrderSortKeys, $reverse: Boolean) {
  orders(first: $first, after: $after, query: $query, sortKey: $sortKey, reverse: $reverse) {
    nodes { ${orderFields} }
    ${pageInfoFields}
  }
}`,
  data: Type.Object({ orders: pageOf(OrderNode) }),
})

export const search = defineOperation(shopify, {
  title: 'Search orders',
  description:
    'Orders that match all given filters, newest first, as flat records, a page at a time. For lines, transactions and tracking of one order use orders.get. Without the scope read_all_orders Shopify silently leaves out orders older than 60 days; without read_customers the customer is missing.',
  effect: 'read',
  scopes: ['read_orders'],
  input: Type.Object({
    ...Filters.properties,
    ...sortingInput(
      [
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
      { by: 'PROCESSED_AT', reverse: true },
    ),
    ...pagingInput,
  }),
  output: itemsOf(Order),
  cost: { points: pagePoints(orderFieldsCost) },
  cache: { ttl: '30s', staleWhileRevalidate: '30s', staleIfError: '1h' },
  examples: [
    {
      title: 'The newest paid order',
      input: { financialStatus: 'PAID', limit: 1 },
      output: { items: [exampleOrder] },
    },
  ],
  async run(context) {
    const { input } = context
    const { sortKey, reverse = true } = input
    const query = orderSearch(input)
    const orders = await askPage(context, searchOrders, 'orders', { query, sortKey, reverse })
    return { items: orders.map(toOrder) }
  },
})

const namesakes = 5

const findOrders = defineDocument({
  text: 'query OrderByName($first: Int!, $query: String) { orders(first: $first, query: $query) { nodes { id name } } }',
  data: Type.Object({
    orders: Type.Object({ nodes: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })) }),
  }),
})

/** Shopify looks orders up by id alone, and its search for a name also finds names that contain it. */
async function findByName(asker: Asker, name: string): Promise<string | undefined> {
  const { orders } = await ask(asker, findOrders, { first: namesakes, query: is('name', name) })
  return orders.nodes.find((order) => order.name === name || order.name === `#${name}`)?.id
}

export const get = defineOperation(shopify, {
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
  output: OrderDetails,
  cost: {
    points: ({ limit, name }) => orderDetailsCost(limit) + (name === undefined ? 0 : pageCost(namesakes, 0)),
  },
  cache: { ttl: '30s', staleWhileRevalidate: '30s', staleIfError: '1h' },
  examples: [{ title: 'By name', input: { name: exampleOrderDetails.name }, output: exampleOrderDetails }],
  async run(context) {
    const { input, report } = context
    if ((input.id === undefined) === (input.name === undefined)) {
      throw new Problem('invalid_input', {
        detail: 'Give the id or the name of the order, and not both.',
        errors: [{ path: '', message: 'needs exactly one of `id` and `name`' }],
      })
    }
    const id = input.id ?? (await findByName(context, input.name ?? ''))
    const missing = new Problem('not_found', {
      detail: `The shop has no order ${input.id ?? `"${input.name}"`} that the connection can see.`,
      advice: 'Check it; orders older than 60 days need the scope read_all_orders.',
    })
    if (id === undefined) throw missing
    const { orderByIdentifier: order } = await ask(context, orderDetailsDocument, {
      identifier: { id },
      ...pageVariables(input),
    })
    if (order === null) throw missing
    reportNext(report, order.lineItems.pageInfo)
    return toOrderDetails(order)
  },
})
