import { Type } from '@patchbay/contract'
import { from, idOf, ownLanguage, word } from '../building/filters.ts'
import { group } from '../building/group.ts'
import { mutation } from '../building/mutation.ts'
import { search } from '../building/search.ts'
import { gid, oneOf } from '../fields.ts'
import { fulfillmentLines } from '../inputs/fulfillment.ts'
import { FulfillmentOrder, FulfillmentOrderHead } from '../records/fulfillment.ts'
import { at, record } from '../shape/record.ts'

// Any of four scopes will do; the one that shops give to apps of their own is named.
const reading = ['read_merchant_managed_fulfillment_orders']
const scopes = ['write_merchant_managed_fulfillment_orders']
const shown =
  'Shopify shows those that the scopes cover: of the shop itself, of fulfillment services (read_third_party_…), or assigned to this app (read_assigned_…).'

const id = gid('FulfillmentOrder')
const open = 'gid://shopify/FulfillmentOrder/5800000001060'
const cache = { ttl: '30s', staleWhileRevalidate: '30s', staleIfError: '1h' } as const
const limit = { default: 10, maximum: 50 }
const invalidates = ['fulfillment-orders', 'orders']

export const fulfillmentOrders = group('fulfillment-orders', {
  list: search({
    title: 'List fulfillment orders',
    description: `What is to be sent, by location, last changed first, a page at a time. ${shown}`,
    scopes: reading,
    connection: 'fulfillmentOrders',
    item: FulfillmentOrder,
    filters: {
      status: word(
        'status',
        ['OPEN', 'IN_PROGRESS', 'ON_HOLD', 'SCHEDULED', 'INCOMPLETE', 'CANCELLED', 'CLOSED'],
        'How it stands. What is closed needs `includeClosed` as well.',
      ),
      locationId: idOf('assigned_location_id', 'Location', 'Those of one location.'),
      updatedSince: from('updated_at', 'Only those changed then or later.'),
      query: ownLanguage('fulfillment orders', 'status:open'),
    },
    more: {
      includeClosed: {
        type: 'Boolean',
        schema: Type.Optional(
          Type.Boolean({ default: false, description: 'Whether also those that are done.' }),
        ),
      },
    },
    sorting: {
      type: 'FulfillmentOrderSortKeys',
      keys: ['ID', 'UPDATED_AT'],
      by: 'UPDATED_AT',
      reverse: true,
    },
    limit,
    cache,
    examples: [{ title: 'To be sent', input: { status: 'OPEN', limit: 1 } }],
  }),
  for_order: search({
    title: 'List the fulfillment orders of an order',
    description: `What is to be sent of an order and what was, by location. ${shown}`,
    scopes: [...reading, 'read_orders'],
    of: { field: 'order', input: 'orderId', types: ['Order'] },
    connection: 'fulfillmentOrders',
    item: FulfillmentOrder,
    limit,
    cache,
    examples: [{ title: 'Of one order', input: { orderId: 'gid://shopify/Order/5500000001060' } }],
  }),
  hold: mutation({
    title: 'Hold a fulfillment order',
    description:
      'Keeps a fulfillment order, or some of its units, from being sent until the hold is released. An app may hold one ten times at once.',
    effect: 'write',
    scopes,
    root: 'fulfillmentOrderHold',
    takes: { id: 'ID!', fulfillmentHold: 'FulfillmentOrderHoldInput!' },
    input: Type.Object({
      id,
      reason: oneOf(
        [
          'AWAITING_PAYMENT',
          'AWAITING_RETURN_ITEMS',
          'HIGH_RISK_OF_FRAUD',
          'INCORRECT_ADDRESS',
          'INVENTORY_OUT_OF_STOCK',
          'OTHER',
          'UNKNOWN_DELIVERY_DATE',
        ],
        'Why.',
      ),
      notes: Type.Optional(Type.String({ maxLength: 1_000, description: 'More about it, for the staff.' })),
      handle: Type.Optional(
        Type.String({ minLength: 1, maxLength: 64, description: 'Tells holds of this app apart.' }),
      ),
      notifyMerchant: Type.Optional(Type.Boolean({ description: 'Whether the shop gets a message.' })),
      lines: Type.Optional(
        fulfillmentLines('Only these units; the rest becomes one of its own. Default: all.'),
      ),
    }),
    places: { notes: 'reasonNotes', lines: 'fulfillmentOrderLineItems' },
    answer: record({
      holdId: at(
        'fulfillmentHold?.id',
        Type.String({ description: 'What fulfillment-orders.release_hold takes.' }),
      ),
      held: at('fulfillmentOrder?', FulfillmentOrderHead),
      remaining: at('remainingFulfillmentOrder?', FulfillmentOrderHead),
    }),
    invalidates,
    examples: [{ title: 'Out of stock', input: { id: open, reason: 'INVENTORY_OUT_OF_STOCK' } }],
  }),
  release_hold: mutation({
    title: 'Release a fulfillment order',
    description: 'Ends holds of a fulfillment order, so that it can be sent.',
    effect: 'idempotent',
    scopes,
    root: 'fulfillmentOrderReleaseHold',
    takes: { id: 'ID!', holdIds: '[ID!]' },
    input: Type.Object({
      id,
      holdIds: Type.Optional(
        Type.Array(gid('FulfillmentHold'), {
          minItems: 1,
          maxItems: 10,
          description: 'Default: all of its holds.',
        }),
      ),
    }),
    answer: at('fulfillmentOrder?', FulfillmentOrder),
    invalidates,
    examples: [{ title: 'All holds', input: { id: 'gid://shopify/FulfillmentOrder/5800000001071' } }],
  }),
  move: mutation({
    title: 'Move a fulfillment order',
    description:
      'Has another location send a fulfillment order, or some of its units. What has left, or is on hold, stays where it is.',
    effect: 'write',
    scopes,
    root: 'fulfillmentOrderMove',
    takes: { id: 'ID!', newLocationId: 'ID!', fulfillmentOrderLineItems: '[FulfillmentOrderLineItemInput!]' },
    input: Type.Object({
      id,
      locationId: gid('Location', 'Who sends it from now on.'),
      lines: Type.Optional(fulfillmentLines('Only these units. Default: all.')),
    }),
    places: { locationId: '$newLocationId', lines: '$fulfillmentOrderLineItems' },
    answer: record({
      moved: at('movedFulfillmentOrder?', FulfillmentOrderHead),
      original: at('originalFulfillmentOrder?', FulfillmentOrderHead),
      remaining: at('remainingFulfillmentOrder?', FulfillmentOrderHead),
    }),
    invalidates,
    examples: [
      { title: 'To Hamburg', input: { id: open, locationId: 'gid://shopify/Location/7700000001002' } },
    ],
  }),
})
