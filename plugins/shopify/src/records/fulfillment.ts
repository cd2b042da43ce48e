import { Type } from '@patchbay/contract'
import { NullableText, NullableTimestamp, Timestamp } from '../fields.ts'
import { list, page } from '../shape/lists.ts'
import { at, converted, record } from '../shape/record.ts'

const Tracking = record({ company: NullableText, number: NullableText, url: NullableText })

/** Units that were sent together. */
export const Fulfillment = record({
  id: Type.String(),
  status: Type.String(),
  displayStatus: NullableText,
  createdAt: Timestamp,
  deliveredAt: NullableTimestamp,
  tracking: at('trackingInfo(first: 10)', list(Tracking)),
})

/** The same, as operations on it answer it. */
export const FulfillmentDetails = record({
  ...Fulfillment.fields,
  name: Type.String({ description: 'What people call it, such as #1001-F1.' }),
  updatedAt: Timestamp,
  inTransitAt: NullableTimestamp,
  estimatedDeliveryAt: NullableTimestamp,
  units: at('totalQuantity', Type.Integer({ description: 'How many were sent.' })),
  locationId: at('location?.id', Type.String()),
  locationName: at('location?.name', Type.String()),
})

/** What became of it on its way. */
export const FulfillmentEvent = record({
  id: Type.String(),
  status: Type.String({ description: 'Such as IN_TRANSIT or DELIVERED.' }),
  happenedAt: Timestamp,
  message: NullableText,
})

const head = {
  id: Type.String(),
  status: Type.String({
    description: 'OPEN, IN_PROGRESS, ON_HOLD, SCHEDULED, INCOMPLETE, CLOSED or CANCELLED.',
  }),
  locationId: at('assignedLocation.location?.id', Type.String({ description: 'From where it is sent.' })),
  locationName: at('assignedLocation.name', Type.String()),
}

/** Enough to tell which it is and how it stands. */
export const FulfillmentOrderHead = record(head)

/** What one location has to send of an order. */
export const FulfillmentOrder = record({
  ...head,
  requestStatus: Type.String({
    description: 'What a fulfillment service was asked: UNSUBMITTED, SUBMITTED, ACCEPTED…',
  }),
  orderId: Type.String(),
  orderName: Type.String(),
  deliveryMethod: at(
    'deliveryMethod?.methodType',
    Type.String({ description: 'Such as SHIPPING or PICK_UP.' }),
  ),
  fulfillAt: NullableTimestamp,
  fulfillBy: NullableTimestamp,
  holds: at(
    'fulfillmentHolds',
    list(
      record({
        id: Type.String(),
        reason: Type.String({ description: 'Such as INVENTORY_OUT_OF_STOCK.' }),
        notes: at('reasonNotes', NullableText),
        isOwn: at('heldByRequestingApp', Type.Boolean({ description: 'Whether this app holds it.' })),
      }),
    ),
  ),
  actions: at(
    'supportedActions',
    converted(
      list(record({ action: Type.String() })),
      Type.Array(Type.String(), { description: 'What can be done with it now, such as CREATE_FULFILLMENT.' }),
      (actions) => actions.map(({ action }) => action),
    ),
  ),
  lines: at(
    'lineItems',
    page(
      record({
        id: Type.String({ description: 'By which fulfillments.create names units.' }),
        lineItemId: at('lineItem.id', Type.String({ description: 'Of the order.' })),
        title: at('productTitle', Type.String()),
        variantTitle: NullableText,
        sku: NullableText,
        remaining: at('remainingQuantity', Type.Integer({ description: 'Units still to be sent.' })),
        total: at('totalQuantity', Type.Integer()),
      }),
      { first: 50, description: 'The first fifty.' },
    ),
  ),
  createdAt: Timestamp,
  updatedAt: Timestamp,
})
