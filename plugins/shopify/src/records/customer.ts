import { Type, type Static } from '@patchbay/contract'
import { Money, moneyFields, nullable, NullableText, Timestamp } from '../fields.ts'

const plain = {
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
}

/** A customer as a flat record. */
export const Customer = Type.Object({
  ...plain,
  email: NullableText,
  emailMarketing: nullable(Type.String({ description: 'Such as SUBSCRIBED or UNSUBSCRIBED.' })),
  phone: NullableText,
  orderCount: Type.Integer(),
  amountSpent: Money,
  city: NullableText,
  country: nullable(Type.String({ description: 'ISO 3166 code.' })),
})

/** Selects a `CustomerNode`; costs 2 points besides the node. */
export const customerFields = `
  id displayName firstName lastName state verifiedEmail tags note createdAt updatedAt
  orderCount: numberOfOrders
  amountSpent ${moneyFields}
  defaultEmailAddress { emailAddress marketingState }
  defaultPhoneNumber { phoneNumber }
  defaultAddress { city countryCodeV2 }`

export const customerFieldsCost = 2

export const CustomerNode = Type.Object({
  ...plain,
  orderCount: Type.String(),
  amountSpent: Money,
  defaultEmailAddress: nullable(Type.Object({ emailAddress: Type.String(), marketingState: Type.String() })),
  defaultPhoneNumber: nullable(Type.Object({ phoneNumber: Type.String() })),
  defaultAddress: nullable(Type.Object({ city: NullableText, countryCodeV2: NullableText })),
})

export function toCustomer({
  orderCount,
  defaultEmailAddress,
  defaultPhoneNumber,
  defaultAddress,
  ...rest
}: Static<typeof CustomerNode>): Static<typeof Customer> {
  return {
    ...rest,
    email: defaultEmailAddress?.emailAddress ?? null,
    emailMarketing: defaultEmailAddress?.marketingState ?? null,
    phone: defaultPhoneNumber?.phoneNumber ?? null,
    orderCount: Number(orderCount), // an unsigned 64-bit number, sent as text
    city: defaultAddress?.city ?? null,
    country: defaultAddress?.countryCodeV2 ?? null,
  }
}
