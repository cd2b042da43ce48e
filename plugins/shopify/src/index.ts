import { defineConnector } from '@patchbay/contract'
import { abandonedCheckouts } from './operations/abandoned-checkouts.ts'
import { articles } from './operations/articles.ts'
import { blogs } from './operations/blogs.ts'
import { collections } from './operations/collections.ts'
import { customers } from './operations/customers.ts'
import { discounts } from './operations/discounts.ts'
import { disputes } from './operations/disputes.ts'
import { draftOrders } from './operations/draft-orders.ts'
import { events } from './operations/events.ts'
import { giftCards } from './operations/gift-cards.ts'
import { graphql } from './operations/graphql.ts'
import { inventory } from './operations/inventory.ts'
import { locations } from './operations/locations.ts'
import { marketing } from './operations/marketing.ts'
import { menus } from './operations/menus.ts'
import { metafieldDefinitions } from './operations/metafield-definitions.ts'
import { metafields } from './operations/metafields.ts'
import { orders } from './operations/orders.ts'
import { pages } from './operations/pages.ts'
import { productOptions } from './operations/product-options.ts'
import { products } from './operations/products.ts'
import { redirects } from './operations/redirects.ts'
import { refunds } from './operations/refunds.ts'
import { segments } from './operations/segments.ts'
import { shop } from './operations/shop.ts'
import { storeCredit } from './operations/store-credit.ts'
import { tags } from './operations/tags.ts'
import { transactions } from './operations/transactions.ts'
import { variants } from './operations/variants.ts'
import { webhooks } from './operations/webhooks.ts'
import { shopify } from './vendor.ts'

export default defineConnector({
  id: 'shopify',
  title: 'Shopify Admin',
  description: 'Products, stock, orders and customers of a Shopify shop.',
  stability: 'beta',
  vendor: shopify,
  operations: {
    ...abandonedCheckouts,
    ...articles,
    ...blogs,
    ...collections,
    ...customers,
    ...discounts,
    ...disputes,
    ...draftOrders,
    ...events,
    ...giftCards,
    ...graphql,
    ...inventory,
    ...locations,
    ...marketing,
    ...menus,
    ...metafieldDefinitions,
    ...metafields,
    ...orders,
    ...pages,
    ...productOptions,
    ...products,
    ...redirects,
    ...refunds,
    ...segments,
    ...shop,
    ...storeCredit,
    ...tags,
    ...transactions,
    ...variants,
    ...webhooks,
  },
  check: 'shop.get',
  emulator: () => import('./emulator/index.ts'),
})
