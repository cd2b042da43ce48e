import { defineOperation, Type } from '@patchbay/contract'
import { exampleInventoryItem } from '../examples/inventory.ts'
import { since } from '../fields.ts'
import { defineDocument } from '../graphql.ts'
import { askPage, itemsOf, pageInfoFields, pageOf, pagePoints, pagingInput } from '../paging.ts'
import {
  InventoryItem,
  inventoryItemFields,
  inventoryItemFieldsCost,
  InventoryItemNode,
  toInventoryItem,
} from '../records/inventory-item.ts'
import { allOf, is, isSince } from '../search-string.ts'
import { shopify } from '../vendor.ts'

const listItems = defineDocument({
  text: `
query InventoryItems($first: Int!, $after: String, $query: String) {
  inventoryItems(first: $first, after: $after, query: $query) {
    nodes { ${inventoryItemFields} }
    ${pageInfoFields}
  }
}`,
  data: Type.Object({ inventoryItems: pageOf(InventoryItemNode) }),
})

export const items = defineOperation(shopify, {
  title: 'List inventory items',
  description:
    'Stock per item and location: available, on hand, committed and incoming units, and what an item costs. Filter by SKU for a single item. For the total of a product products.search is enough.',
  effect: 'read',
  scopes: ['read_inventory', 'read_locations'],
  input: Type.Object({
    sku: Type.Optional(Type.String({ description: 'Exact SKU.', maxLength: 255 })),
    createdSince: Type.Optional(since('Only items created then or later.')),
    updatedSince: Type.Optional(since('Only items changed then or later.')),
    ...pagingInput,
  }),
  output: itemsOf(InventoryItem),
  cost: { points: pagePoints(inventoryItemFieldsCost) },
  cache: { ttl: '30s', staleWhileRevalidate: '30s', staleIfError: '1h' },
  examples: [
    {
      title: 'Stock of one SKU',
      input: { sku: exampleInventoryItem.sku ?? '' },
      output: { items: [exampleInventoryItem] },
    },
  ],
  async run(context) {
    const { input, report } = context
    const query = allOf(
      is('sku', input.sku),
      isSince('created_at', input.createdSince),
      isSince('updated_at', input.updatedSince),
    )
    const inventoryItems = await askPage(context, listItems, 'inventoryItems', { query })
    for (const [index, { inventoryLevels }] of inventoryItems.entries()) {
      if (!inventoryLevels.pageInfo.hasNextPage) continue
      report.partial()
      report.warning({
        code: 'truncated',
        message: 'The item is stocked at more locations than are listed; graphql.query can read the rest.',
        path: `/items/${index}/levels`,
      })
    }
    return { items: inventoryItems.map(toInventoryItem) }
  },
})
