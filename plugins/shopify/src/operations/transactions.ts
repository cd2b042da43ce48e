import { flag, from } from '../building/filters.ts'
import { group } from '../building/group.ts'
import { search } from '../building/search.ts'
import { TenderTransaction } from '../records/payments.ts'

export const transactions = group('transactions', {
  tender_list: search({
    title: 'List tender transactions',
    description:
      'All money that came in or went out, whatever the means of payment, for bookkeeping. For the payments of one order use orders.transactions.',
    scopes: ['read_orders'],
    connection: 'tenderTransactions',
    item: TenderTransaction,
    filters: {
      processedSince: from('processed_at', 'Only what was processed then or later.'),
      test: flag('test', 'Whether it was only a test.'),
    },
    examples: [{ title: 'The first', input: { limit: 1 } }],
  }),
})
