import { Type } from '@patchbay/contract'
import { NullableText, Timestamp } from '../fields.ts'
import { at, record } from '../shape/record.ts'

/** What happened to something, in the words that its timeline shows. */
export const Event = record({
  id: Type.String(),
  action: Type.String({ description: 'Such as placed, confirmed or mail_sent.' }),
  message: Type.String({ description: 'May hold HTML.' }),
  createdAt: Timestamp,
  appTitle: NullableText,
  attributeToApp: Type.Boolean({ description: 'Whether an app did it.' }),
  attributeToUser: Type.Boolean({ description: 'Whether a member of staff did it.' }),
})

/** The same, with what it happened to. */
export const ShopEvent = record({
  ...Event.fields,
  subjectId: at('<BasicEvent>?.subjectId', Type.String()),
  subjectType: at('<BasicEvent>?.subjectType', Type.String({ description: 'Such as ORDER or PRODUCT.' })),
})
