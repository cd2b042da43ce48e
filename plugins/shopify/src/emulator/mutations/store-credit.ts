import { isObject } from '../../json.ts'
import { centsOf } from '../order-totals.ts'
import { addRow, money, rowsOf, type Row } from '../state.ts'
import { refuse, type Mutation, type MutationCall } from './call.ts'
import { newRow } from './conventions.ts'

interface Change {
  /** The argument. */
  readonly input: 'creditInput' | 'debitInput'
  readonly member: 'creditAmount' | 'debitAmount'
  readonly sign: 1 | -1
}

/** The account, or that of whom the id names; undefined if that one has none yet. */
function accountOf({ args, state }: MutationCall): {
  readonly owner: Row
  readonly account: Row | undefined
} {
  const row = state.byId.get(String(args['id']))
  if (row === undefined) {
    const isAccount = String(args['id']).includes('/StoreCreditAccount/')
    throw isAccount
      ? refuse(['id'], 'Store credit account does not exist', 'ACCOUNT_NOT_FOUND')
      : refuse(['id'], 'Owner does not exist', 'OWNER_NOT_FOUND')
  }
  if (row.__typename === 'StoreCreditAccount') return { owner: row['owner'] as Row, account: row }
  return {
    owner: row,
    account: rowsOf(state, 'StoreCreditAccount').find(({ owner }) => (owner as Row).id === row.id),
  }
}

const changed =
  ({ input, member, sign }: Change): Mutation =>
  (call) => {
    const { values, state, time } = call
    const given = isObject(values[member]) ? values[member] : {}
    const cents = Math.round(Number(given['amount']) * 100)
    const { owner, account: known } = accountOf(call)
    const verb = sign > 0 ? 'credit' : 'debit'
    if (!(cents > 0)) {
      const message = `A positive amount must be used to ${verb} a store credit account`
      throw refuse([input, member, 'amount'], message, 'NEGATIVE_OR_ZERO_AMOUNT')
    }
    const balance = known === undefined ? 0 : centsOf({ shopMoney: known['balance'] })
    if (given['currencyCode'] !== 'EUR') {
      const message = 'The currency provided does not match the currency of the store credit account'
      throw refuse([input, member, 'currencyCode'], message, 'MISMATCHING_CURRENCY')
    }
    if (known === undefined && sign < 0) {
      throw refuse(['id'], 'Store credit account does not exist', 'ACCOUNT_NOT_FOUND')
    }
    if (balance + sign * cents < 0) {
      const message = 'The store credit account does not have sufficient funds to satisfy the request'
      throw refuse([input, member, 'amount'], message, 'INSUFFICIENT_FUNDS')
    }
    if (typeof values['expiresAt'] === 'string' && Date.parse(values['expiresAt']) <= Date.parse(time)) {
      throw refuse([input, 'expiresAt'], 'The expiry date must be in the future', 'EXPIRES_AT_IN_PAST')
    }
    const account = known ?? addRow(state, { ...newRow(call, 'StoreCreditAccount'), owner })
    account['balance'] = money(balance + sign * cents)
    const transaction = addRow(state, {
      ...newRow(
        call,
        sign > 0 ? 'StoreCreditAccountCreditTransaction' : 'StoreCreditAccountDebitTransaction',
      ),
      account,
      amount: money(sign * cents),
      balanceAfterTransaction: account['balance'],
      expiresAt: values['expiresAt'] ?? null,
    })
    return { storeCreditAccountTransaction: transaction }
  }

export const storeCreditMutations = {
  storeCreditAccountCredit: changed({ input: 'creditInput', member: 'creditAmount', sign: 1 }),
  storeCreditAccountDebit: changed({ input: 'debitInput', member: 'debitAmount', sign: -1 }),
} satisfies Record<string, Mutation>
