import { exactly, from, ownLanguage, text, word } from '../building/filters.ts'
import { group } from '../building/group.ts'
import { search } from '../building/search.ts'
import { Customer } from '../records/customer.ts'

const filters = {
  text: text('Words that must occur in the name, email or address.'),
  email: exactly('email', 'Email address.'),
  phone: exactly('phone', 'Phone number, such as +4930123456.'),
  tag: exactly('tag', 'One tag that the customer has.'),
  country: exactly('country', 'Country of an address, by its English name.'),
  state: word('state', ['DECLINED', 'DISABLED', 'ENABLED', 'INVITED'], 'Of the account.'),
  updatedSince: from(
    'updated_at',
    'Only customers changed then or later. For incremental reads, go back five minutes.',
  ),
  query: ownLanguage('customers', 'orders_count:>5'),
}

export const customers = group('customers', {
  search: search({
    title: 'Search customers',
    description:
      'Customers that match all given filters, as flat records, a page at a time. The answer holds personal data. For what somebody bought use orders.search with `customerId`.',
    scopes: ['read_customers'],
    connection: 'customers',
    item: Customer,
    filters,
    sorting: {
      type: 'CustomerSortKeys',
      keys: ['CREATED_AT', 'ID', 'LOCATION', 'NAME', 'UPDATED_AT'],
      by: 'ID',
      reverse: false,
    },
    examples: [{ title: 'By email', input: { email: 'clara.acker@example.com' } }],
  }),
})
