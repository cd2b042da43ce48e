import { Type } from '@patchbay/contract'
import { from, idOf, ownLanguage, word } from '../building/filters.ts'
import { group } from '../building/group.ts'
import { search } from '../building/search.ts'
import { NullableTimestamp, Timestamp } from '../fields.ts'
import { at, record } from '../shape/record.ts'

const Subscription = record({
  id: Type.String(),
  status: Type.String({ description: 'ACTIVE, PAUSED, CANCELLED, EXPIRED or FAILED.' }),
  customerId: at('customer?.id', Type.String()),
  customerName: at('customer?.displayName', Type.String()),
  currency: at('currencyCode', Type.String({ description: 'ISO 4217 code.' })),
  nextBillingAt: at('nextBillingDate', NullableTimestamp),
  interval: at('billingPolicy.interval', Type.String({ description: 'DAY, WEEK, MONTH or YEAR.' })),
  intervalCount: at('billingPolicy.intervalCount', Type.Integer({ description: 'Every how many of these.' })),
  lastPayment: at('lastPaymentStatus?', Type.String({ description: 'SUCCEEDED or FAILED.' })),
  createdAt: Timestamp,
  updatedAt: Timestamp,
})

export const subscriptions = group('subscriptions', {
  list: search({
    title: 'List subscriptions',
    description:
      'What customers have agreed to buy again and again, last changed first, a page at a time. Shopify shows an app its own contracts only.',
    scopes: ['read_own_subscription_contracts', 'read_customers'],
    connection: 'subscriptionContracts',
    item: Subscription,
    filters: {
      status: word('status', ['ACTIVE', 'PAUSED', 'CANCELLED', 'EXPIRED', 'FAILED'], 'How it stands.'),
      customerId: idOf('customer_id', 'Customer', 'Those of one customer.'),
      updatedSince: from('updated_at', 'Only those changed then or later.'),
      query: ownLanguage('subscriptions', 'created_at:>2026-01-01'),
    },
    sorting: {
      type: 'SubscriptionContractsSortKeys',
      keys: ['CREATED_AT', 'ID', 'STATUS', 'UPDATED_AT'],
      by: 'UPDATED_AT',
      reverse: true,
    },
    examples: [{ title: 'Those that go on', input: { status: 'ACTIVE' } }],
  }),
})
