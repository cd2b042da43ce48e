import { Type } from '@patchbay/contract'
import { NullableTimestamp, Timestamp } from '../fields.ts'
import { money } from '../shape/money.ts'
import { at, record } from '../shape/record.ts'

const transaction = {
  id: Type.String(),
  amount: money('What came in; below zero for what went out.'),
  balance: at('balanceAfterTransaction', money('What was in the account then.')),
  createdAt: Timestamp,
}

/** Credit that a customer was given. */
export const StoreCredit = record({ ...transaction, expiresAt: NullableTimestamp })

/** Credit that was taken from a customer. */
export const StoreDebit = record(transaction)
