import { from, word } from '../building/filters.ts'
import { group } from '../building/group.ts'
import { search } from '../building/search.ts'
import { Dispute } from '../records/payments.ts'

export const disputes = group('disputes', {
  list: search({
    title: 'List disputes',
    description:
      'Payments through Shopify Payments that customers contest, and until when the shop must answer. Empty without Shopify Payments.',
    scopes: ['read_shopify_payments_disputes'],
    connection: 'disputes',
    item: Dispute,
    filters: {
      status: word(
        'status',
        ['ACCEPTED', 'LOST', 'NEEDS_RESPONSE', 'PREVENTED', 'UNDER_REVIEW', 'WON'],
        'How far it is.',
      ),
      initiatedSince: from('initiated_at', 'Only those that began then or later.'),
    },
    examples: [{ title: 'To be answered', input: { status: 'NEEDS_RESPONSE' } }],
  }),
})
