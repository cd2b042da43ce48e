import { Type } from '@patchbay/contract'
import { NullableText, Timestamp } from '../fields.ts'
import { at, record } from '../shape/record.ts'

/** A place that holds stock, as a flat record. */
export const Location = record({
  id: Type.String(),
  name: Type.String(),
  isActive: Type.Boolean(),
  fulfillsOnlineOrders: Type.Boolean(),
  shipsInventory: Type.Boolean(),
  createdAt: Timestamp,
  updatedAt: Timestamp,
  address1: at('address.address1', NullableText),
  city: at('address.city', NullableText),
  province: at('address.province', NullableText),
  zip: at('address.zip', NullableText),
  country: at('address.countryCode', NullableText),
})
