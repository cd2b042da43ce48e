import { Type } from '@patchbay/contract'
import { NullableText, NullableTimestamp, Timestamp } from '../fields.ts'
import { money } from '../shape/money.ts'
import { at, record } from '../shape/record.ts'

/** A gift card, without its code, of which Shopify only ever shows the end. */
export const GiftCard = record({
  id: Type.String(),
  lastCharacters: Type.String({ description: 'The last of its code.' }),
  maskedCode: Type.String(),
  enabled: Type.Boolean(),
  deactivatedAt: NullableTimestamp,
  expiresOn: NullableText,
  createdAt: Timestamp,
  updatedAt: Timestamp,
  balance: money('What is left on it.'),
  initialValue: money('What was on it.'),
  customerId: at('customer?.id', Type.String()),
  customerName: at('customer?.displayName', Type.String()),
  note: NullableText,
})
