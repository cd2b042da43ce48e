import { defineOperation, Type } from '@patchbay/contract'
import { pageCost } from '../cost.ts'
import { exampleCustomer } from '../examples/customers.ts'
import { oneOf, since } from '../fields.ts'
import { ask } from '../graphql.ts'
import {
  defaultLimit,
  itemsOf,
  pageInfoFields,
  pageOf,
  pageVariables,
  pagingInput,
  reportNext,
} from '../paging.ts'
import {
  Customer,
  customerFields,
  customerFieldsCost,
  CustomerNode,
  toCustomer,
} from '../records/customer.ts'
import { allOf, asIs, hasWords, is, isSince, isWord } from '../search-string.ts'
import { shopify } from '../vendor.ts'

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
    query: Type.Optional(
      Type.String({
        description:
          "A search in Shopify's own language, beside the other filters, such as `orders_count:>5`. A filter that customers lack is refused.",
        maxLength: 2_000,
      }),
    ),
    sortKey: Type.Optional(oneOf(['CREATED_AT', 'ID', 'LOCATION', 'NAME', 'UPDATED_AT'], 'Default: ID.')),
    reverse: Type.Optional(Type.Boolean({ default: false, description: 'Newest or last first.' })),
    ...pagingInput,
  }),
  output: itemsOf(Customer),
  cost: { points: ({ limit }) => pageCost(limit ?? defaultLimit, customerFieldsCost) },
  cache: { ttl: '1m', staleIfError: '1h' },
  examples: [
    {
      title: 'By email',
      input: { email: exampleCustomer.email ?? '' },
      output: { items: [exampleCustomer] },
    },
  ],
  async run(context) {
    const { input, report } = context
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
    const { customers } = await ask(context, {
      document: `
query CustomersSearch($first: Int!, $after: String, $query: String, $sortKey: CustomerSortKeys, $reverse: Boolean) {
  customers(first: $first, after: $after, query: $query, sortKey: $sortKey, reverse: $reverse) {
    nodes { ${customerFields} }
    ${pageInfoFields}
  }
}`,
      variables: { ...pageVariables(input), query, sortKey: input.sortKey, reverse: input.reverse },
      data: Type.Object({ customers: pageOf(CustomerNode) }),
    })
    reportNext(report, customers.pageInfo)
    return { items: customers.nodes.map(toCustomer) }
  },
})
