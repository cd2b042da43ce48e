import { defineConnector } from '@patchbay/contract'
import * as customers from './operations/customers.ts'
import * as graphql from './operations/graphql.ts'
import * as inventory from './operations/inventory.ts'
import * as locations from './operations/locations.ts'
import * as orders from './operations/orders.ts'
import * as products from './operations/products.ts'
import * as shop from './operations/shop.ts'
import * as tags from './operations/tags.ts'
import { shopify } from './vendor.ts'

export default defineConnector({
  id: 'shopify',
  title: 'Shopify Admin',
  description: 'Products, stock, orders and customers of a Shopify shop.',
  stability: 'beta',
  vendor: shopify,
  operations: {
    'customers.search': customers.search,
    'graphql.query': graphql.query,
    'inventory.items': inventory.items,
    'locations.list': locations.list,
    'orders.get': orders.get,
    'orders.search': orders.search,
    'products.count': products.count,
    'products.get': products.get,
    'products.search': products.search,
    'products.update': products.update,
    'shop.get': shop.get,
    'tags.add': tags.add,
  },
  check: 'shop.get',
  emulator: () => import('./emulator/index.ts'),
})
