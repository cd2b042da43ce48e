import { defineConnector } from '@patchbay/contract'
import { abandonedCheckouts } from './operations/abandoned-checkouts.ts'
import { analytics } from './operations/analytics.ts'
import { api, app } from './operations/app.ts'
import { articles } from './operations/articles.ts'
import { blogs } from './operations/blogs.ts'
import { bulk } from './operations/bulk.ts'
import { collections } from './operations/collections.ts'
import { companies } from './operations/companies.ts'
import { customers } from './operations/customers.ts'
import { discounts } from './operations/discounts.ts'
import { disputes } from './operations/disputes.ts'
import { draftOrders } from './operations/draft-orders.ts'
import { events } from './operations/events.ts'
import { files } from './operations/files.ts'
import { fulfillmentOrders } from './operations/fulfillment-orders.ts'
import { fulfillments } from './operations/fulfillments.ts'
import { giftCards } from './operations/gift-cards.ts'
import { graphql } from './operations/graphql.ts'
import { inventory } from './operations/inventory.ts'
import { jobs } from './operations/jobs.ts'
import { locales } from './operations/locales.ts'
import { locations } from './operations/locations.ts'
import { marketing } from './operations/marketing.ts'
import { markets } from './operations/markets.ts'
import { menus } from './operations/menus.ts'
import { metafieldDefinitions } from './operations/metafield-definitions.ts'
import { metafields } from './operations/metafields.ts'
import { metaobjectDefinitions, metaobjects } from './operations/metaobjects.ts'
import { nodes } from './operations/nodes.ts'
import { orders } from './operations/orders.ts'
import { pages } from './operations/pages.ts'
import { payouts } from './operations/payouts.ts'
import { productMedia } from './operations/product-media.ts'
import { productOptions } from './operations/product-options.ts'
import { products } from './operations/products.ts'
import { publications } from './operations/publications.ts'
import { redirects } from './operations/redirects.ts'
import { refunds } from './operations/refunds.ts'
import { returns } from './operations/returns.ts'
import { segments } from './operations/segments.ts'
import { carrierServices, fulfillmentServices, shipping } from './operations/shipping.ts'
import { shop } from './operations/shop.ts'
import { storeCredit } from './operations/store-credit.ts'
import { subscriptions } from './operations/subscriptions.ts'
import { tags } from './operations/tags.ts'
import { themes } from './operations/themes.ts'
import { transactions } from './operations/transactions.ts'
import { translations } from './operations/translations.ts'
import { variants } from './operations/variants.ts'
import { webhooks } from './operations/webhooks.ts'
import { prompts } from './prompts.ts'
import { resources } from './resources.ts'
import { shopify } from './vendor.ts'

export default defineConnector({
  id: 'shopify',
  title: 'Shopify Admin',
  description:
    'Everything that the Admin API of a Shopify shop tells and changes: products, stock, orders, customers, discounts, content, analytics.',
  stability: 'beta',
  vendor: shopify,
  operations: {
    ...abandonedCheckouts,
    ...analytics,
    ...api,
    ...app,
    ...articles,
    ...blogs,
    ...carrierServices,
    ...bulk,
    ...collections,
    ...companies,
    ...customers,
    ...discounts,
    ...disputes,
    ...draftOrders,
    ...events,
    ...files,
    ...fulfillmentOrders,
    ...fulfillmentServices,
    ...fulfillments,
    ...giftCards,
    ...graphql,
    ...inventory,
    ...jobs,
    ...locales,
    ...locations,
    ...marketing,
    ...markets,
    ...menus,
    ...metafieldDefinitions,
    ...metafields,
    ...metaobjectDefinitions,
    ...metaobjects,
    ...nodes,
    ...orders,
    ...pages,
    ...payouts,
    ...productMedia,
    ...productOptions,
    ...products,
    ...publications,
    ...redirects,
    ...refunds,
    ...returns,
    ...segments,
    ...shipping,
    ...shop,
    ...storeCredit,
    ...subscriptions,
    ...tags,
    ...themes,
    ...transactions,
    ...translations,
    ...variants,
    ...webhooks,
  },
  check: 'shop.get',
  objectives: {
    availability: { target: 0.995 },
    latency: { target: 0.95, threshold: '2.5s' },
    freshness: { target: 0.99 },
  },
  grantedScopes: { operation: 'app.scopes', list: 'granted', field: 'handle' },
  prompts,
  resources,
  emulator: () => import('./emulator/index.ts'),
})
