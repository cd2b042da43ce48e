import { from, ownLanguage, text } from '../building/filters.ts'
import { group } from '../building/group.ts'
import { search } from '../building/search.ts'
import { AbandonedCheckout } from '../records/abandoned-checkout.ts'

export const abandonedCheckouts = group('abandoned-checkouts', {
  search: search({
    title: 'Search abandoned checkouts',
    description:
      'Checkouts that customers began and did not complete, newest first, a page at a time, with the link that leads back to each. The answer holds personal data.',
    scopes: ['read_orders'],
    connection: 'abandonedCheckouts',
    item: AbandonedCheckout,
    filters: {
      text: text('Words that must occur in it.'),
      createdSince: from('created_at', 'Only those begun then or later.'),
      updatedSince: from('updated_at', 'Only those changed then or later.'),
      query: ownLanguage('abandoned checkouts', 'recovery_state:not_recovered'),
    },
    sorting: {
      type: 'AbandonedCheckoutSortKeys',
      keys: ['CREATED_AT', 'CUSTOMER_NAME', 'ID', 'TOTAL_PRICE'],
      by: 'CREATED_AT',
      reverse: true,
    },
    limit: { default: 25, maximum: 50 },
    examples: [{ title: 'The newest', input: { limit: 1 } }],
  }),
})
