import { Type, type Static } from '@patchbay/contract'
import { pageCost } from '../cost.ts'
import { Money, moneyFields, nullable, NullableText, Timestamp } from '../fields.ts'

const plain = {
  id: Type.String(),
  sku: NullableText,
  tracked: Type.Boolean({ description: 'Whether Shopify counts its stock.' }),
  requiresShipping: Type.Boolean(),
  updatedAt: Timestamp,
  unitCost: nullable(Money),
}

/** What a variant is as a thing on shelves, with its stock at each location. */
export const InventoryItem = Type.Object({
  ...plain,
  levels: Type.Array(
    Type.Object({
      locationId: Type.String(),
      locationName: Type.String(),
      available: Type.Integer({ description: 'Can be sold.' }),
      onHand: Type.Integer({ description: 'Is there, sold or not.' }),
      committed: Type.Integer({ description: 'Is sold and not yet shipped.' }),
      incoming: Type.Integer({ description: 'Is on its way to the location.' }),
      updatedAt: Timestamp,
    }),
    { description: 'The first ten locations; a warning says if there are more.' },
  ),
})

const locationsPerItem = 10

/** Selects an `InventoryItemNode`; costs `inventoryItemFieldsCost` points besides the node. */
export const inventoryItemFields = `
  id sku tracked requiresShipping updatedAt
  unitCost ${moneyFields}
  inventoryLevels(first: ${locationsPerItem}) {
    nodes {
      updatedAt
      location { id name }
      quantities(names: ["available", "on_hand", "committed", "incoming"]) { name quantity }
    }
    pageInfo { hasNextPage }
  }`

export const inventoryItemFieldsCost = pageCost(locationsPerItem, 2)

export const InventoryItemNode = Type.Object({
  ...plain,
  inventoryLevels: Type.Object({
    nodes: Type.Array(
      Type.Object({
        updatedAt: Timestamp,
        location: Type.Object({ id: Type.String(), name: Type.String() }),
        quantities: Type.Array(Type.Object({ name: Type.String(), quantity: Type.Integer() })),
      }),
    ),
    pageInfo: Type.Object({ hasNextPage: Type.Boolean() }),
  }),
})

export function toInventoryItem({
  inventoryLevels,
  ...item
}: Static<typeof InventoryItemNode>): Static<typeof InventoryItem> {
  return {
    ...item,
    levels: inventoryLevels.nodes.map(({ updatedAt, location, quantities }) => {
      const of = (name: string): number =>
        quantities.find((quantity) => quantity.name === name)?.quantity ?? 0
      return {
        locationId: location.id,
        locationName: location.name,
        available: of('available'),
        onHand: of('on_hand'),
        committed: of('committed'),
        incoming: of('incoming'),
        updatedAt,
      }
    }),
  }
}
