/**
 * What an app is asked to be granted unless whoever connects the shop names less: all that some operation needs. A
 * right to write includes the right to read.
 */
export const allScopes = [
  'write_analytics_annotations',
  'write_customer_data_erasure',
  'write_customer_merge',
  'write_customers',
  'write_discounts',
  'write_draft_orders',
  'write_files',
  'write_fulfillments',
  'write_gift_cards',
  'write_inventory',
  'write_merchant_managed_fulfillment_orders',
  'write_metaobjects',
  'write_online_store_navigation',
  'write_online_store_pages',
  'write_order_edits',
  'write_orders',
  'write_products',
  'write_publications',
  'write_returns',
  'write_store_credit_account_transactions',
  'write_themes',
  'write_translations',
  'read_all_orders',
  'read_companies',
  'read_locales',
  'read_locations',
  'read_marketing_events',
  'read_markets',
  'read_metaobject_definitions',
  'read_own_subscription_contracts',
  'read_reports',
  'read_shipping',
  'read_shopify_payments_accounts',
  'read_shopify_payments_disputes',
  'read_shopify_payments_payouts',
] as const

/** `write_x` includes `read_x` (https://shopify.dev/docs/api/usage/access-scopes). */
export const impliedScopes: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  allScopes
    .filter((scope) => scope.startsWith('write_'))
    .map((scope) => [scope, [scope.replace('write_', 'read_')]]),
)
