import { Type } from '@patchbay/contract'
import { mutation } from '../building/mutation.ts'
import { gid, oneOf } from '../fields.ts'
import {
  changeFromQuantity,
  itemId,
  locationId,
  quantity,
  reason,
  reference,
  said,
} from '../inputs/inventory.ts'
import { InventoryItemFacts } from '../records/inventory-item.ts'
import { Adjustment } from '../records/inventory-level.ts'
import { at, record } from '../shape/record.ts'

const scopes = ['write_inventory']
const invalidates = ['inventory', 'variants', 'products']
const many = { minItems: 1, maxItems: 250 }
const adjustable = [
  'available',
  'damaged',
  'incoming',
  'quality_control',
  'reserved',
  'safety_stock',
] as const
const ledger = Type.Optional(
  Type.String({
    maxLength: 1_000,
    format: 'uri',
    description: 'What the units belong to. Not for available.',
  }),
)

const item = 'gid://shopify/InventoryItem/4800000001002'
const berlin = 'gid://shopify/Location/7700000001001'
const hamburg = 'gid://shopify/Location/7700000001002'

const Side = Type.Object({
  locationId,
  name: oneOf(adjustable, 'Which quantity.'),
  ledgerDocumentUri: ledger,
  changeFromQuantity: Type.Optional(changeFromQuantity),
})

/** The operations of `inventory` that change something. */
export const inventoryChanges = {
  adjust: mutation({
    title: 'Adjust quantities',
    description:
      'Adds to or takes from a quantity of items at locations, all or none. For a counted stock use inventory.set. A repetition with the same Idempotency-Key is done once.',
    effect: 'write',
    scopes,
    root: 'inventoryAdjustQuantities',
    takes: { input: 'InventoryAdjustQuantitiesInput!' },
    isKeyed: true,
    input: Type.Object({
      name: oneOf(adjustable, 'Which quantity.'),
      reason,
      reference: Type.Optional(reference),
      changes: Type.Array(
        Type.Object({
          itemId,
          locationId,
          delta: quantity,
          ledgerDocumentUri: ledger,
          changeFromQuantity: Type.Optional(changeFromQuantity),
        }),
        { ...many, description: 'By how much, where.' },
      ),
    }),
    places: { reference: 'referenceDocumentUri' },
    prepare: ({ changes, ...input }) => ({
      ...input,
      changes: changes.map(({ itemId: inventoryItemId, ...change }) => said({ ...change, inventoryItemId })),
    }),
    answer: at('inventoryAdjustmentGroup?', Adjustment),
    invalidates,
    examples: [
      {
        title: 'Two units more',
        input: {
          name: 'available',
          reason: 'received',
          changes: [{ itemId: item, locationId: berlin, delta: 2 }],
        },
      },
    ],
  }),
  set: mutation({
    title: 'Set quantities',
    description:
      'Sets what is available or on hand of items at locations, all or none, such as after counting. With `changeFromQuantity` nothing is changed if somebody sold or moved units in between.',
    effect: 'idempotent',
    scopes,
    root: 'inventorySetQuantities',
    takes: { input: 'InventorySetQuantitiesInput!' },
    isKeyed: true,
    input: Type.Object({
      name: oneOf(['available', 'on_hand'], 'Which quantity.'),
      reason,
      reference: Type.Optional(reference),
      quantities: Type.Array(
        Type.Object({
          itemId,
          locationId,
          quantity,
          changeFromQuantity: Type.Optional(changeFromQuantity),
        }),
        { ...many, description: 'How many, where.' },
      ),
    }),
    places: { reference: 'referenceDocumentUri' },
    prepare: ({ quantities, ...input }) => ({
      ...input,
      quantities: quantities.map(({ itemId: inventoryItemId, ...each }) =>
        said({ ...each, inventoryItemId }),
      ),
    }),
    answer: at('inventoryAdjustmentGroup?', Adjustment),
    invalidates,
    examples: [
      {
        title: 'Counted, if it still is what was read',
        input: {
          name: 'available',
          reason: 'cycle_count_available',
          quantities: [{ itemId: item, locationId: berlin, quantity: 30, changeFromQuantity: 27 }],
        },
      },
    ],
  }),
  move: mutation({
    title: 'Move quantities',
    description:
      'Moves units of items from one quantity to another at the same location, such as from available to damaged, all or none.',
    effect: 'write',
    scopes,
    root: 'inventoryMoveQuantities',
    takes: { input: 'InventoryMoveQuantitiesInput!' },
    isKeyed: true,
    input: Type.Object({
      reason,
      reference,
      changes: Type.Array(
        Type.Object({
          itemId,
          quantity: Type.Integer({ minimum: 1, maximum: 1_000_000_000 }),
          from: Side,
          to: Side,
        }),
        { ...many, description: 'How many, from where to where.' },
      ),
    }),
    places: { reference: 'referenceDocumentUri' },
    prepare: ({ changes, ...input }) => ({
      ...input,
      changes: changes.map(({ itemId: inventoryItemId, from, to, ...change }) => ({
        ...change,
        inventoryItemId,
        from: said(from),
        to: said(to),
      })),
    }),
    answer: at('inventoryAdjustmentGroup?', Adjustment),
    invalidates,
    examples: [
      {
        title: 'One is damaged',
        input: {
          reason: 'damaged',
          reference: 'https://erp.example/reports/42',
          changes: [
            {
              itemId: item,
              quantity: 1,
              from: { locationId: berlin, name: 'available' },
              to: {
                locationId: berlin,
                name: 'damaged',
                ledgerDocumentUri: 'https://erp.example/reports/42',
              },
            },
          ],
        },
      },
    ],
  }),
  activate: mutation({
    title: 'Stock an item at a location',
    description:
      'Lets a location stock an item, with so many units available. Where it is stocked already, nothing changes, and a quantity is refused.',
    effect: 'idempotent',
    scopes,
    root: 'inventoryActivate',
    takes: { inventoryItemId: 'ID!', locationId: 'ID!', available: 'Int' },
    isKeyed: true,
    input: Type.Object({
      itemId,
      locationId,
      available: Type.Optional(
        Type.Integer({ minimum: 0, maximum: 1_000_000_000, description: 'Units that are there.' }),
      ),
    }),
    places: { itemId: '$inventoryItemId' },
    answer: at('inventoryLevel?', record({ id: Type.String(), isActive: Type.Boolean() })),
    hasCodes: false,
    invalidates,
    examples: [{ title: 'It is there already', input: { itemId: item, locationId: hamburg } }],
  }),
  item_update: mutation({
    title: 'Update an inventory item',
    description:
      'Sets SKU, cost, origin and customs code of an inventory item, and whether its stock is counted; leaves what is not given.',
    effect: 'idempotent',
    scopes,
    root: 'inventoryItemUpdate',
    takes: { id: 'ID!', input: 'InventoryItemInput!' },
    input: Type.Object({
      id: gid('InventoryItem'),
      sku: Type.Optional(
        Type.String({ maxLength: 255, description: 'The number of the article in the shop.' }),
      ),
      cost: Type.Optional(
        Type.String({
          pattern: '^\\d{1,15}(\\.\\d{1,3})?$',
          description: 'What one costs the shop. Decimal text.',
        }),
      ),
      tracked: Type.Optional(Type.Boolean({ description: 'Whether Shopify counts its stock.' })),
      requiresShipping: Type.Optional(Type.Boolean({ description: 'Whether it is a thing that is sent.' })),
      countryOfOrigin: Type.Optional(Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166 code.' })),
      harmonizedSystemCode: Type.Optional(
        Type.String({ pattern: '^\\d{6,13}$', description: 'For customs; six to thirteen digits.' }),
      ),
    }),
    places: { countryOfOrigin: 'countryCodeOfOrigin' },
    answer: at('inventoryItem?', InventoryItemFacts),
    hasCodes: false,
    invalidates,
    examples: [{ title: 'What it costs', input: { id: item, cost: '41.20' } }],
  }),
}
