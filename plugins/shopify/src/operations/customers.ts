import { defineOperation, Type } from '@patchbay/contract'
import { exampleCustomer } from '../examples/customers.ts'
import { oneOf, since } from '../fields.ts'
import { defineDocument } from '../graphql.ts'
import { askPage, itemsOf, pageInfoFields, pageOf, pagePoints, pagingInput } from '../paging.ts'
import {
  Customer,
  customerFields,
  customerFieldsCost,
  CustomerNode,
  toCustomer,
} from '../records/customer.ts'
import { ownLanguage, sortingInput } from '../search-input.ts'
import { allOf, asIs, hasWords, is, isSince, isWord } from '../search-string.ts'
import { shopify } from '../vendor.ts'

const searchCustomers = defineDocument({
  text: `
query CustomersSearch($first: Int!, $after: String, $query: String, $sortKey: CustomerSortKeys, $reverse: Boolean) {
  customers(first: $first, after: $after, query: $query, sortKey: $sortKey, reverse: $reverse) {
    nodes { ${customerFields} }
    ${pageInfoFields}
  }
}`,
  data: Type.Object({ customers: pageOf(CustomerNode) }),
})

export const search = defineOperation(shopify, {
  title: 'Search customers',
  description:
    'Customers that match all given filters, as flat records, a page at a time. The answer holds personal data. For what somebody bought use orders.search with `customerId`.',
  effect: 'read',
  scopes: ['read_customers'],
  input: Type.Object({
    text: Type.Optional(
      Type.String({ description: 'Words that must occur in the name, email or address.', maxLength: 500 }),
    ),
    email: Type.Optional(Type.String({ description: 'Email address.', maxLength: 255 })),
    phone: Type.Optional(Type.String({ description: 'Phone number, such as +4930123456.', maxLength: 50 })),
    tag: Type.Optional(Type.String({ description: 'One tag that the customer has.', maxLength: 255 })),
    country: Type.Optional(
      Type.String({ description: 'Country of an address, by its English name.', maxLength: 100 }),
    ),
    state: Type.Optional(oneOf(['DECLINED', 'DISABLED', 'ENABLED', 'INVITED'], 'Of the account.')),
    updatedSince: Type.Optional(
      since('Only customers changed then or later. For incremental reads, go back five minutes.'),
    ),
    query: ownLanguage('customers', 'orders_count:>5'),
    ...sortingInput(['CREATED_AT', 'ID', 'LOCATION', 'NAME', 'UPDATED_AT'], { by: 'ID', reverse: false }),
    ...pagingInput,
  }),
  output: itemsOf(Customer),
  cost: { points: pagePoints(customerFieldsCost) },
  cache: { ttl: '1m', staleWhileRevalidate: '1m', staleIfError: '1h' },
  examples: [
    {
      title: 'By email',
      input: { email: exampleCustomer.email ?? '' },
      output: { items: [exampleCustomer] },
    },
  ],
  async run(context) {
    const { input } = context
    const { sortKey, reverse } = input
    const query = allOf(
      hasWords(input.text),
      is('email', input.email),
      is('phone', input.phone),
      is('tag', input.tag),
      is('country', input.country),
      isWord('state', input.state),
      isSince('updated_at', input.updatedSince),
      asIs(input.query),
    )
    const customers = await askPage(context, searchCustomers, 'customers', { query, sortKey, reverse })
    return { items: customers.map(toCustomer) }
  },
})
