import type { Static } from '@patchbay/contract'
import type { ProductDetails } from '../records/product-details.ts'
import type { Product } from '../records/product.ts'

// What the emulator answers: the examples of the operations show it, and a test compares the two.

export const exampleProduct: Static<typeof Product> = {
  id: 'gid://shopify/Product/8100000001001',
  title: 'Summit Tent',
  handle: 'summit-tent',
  status: 'ACTIVE',
  vendor: 'Alderbrook',
  productType: 'Tent',
  tags: ['outdoor', 'spring'],
  totalInventory: 20,
  createdAt: '2026-01-05T08:00:00Z',
  updatedAt: '2026-02-03T14:00:00Z',
  publishedAt: '2026-01-05T10:00:00Z',
  url: 'https://fernweh-outdoor.example/products/summit-tent',
  category: 'Sporting Goods > Outdoor Recreation > Tents',
  imageUrl: 'https://cdn.example/fernweh-outdoor/summit-tent.jpg',
  minPrice: {
    amount: '328.0',
    currency: 'EUR',
  },
  maxPrice: {
    amount: '328.0',
    currency: 'EUR',
  },
  variantCount: 1,
}

export const exampleProductDetails: Static<typeof ProductDetails> = {
  id: 'gid://shopify/Product/8100000001002',
  title: 'Summit Backpack',
  handle: 'summit-backpack',
  status: 'ACTIVE',
  vendor: 'Cairn & Co',
  productType: 'Backpack',
  tags: ['autumn', 'outdoor'],
  totalInventory: 96,
  createdAt: '2026-01-06T21:00:00Z',
  updatedAt: '2026-01-12T00:00:00Z',
  publishedAt: '2026-01-06T23:00:00Z',
  url: 'https://fernweh-outdoor.example/products/summit-backpack',
  category: 'Sporting Goods > Outdoor Recreation > Backpacks',
  imageUrl: 'https://cdn.example/fernweh-outdoor/summit-backpack.jpg',
  minPrice: {
    amount: '90.0',
    currency: 'EUR',
  },
  maxPrice: {
    amount: '91.0',
    currency: 'EUR',
  },
  variantCount: 2,
  descriptionHtml: '<p>The Summit Backpack is made of recycled nylon.</p>',
  seoTitle: null,
  seoDescription: null,
  options: [
    {
      name: 'Color',
      values: ['Moss', 'Slate'],
    },
  ],
  images: [
    {
      url: 'https://cdn.example/fernweh-outdoor/summit-backpack.jpg',
      alt: 'Summit Backpack',
    },
  ],
  variants: [
    {
      id: 'gid://shopify/ProductVariant/4600000001002',
      title: 'Moss',
      sku: 'SUM-BAC-0002',
      barcode: '4061000000007',
      price: '90.0',
      compareAtPrice: null,
      position: 1,
      inventoryQuantity: 61,
      availableForSale: true,
      options: {
        Color: 'Moss',
      },
      inventoryItemId: 'gid://shopify/InventoryItem/4800000001002',
    },
    {
      id: 'gid://shopify/ProductVariant/4600000001003',
      title: 'Slate',
      sku: 'SUM-BAC-0003',
      barcode: '4061000000014',
      price: '91.0',
      compareAtPrice: null,
      position: 2,
      inventoryQuantity: 35,
      availableForSale: true,
      options: {
        Color: 'Slate',
      },
      inventoryItemId: 'gid://shopify/InventoryItem/4800000001003',
    },
  ],
}
