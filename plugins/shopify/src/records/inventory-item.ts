import { Type, type Static } from '@patchbay/contract'
import { NullableText, Timestamp } from '../fields.ts'
import { list, page } from '../shape/lists.ts'
import { money } from '../shape/money.ts'
import { at, converted, record } from '../shape/record.ts'

/** The quantities that Shopify counts at a location, by the names that callers know. */
const quantityNames = {
  available: 'available',
  onHand: 'on_hand',
  committed: 'committed',
  incoming: 'incoming',
  reserved: 'reserved',
  damaged: 'damaged',
  qualityControl: 'quality_control',
  safetyStock: 'safety_stock',
} as const

const Counted = record({ name: Type.String(), quantity: Type.Integer() })

/** The quantities of those names at one level. */
export const quantitiesOf = <const Names extends ReadonlyArray<keyof typeof quantityNames>>(names: Names) => {
  const output = Type.Object(
    Object.fromEntries(names.map((name) => [name, Type.Integer()])) as Record<
      Names[number],
      ReturnType<typeof Type.Integer>
    >,
    { description: 'Units, by what they are.' },
  )
  const asked = names.map((name) => `"${quantityNames[name]}"`).join(', ')
  return at(
    `quantities(names: [${asked}])`,
    converted(list(Counted), output, (counted) => {
      const values = names.map((name) => [
        name,
        counted.find((quantity) => quantity.name === quantityNames[name])?.quantity ?? 0,
      ])
      return Object.fromEntries(values) as Static<typeof output>
    }),
  )
}

const locationsPerItem = 10

/** What a variant is as a thing on shelves. */
export const InventoryItemFacts = record({
  id: Type.String(),
  sku: NullableText,
  tracked: Type.Boolean({ description: 'Whether Shopify counts its stock.' }),
  requiresShipping: Type.Boolean(),
  updatedAt: Timestamp,
  unitCost: at('unitCost?', money()),
})

/** The stock of an item at one location. */
const Level = record({
  locationId: at('location.id', Type.String()),
  locationName: at('location.name', Type.String()),
  quantities: quantitiesOf(['available', 'onHand', 'committed', 'incoming']),
  updatedAt: Timestamp,
})

const FlatLevel = Type.Object({
  locationId: Type.String(),
  locationName: Type.String(),
  available: Type.Integer({ description: 'Can be sold.' }),
  onHand: Type.Integer({ description: 'Is there, sold or not.' }),
  committed: Type.Integer({ description: 'Is sold and not yet shipped.' }),
  incoming: Type.Integer({ description: 'Is on its way to the location.' }),
  updatedAt: Timestamp,
})

/** What a variant is as a thing on shelves, with its stock at each location. */
export const InventoryItem = record({
  ...InventoryItemFacts.fields,
  levels: at(
    'inventoryLevels',
    page(
      converted(Level, FlatLevel, ({ quantities, ...level }) => ({ ...level, ...quantities })),
      { first: locationsPerItem, description: 'The first ten locations; a warning says if there are more.' },
    ),
  ),
})
