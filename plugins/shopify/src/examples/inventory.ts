import type { Static } from '@patchbay/contract'
import type { InventoryItem } from '../records/inventory-item.ts'

// What the emulator answers: the examples of the operations show it, and a test compares the two.

export const exampleInventoryItem: Static<typeof InventoryItem> = {
  id: 'gid://shopify/InventoryItem/4800000001002',
  sku: 'SUM-BAC-0002',
  tracked: true,
  requiresShipping: true,
  updatedAt: '2026-01-12T00:00:00Z',
  unitCost: {
    amount: '40.5',
    currency: 'EUR',
  },
  levels: [
    {
      locationId: 'gid://shopify/Location/7700000001001',
      locationName: 'Berlin Warehouse',
      available: 27,
      onHand: 29,
      committed: 2,
      incoming: 0,
      updatedAt: '2026-01-12T00:00:00Z',
    },
    {
      locationId: 'gid://shopify/Location/7700000001002',
      locationName: 'Hamburg Store',
      available: 34,
      onHand: 36,
      committed: 2,
      incoming: 0,
      updatedAt: '2026-01-12T00:00:00Z',
    },
  ],
}
