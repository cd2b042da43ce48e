import type { Resources } from '@patchbay/contract'

export const resources: Resources = {
  'shopify://shop': {
    title: 'Shop',
    description: 'Name, domain, currency, time zone and settings of the shop.',
    operation: 'shop.get',
  },
  'shopify://locations': {
    title: 'Locations',
    description: 'Where the shop holds stock and fulfils orders.',
    operation: 'locations.list',
  },
  'shopify://products/{handle}': {
    title: 'Product',
    description: 'A product with its variants, prices and stock.',
    operation: 'products.get',
  },
  'shopify://orders/{name}': {
    title: 'Order',
    description: 'An order by its name, such as %231001 for #1001.',
    operation: 'orders.get',
  },
  'shopify://inventory/low-stock': {
    title: 'Low stock',
    description: 'What is about to sell out.',
    operation: 'inventory.low_stock',
  },
}
