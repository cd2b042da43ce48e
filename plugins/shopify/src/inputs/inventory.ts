import { Type } from '@patchbay/contract'
import { gid, nullable, oneOf } from '../fields.ts'

export const reason = oneOf(
  [
    'correction',
    'cycle_count_available',
    'damaged',
    'movement_canceled',
    'movement_created',
    'movement_received',
    'movement_updated',
    'other',
    'promotion',
    'quality_control',
    'received',
    'reservation_created',
    'reservation_deleted',
    'reservation_updated',
    'restock',
    'safety_stock',
    'shrinkage',
  ],
  'Why, in the words of Shopify; it stands in the history of the item.',
)

export const reference = Type.String({
  maxLength: 1_000,
  format: 'uri',
  description: 'What caused it, as a URI, such as an order of your own system.',
})

export const changeFromQuantity = nullable(
  Type.Integer({
    description:
      'The quantity that is there now: if it is another, nothing is changed and the answer is a conflict.',
  }),
)

export const itemId = gid('InventoryItem', 'The inventory item of the variant.')
export const locationId = gid('Location')

const limit = 1_000_000_000
export const quantity = Type.Integer({ minimum: -limit, maximum: limit })

/** `changeFromQuantity` must be said; null says that it does not matter. */
export const said = <Change extends { changeFromQuantity?: number | null }>(change: Change) => ({
  ...change,
  changeFromQuantity: change.changeFromQuantity ?? null,
})
