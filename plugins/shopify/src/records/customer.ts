import { Type } from '@patchbay/contract'
import { nullable, NullableText, Timestamp } from '../fields.ts'
import { money } from '../shape/money.ts'
import { scalar } from '../shape/part.ts'
import { at, converted, record } from '../shape/record.ts'

/** An unsigned 64-bit number, which Shopify sends as text. */
export const longNumber = (description?: string) =>
  converted(scalar(Type.String()), Type.Integer(description === undefined ? {} : { description }), Number)

/** A customer as a flat record. */
export const Customer = record({
  id: Type.String(),
  displayName: Type.String(),
  firstName: NullableText,
  lastName: NullableText,
  state: Type.String({ description: 'Of the account: ENABLED, DISABLED, INVITED or DECLINED.' }),
  verifiedEmail: Type.Boolean(),
  tags: Type.Array(Type.String()),
  note: NullableText,
  createdAt: Timestamp,
  updatedAt: Timestamp,
  email: at('defaultEmailAddress?.emailAddress', Type.String()),
  emailMarketing: at(
    'defaultEmailAddress?.marketingState',
    Type.String({ description: 'Such as SUBSCRIBED or UNSUBSCRIBED.' }),
  ),
  phone: at('defaultPhoneNumber?.phoneNumber', Type.String()),
  orderCount: at('numberOfOrders', longNumber()),
  amountSpent: money(),
  city: at('defaultAddress?.city', NullableText),
  country: at('defaultAddress?.countryCodeV2', nullable(Type.String({ description: 'ISO 3166 code.' }))),
})
