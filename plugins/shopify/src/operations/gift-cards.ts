import { Type } from '@patchbay/contract'
import { from, idOf, ownLanguage, text, word } from '../building/filters.ts'
import { group } from '../building/group.ts'
import { mutation } from '../building/mutation.ts'
import { search } from '../building/search.ts'
import { gid } from '../fields.ts'
import { amount } from '../inputs/refund.ts'
import { GiftCard } from '../records/gift-card.ts'
import { at, record } from '../shape/record.ts'

const id = gid('GiftCard')
const scopes = ['write_gift_cards']
const card = 'gid://shopify/GiftCard/5100000001001'

const fields = {
  expiresOn: Type.Optional(
    Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'The last day on which it is good.' }),
  ),
  customerId: Type.Optional(gid('Customer', 'Who gets it.')),
  note: Type.Optional(Type.String({ maxLength: 5_000, description: 'For the staff.' })),
}

export const giftCards = group('gift-cards', {
  search: search({
    title: 'Search gift cards',
    description:
      'Gift cards that match all given filters, newest first, a page at a time. Codes are not shown.',
    scopes: ['read_gift_cards'],
    connection: 'giftCards',
    item: GiftCard,
    filters: {
      text: text('The last characters of a code, or words of the customer.'),
      status: word('status', ['ENABLED', 'DISABLED', 'EXPIRED', 'EXPIRING'], 'Whether it can be used.'),
      balanceStatus: word('balance_status', ['FULL', 'PARTIAL', 'EMPTY', 'FULL_OR_PARTIAL'], 'What is left.'),
      customerId: idOf('customer_id', 'Customer', 'Those of one customer.'),
      createdSince: from('created_at', 'Only those made then or later.'),
      query: ownLanguage('gift cards', 'source:manual'),
    },
    sorting: {
      type: 'GiftCardSortKeys',
      keys: ['BALANCE', 'CREATED_AT', 'CUSTOMER_NAME', 'EXPIRES_ON', 'ID', 'INITIAL_VALUE', 'UPDATED_AT'],
      by: 'CREATED_AT',
      reverse: true,
    },
    examples: [{ title: 'All that can be used', input: { status: 'ENABLED' } }],
  }),
  create: mutation({
    title: 'Create a gift card',
    description:
      'Makes a gift card of an amount. The answer holds its code, which is as good as money and is never shown again.',
    effect: 'write',
    scopes,
    root: 'giftCardCreate',
    takes: { input: 'GiftCardCreateInput!' },
    input: Type.Object({
      amount: amount('What is on it.'),
      currency: Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217 code: that of the shop.' }),
      ...fields,
    }),
    places: { amount: 'initialAmount.amount', currency: 'initialAmount.currencyCode' },
    answer: record({
      code: at('giftCardCode?', Type.String({ description: 'What whoever has it can pay with.' })),
      giftCard: at('giftCard?', GiftCard),
    }),
    examples: [{ title: 'Of fifty euros', input: { amount: '50.00', currency: 'EUR', note: 'Goodwill' } }],
  }),
  update: mutation({
    title: 'Update a gift card',
    description: 'Sets customer, expiry and note of a gift card, and leaves what is not given.',
    effect: 'idempotent',
    scopes,
    root: 'giftCardUpdate',
    takes: { id: 'ID!', input: 'GiftCardUpdateInput!' },
    input: Type.Object({ id, ...fields }),
    answer: at('giftCard?', GiftCard),
    hasCodes: false,
    examples: [{ title: 'Longer', input: { id: card, expiresOn: '2029-12-31' } }],
  }),
  deactivate: mutation({
    title: 'Deactivate a gift card',
    description: 'Makes a gift card useless for good, whatever is left on it.',
    effect: 'destructive',
    scopes,
    root: 'giftCardDeactivate',
    takes: { id: 'ID!' },
    input: Type.Object({ id }),
    answer: at('giftCard?', GiftCard),
    examples: [{ title: 'By id', input: { id: card } }],
  }),
})
