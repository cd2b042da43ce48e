import { Type } from '@patchbay/contract'
import { NullableText, Timestamp } from '../fields.ts'
import { money } from '../shape/money.ts'
import { scalar } from '../shape/part.ts'
import { at, converted, record } from '../shape/record.ts'
import { longNumber } from './customer.ts'

/** Customers who meet a condition, as they come and go. */
export const Segment = record({
  id: Type.String(),
  name: Type.String(),
  query: Type.String({ description: "The condition, in Shopify's language for segments." }),
  creationDate: Timestamp,
  lastEditDate: Timestamp,
})

/** A customer within a segment. */
export const SegmentMember = record({
  customerId: at(
    'id',
    // Members have the numbers of the customers that they are, under a name of their own.
    converted(scalar(Type.String()), Type.String({ description: 'For customers.get.' }), (id) =>
      id.replace('/CustomerSegmentMember/', '/Customer/'),
    ),
  ),
  displayName: Type.String(),
  firstName: NullableText,
  lastName: NullableText,
  email: at('defaultEmailAddress?.emailAddress', Type.String()),
  emailMarketing: at('defaultEmailAddress?.marketingState', Type.String()),
  orderCount: at('numberOfOrders?', longNumber()),
  amountSpent: at('amountSpent?', money()),
})
