import { defineConnector } from '@patchbay/contract'
import { abandonedCheckouts } from './operations/abandoned-checkouts.ts'
import { analytics } from './operations/analytics.ts'
import { bulk } from './operations/bulk.ts'
import { collections } from './operations/collections.ts'
import { customers } from './operations/customers.ts'
import { disputes } from './operations/disputes.ts'
import { draftOrders } from './operations/draft-orders.ts'
import { giftCards } from './operations/gift-cards.ts'
import { graphql } from './operations/graphql.ts'
import { inventory } from './operations/inventory.ts'
import { locations } from './operations/locations.ts'
import { metafieldDefinitions } from './operations/metafield-definitions.ts'
import { metafields } from './operations/metafields.ts'
import { orders } from './operations/orders.ts'
import { productOptions } from './operations/product-options.ts'
import { products } from './operations/products.ts'
import { refunds } from './operations/refunds.ts'
import { shop } from './operations/shop.ts'
import { tags } from './operations/tags.ts'
import { transactions } from './operations/transactions.ts'
import { variants } from './operations/variants.ts'
import { shopify } from './vendor.ts'

export default defineConnector({
  id: 'shopify',
  title: 'Shopify Admin',
  description: 'Products, stock, orders and customers of a Shopify shop.',
  stability: 'beta',
  vendor: shopify,
  operations: {
    ...abandonedCheckouts,
    ...analytics,
    ...bulk,
    ...collections,
    ...customers,
    ...disputes,
    ...draftOrders,
    ...giftCards,
    ...graphql,
    ...inventory,
    ...locations,
    ...metafieldDefinitions,
    ...metafields,
    ...orders,
    ...productOptions,
    ...products,
    ...refunds,
    ...shop,
    ...tags,
    ...transactions,
    ...variants,
  },
  check: 'shop.get',
  emulator: () => import('./emulator/index.ts'),
})
