import { Type } from '@patchbay/contract'
import { count } from '../building/count.ts'
import { exactly, from, ownLanguage, text, word } from '../building/filters.ts'
import { get } from '../building/get.ts'
import { group } from '../building/group.ts'
import { commonCache } from '../building/operation.ts'
import { search } from '../building/search.ts'
import { customId } from '../inputs/customer.ts'
import { CustomerDetails } from '../records/customer-details.ts'
import { Customer } from '../records/customer.ts'
import { Order } from '../records/order.ts'
import { customerAddresses } from './customer-addresses.ts'
import { customerChanges } from './customer-changes.ts'
import { customerConsents } from './customer-consents.ts'
import { customerMerges } from './customer-merges.ts'

const scopes = ['read_customers']
const clara = 'gid://shopify/Customer/6900000001003'

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
    scopes,
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
  get: get({
    title: 'Get a customer',
    description:
      'One customer by id, email address, phone number or an id of your own, with addresses and consents. The answer holds personal data.',
    scopes,
    root: 'customerByIdentifier',
    identifier: 'CustomerIdentifierInput',
    type: 'Customer',
    thing: 'customer',
    record: CustomerDetails,
    names: {
      email: { schema: Type.String({ maxLength: 255, description: 'Email address.' }), as: 'emailAddress' },
      phone: { schema: Type.String({ maxLength: 64, description: 'Phone number.' }), as: 'phoneNumber' },
      customId,
    },
    examples: [{ title: 'By email', input: { email: 'clara.acker@example.com' } }],
  }),
  count: count({
    title: 'Count customers',
    description:
      'How many customers there are, or were made or changed since a time. Shopify counts by nothing else; segments.members lists those who meet a condition.',
    scopes,
    root: 'customersCount',
    filters: {
      createdSince: from('created_at', 'Only customers made then or later.'),
      updatedSince: from('updated_at', 'Only customers changed then or later.'),
    },
    examples: [{ title: 'Since the spring', input: { createdSince: '2026-04-01' } }],
  }),
  orders: search({
    title: 'List the orders of a customer',
    description:
      'What a customer has bought, latest first, a page at a time. The answer holds personal data.',
    scopes: ['read_customers', 'read_orders'],
    of: { field: 'customer', input: 'id', types: ['Customer'] },
    connection: 'orders',
    item: Order,
    filters: {
      createdSince: from('created_at', 'Only orders made then or later.'),
      query: ownLanguage('orders', 'financial_status:paid'),
    },
    sorting: {
      type: 'OrderSortKeys',
      keys: ['CREATED_AT', 'PROCESSED_AT', 'TOTAL_PRICE', 'UPDATED_AT'],
      by: 'PROCESSED_AT',
      reverse: true,
    },
    limit: { default: 25, maximum: 250 },
    cache: { ...commonCache, tags: ['customers', 'orders'] },
    examples: [{ title: 'Of one customer', input: { id: clara, limit: 2 } }],
  }),
  ...customerChanges,
  ...customerAddresses,
  ...customerConsents,
  ...customerMerges,
})
