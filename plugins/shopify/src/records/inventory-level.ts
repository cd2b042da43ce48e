import { Type } from '@patchbay/contract'
import { nullable, NullableText, Timestamp } from '../fields.ts'
import { list, page } from '../shape/lists.ts'
import { at, record } from '../shape/record.ts'
import { quantitiesOf } from './inventory-item.ts'

const counted = [
  'available',
  'onHand',
  'committed',
  'incoming',
  'reserved',
  'damaged',
  'qualityControl',
  'safetyStock',
] as const

/** The stock of one item at a location that is known. */
export const LevelOfItem = record({
  id: Type.String(),
  isActive: Type.Boolean({ description: 'Whether the location stocks the item.' }),
  updatedAt: Timestamp,
  itemId: at('item.id', Type.String()),
  sku: at('item.sku', NullableText),
  tracked: at('item.tracked', Type.Boolean({ description: 'Whether Shopify counts its stock.' })),
  quantities: quantitiesOf(counted),
})

/** The stock of a known item at one location. */
export const LevelAtLocation = record({
  id: Type.String(),
  locationId: at('location.id', Type.String()),
  locationName: at('location.name', Type.String()),
  quantities: quantitiesOf(counted),
})

/** A variant with its stock at each location. */
export const StockOfVariant = record({
  variantId: at('id', Type.String()),
  sku: NullableText,
  variantTitle: at('title', Type.String()),
  productId: at('product.id', Type.String()),
  productTitle: at('product.title', Type.String()),
  itemId: at('inventoryItem.id', Type.String()),
  tracked: at('inventoryItem.tracked', Type.Boolean({ description: 'Whether Shopify counts its stock.' })),
  levels: at(
    'inventoryItem.inventoryLevels',
    page(LevelAtLocation, { first: 20, description: 'The first twenty locations.' }),
  ),
})

/** A variant that may run out. */
export const LowStock = record({
  variantId: at('id', Type.String()),
  sku: NullableText,
  variantTitle: at('title', Type.String()),
  inventoryQuantity: nullable(Type.Integer({ description: 'Over all locations.' })),
  inventoryPolicy: Type.String({ description: 'DENY or CONTINUE selling when nothing is left.' }),
  productId: at('product.id', Type.String()),
  productTitle: at('product.title', Type.String()),
  productStatus: at('product.status', Type.String()),
  itemId: at('inventoryItem.id', Type.String()),
})

/** What a change of quantities did. */
export const Adjustment = record({
  id: Type.String(),
  reason: Type.String(),
  createdAt: Timestamp,
  changes: list(
    record({
      name: Type.String({ description: 'Which quantity, such as available.' }),
      delta: Type.Integer(),
      quantityAfterChange: nullable(Type.Integer()),
      itemId: at('item?.id', Type.String()),
      locationId: at('location?.id', Type.String()),
    }),
  ),
})
