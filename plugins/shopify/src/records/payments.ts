import { Type } from '@patchbay/contract'
import { NullableText, NullableTimestamp, Timestamp } from '../fields.ts'
import { money } from '../shape/money.ts'
import { at, record } from '../shape/record.ts'

const orderFields = {
  orderId: at('order?.id', Type.String()),
  orderName: at('order?.name', Type.String()),
}

/** Money that came in or went out, whatever the means of payment. */
export const TenderTransaction = record({
  id: Type.String(),
  amount: money('How much, in the currency that it was paid in.'),
  paymentMethod: NullableText,
  processedAt: NullableTimestamp,
  remoteReference: NullableText,
  test: Type.Boolean(),
  ...orderFields,
})

/** A payment that a customer contests. */
export const Dispute = record({
  id: Type.String(),
  status: Type.String({ description: 'Such as NEEDS_RESPONSE, UNDER_REVIEW, WON or LOST.' }),
  type: Type.String({ description: 'CHARGEBACK or INQUIRY.' }),
  amount: money('What is contested.'),
  reason: at('reasonDetails.reason', Type.String()),
  networkReasonCode: at('reasonDetails.networkReasonCode', NullableText),
  initiatedAt: Timestamp,
  evidenceDueBy: NullableTimestamp,
  finalizedOn: NullableTimestamp,
  ...orderFields,
})
