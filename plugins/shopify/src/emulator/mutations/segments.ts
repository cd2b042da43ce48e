import { textOf } from '../../json.ts'
import { refuse, type Mutation } from './call.ts'
import { created } from './conventions.ts'

export const segmentMutations = {
  segmentCreate: created({
    needs: ['name', 'query'],
    longest: { query: 5_000 },
    isArgumentNamed: false,
    check({ args }) {
      const query = textOf(args['query']) ?? ''
      const [name = ''] = query.trim().split(/\s/)
      if (!/(=|>|<|CONTAINS|BETWEEN|IS|MATCHES|STARTS)/.test(query)) {
        throw refuse(
          ['query'],
          `Query Line 1 Column ${name.length + 1}: '${query.trim().split(/\s/)[1] ?? ''}' is unexpected.`,
        )
      }
      if (!filters.has(name))
        throw refuse(['query'], `Query Line 1 Column 1: '${name}' filter cannot be found.`)
    },
    finish: (row, { time }) => Object.assign(row, { creationDate: time, lastEditDate: time }),
  }),
} satisfies Record<string, Mutation>

/** Conditions that segments have. */
const filters = new Set([
  'abandoned_checkout_date',
  'amount_spent',
  'companies',
  'created_by_app_id',
  'customer_account_status',
  'customer_added_date',
  'customer_cities',
  'customer_countries',
  'customer_email_domain',
  'customer_language',
  'customer_regions',
  'customer_tags',
  'email_subscription_status',
  'first_order_date',
  'last_order_date',
  'number_of_orders',
  'orders_placed',
  'predicted_spend_tier',
  'product_subscription_status',
  'products_purchased',
  'rfm_group',
  'sms_subscription_status',
])
