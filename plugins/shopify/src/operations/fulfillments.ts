import { Type } from '@patchbay/contract'
import { group } from '../building/group.ts'
import { mutation } from '../building/mutation.ts'
import { gid, oneOf, since } from '../fields.ts'
import { fulfillmentLines, notifyCustomer, tracking } from '../inputs/fulfillment.ts'
import { FulfillmentDetails, FulfillmentEvent } from '../records/fulfillment.ts'
import { at } from '../shape/record.ts'

const scopes = ['write_merchant_managed_fulfillment_orders']
const id = gid('Fulfillment')
const sent = 'gid://shopify/Fulfillment/5900000001003'
const invalidates = ['fulfillment-orders', 'orders', 'returns']

export const fulfillments = group('fulfillments', {
  create: mutation({
    title: 'Send units of an order',
    description:
      'Records that units of fulfillment orders were sent together: all that is left of each, or some units. All must be of one order and one location. fulfillment-orders.for_order names them.',
    effect: 'write',
    scopes,
    root: 'fulfillmentCreate',
    takes: { fulfillment: 'FulfillmentInput!', message: 'String' },
    input: Type.Object({
      orders: Type.Array(
        Type.Object({
          fulfillmentOrderId: gid('FulfillmentOrder'),
          fulfillmentOrderLineItems: Type.Optional(
            fulfillmentLines('Only these units. Default: all that is left.'),
          ),
        }),
        { minItems: 1, maxItems: 50, description: 'What was sent.' },
      ),
      ...tracking,
      notifyCustomer,
      message: Type.Optional(
        Type.String({ maxLength: 5_000, description: 'For the staff, on the timeline.' }),
      ),
    }),
    places: {
      orders: 'lineItemsByFulfillmentOrder',
      company: 'trackingInfo.company',
      number: 'trackingInfo.number',
      url: 'trackingInfo.url',
    },
    answer: at('fulfillment?', FulfillmentDetails),
    hasCodes: false,
    invalidates,
    examples: [
      {
        title: 'All that is left',
        input: {
          orders: [{ fulfillmentOrderId: 'gid://shopify/FulfillmentOrder/5800000001060' }],
          company: 'DHL Express',
          number: '00340434161094042557',
        },
      },
    ],
  }),
  update_tracking: mutation({
    title: 'Update how a parcel is followed',
    description: 'Sets who carries a fulfillment and by which number. It costs Shopify fifty points.',
    effect: 'idempotent',
    scopes,
    root: 'fulfillmentTrackingInfoUpdate',
    takes: {
      fulfillmentId: 'ID!',
      trackingInfoInput: 'FulfillmentTrackingInput!',
      notifyCustomer: 'Boolean',
    },
    input: Type.Object({ id, ...tracking, notifyCustomer }),
    places: { id: '$fulfillmentId', notifyCustomer: '$notifyCustomer' },
    answer: at('fulfillment?', FulfillmentDetails),
    hasCodes: false,
    invalidates,
    examples: [{ title: 'Another number', input: { id: sent, company: 'DHL', number: 'FW999999DE' } }],
  }),
  cancel: mutation({
    title: 'Cancel a fulfillment',
    description: 'Takes back that units were sent: they are to be sent again.',
    effect: 'destructive',
    scopes,
    root: 'fulfillmentCancel',
    takes: { id: 'ID!' },
    input: Type.Object({ id }),
    answer: at('fulfillment?', FulfillmentDetails),
    hasCodes: false,
    invalidates,
    examples: [{ title: 'By id', input: { id: sent } }],
  }),
  event_create: mutation({
    title: 'Record what became of a parcel',
    description:
      'Adds an event to a fulfillment, such as that it was delivered, which customers see on the order.',
    effect: 'write',
    scopes: ['write_fulfillments'],
    root: 'fulfillmentEventCreate',
    takes: { fulfillmentEvent: 'FulfillmentEventInput!' },
    input: Type.Object({
      id,
      status: oneOf(
        [
          'ATTEMPTED_DELIVERY',
          'CARRIER_PICKED_UP',
          'CONFIRMED',
          'DELAYED',
          'DELIVERED',
          'FAILURE',
          'IN_TRANSIT',
          'LABEL_PRINTED',
          'LABEL_PURCHASED',
          'OUT_FOR_DELIVERY',
          'READY_FOR_PICKUP',
        ],
        'What happened.',
      ),
      happenedAt: Type.Optional(since('When. Default: now.')),
      estimatedDeliveryAt: Type.Optional(since('When it should arrive.')),
      message: Type.Optional(Type.String({ maxLength: 1_000, description: 'More about it.' })),
      city: Type.Optional(Type.String({ maxLength: 255, description: 'Where.' })),
      country: Type.Optional(Type.String({ maxLength: 255, description: 'Where.' })),
      zip: Type.Optional(Type.String({ maxLength: 255, description: 'Where.' })),
    }),
    places: { id: 'fulfillmentId' },
    answer: at('fulfillmentEvent?', FulfillmentEvent),
    hasCodes: false,
    invalidates,
    examples: [{ title: 'On its way', input: { id: sent, status: 'IN_TRANSIT', city: 'Hamburg' } }],
  }),
})
