import { Type } from '@patchbay/contract'
import { group } from '../building/group.ts'
import { mutation } from '../building/mutation.ts'
import { since } from '../fields.ts'
import { amount } from '../inputs/refund.ts'
import { StoreCredit, StoreDebit } from '../records/store-credit.ts'
import { at } from '../shape/record.ts'

const scopes = ['write_store_credit_account_transactions']
const clara = 'gid://shopify/Customer/6900000001003'

const id = Type.String({
  pattern: '^gid://shopify/(StoreCreditAccount|Customer|CompanyLocation)/[0-9]+$',
  description: 'The account, or whose it is; without one in that currency, a credit opens it.',
})
const currency = Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217 code: that of the account.' })

export const storeCredit = group('store-credit', {
  credit: mutation({
    title: 'Give store credit',
    description: 'Adds an amount to what a customer can pay with in the shop.',
    effect: 'write',
    scopes,
    root: 'storeCreditAccountCredit',
    takes: { id: 'ID!', creditInput: 'StoreCreditAccountCreditInput!' },
    input: Type.Object({
      id,
      amount: amount('How much is added.'),
      currency,
      expiresAt: Type.Optional(since('Until when it is good. Default: for good.')),
      notify: Type.Optional(
        Type.Boolean({ default: false, description: 'Whether the customer gets an email.' }),
      ),
    }),
    places: { amount: 'creditAmount.amount', currency: 'creditAmount.currencyCode' },
    answer: at('storeCreditAccountTransaction?', StoreCredit),
    examples: [{ title: 'Ten euros', input: { id: clara, amount: '10.00', currency: 'EUR' } }],
  }),
  debit: mutation({
    title: 'Take store credit',
    description: 'Takes an amount from what a customer can pay with in the shop, never more than there is.',
    effect: 'write',
    scopes,
    root: 'storeCreditAccountDebit',
    takes: { id: 'ID!', debitInput: 'StoreCreditAccountDebitInput!' },
    input: Type.Object({ id, amount: amount('How much is taken.'), currency }),
    places: { amount: 'debitAmount.amount', currency: 'debitAmount.currencyCode' },
    answer: at('storeCreditAccountTransaction?', StoreDebit),
    examples: [
      {
        title: 'Two euros',
        input: { id: 'gid://shopify/StoreCreditAccount/1900000001001', amount: '2.00', currency: 'EUR' },
      },
    ],
  }),
})
