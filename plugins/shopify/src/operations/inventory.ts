import { Type } from '@patchbay/contract'
import { atMost, exactly, from, ownLanguage, word } from '../building/filters.ts'
import { get } from '../building/get.ts'
import { group } from '../building/group.ts'
import { search } from '../building/search.ts'
import { all } from '../building/whole.ts'
import { NullableText } from '../fields.ts'
import { InventoryItem } from '../records/inventory-item.ts'
import { LevelOfItem, LowStock, StockOfVariant } from '../records/inventory-level.ts'
import { record } from '../shape/record.ts'
import { inventoryChanges } from './inventory-changes.ts'

const cache = { ttl: '30s', staleWhileRevalidate: '30s', staleIfError: '1h' } as const
const scopes = ['read_inventory', 'read_locations']

const QuantityName = record({
  name: Type.String(),
  displayName: NullableText,
  isInUse: Type.Boolean(),
  belongsTo: Type.Array(Type.String()),
  comprises: Type.Array(Type.String()),
})

export const inventory = group('inventory', {
  items: search({
    title: 'List inventory items',
    description:
      'Stock per item and location: available, on hand, committed and incoming units, and what an item costs. Filter by SKU for a single item. For the total of a product products.search is enough.',
    scopes,
    connection: 'inventoryItems',
    item: InventoryItem,
    filters: {
      sku: exactly('sku', 'Exact SKU.'),
      createdSince: from('created_at', 'Only items created then or later.'),
      updatedSince: from('updated_at', 'Only items changed then or later.'),
      query: ownLanguage('inventory items', 'updated_at:>=2026-10-01'),
    },
    cache,
    examples: [{ title: 'Stock of one SKU', input: { sku: 'SUM-BAC-0002' } }],
  }),
  item: get({
    title: 'Get an inventory item',
    description: 'One inventory item by its id, with its stock at each location and what it costs.',
    scopes,
    root: 'inventoryItem',
    type: 'InventoryItem',
    thing: 'inventory item',
    record: InventoryItem,
    cache,
    examples: [{ title: 'By id', input: { id: 'gid://shopify/InventoryItem/4800000001002' } }],
  }),
  by_sku: search({
    title: 'Stock by SKU',
    description:
      'Every quantity of the variants with a SKU, at each location, with the product that they belong to. Several variants may have the same SKU.',
    scopes: [...scopes, 'read_products'],
    connection: 'productVariants',
    item: StockOfVariant,
    filters: {
      sku: exactly('sku', 'Exact SKU.'),
      barcode: exactly('barcode', 'Exact barcode.'),
      query: ownLanguage('variants', 'sku:SUM-*'),
    },
    limit: { default: 10, maximum: 100 },
    cache,
    examples: [{ title: 'One SKU', input: { sku: 'SUM-BAC-0002' } }],
  }),
  levels_by_location: search({
    title: 'Stock at a location',
    description:
      'Every item that a location stocks, with every quantity of it. Page through it for a stocktaking.',
    scopes,
    connection: 'inventoryLevels',
    of: { field: 'location', input: 'locationId', types: ['Location'] },
    item: LevelOfItem,
    filters: {
      updatedSince: from('updated_at', 'Only levels changed then or later.'),
      query: ownLanguage('inventory levels', 'updated_at:>=2026-10-01'),
    },
    cache,
    examples: [
      { title: 'The first', input: { locationId: 'gid://shopify/Location/7700000001001', limit: 1 } },
    ],
  }),
  low_stock: search({
    title: 'Low stock',
    description:
      'Variants that have so many units or fewer over all locations, the emptiest first. Only those whose stock Shopify counts.',
    scopes: ['read_inventory', 'read_products'],
    connection: 'productVariants',
    item: LowStock,
    always: 'managed:true',
    filters: {
      atMost: atMost('inventory_quantity', 'So many units or fewer.'),
      productStatus: word('product_status', ['ACTIVE', 'ARCHIVED', 'DRAFT'], 'Status of the product.'),
      query: ownLanguage('variants', 'vendor:Alderbrook'),
    },
    sorting: {
      type: 'ProductVariantSortKeys',
      keys: ['INVENTORY_QUANTITY', 'SKU'],
      by: 'INVENTORY_QUANTITY',
      reverse: false,
    },
    cache,
    examples: [{ title: 'Three or fewer', input: { atMost: 3, productStatus: 'ACTIVE', limit: 2 } }],
  }),
  properties: all({
    title: 'List quantity names',
    description:
      'The quantities that Shopify counts, such as available and on_hand, and which comprise which.',
    scopes: ['read_inventory'],
    at: 'inventoryProperties.quantityNames',
    item: QuantityName,
    cache: { ttl: '1h', staleIfError: '1d' },
    example: 'All',
  }),
  ...inventoryChanges,
})
