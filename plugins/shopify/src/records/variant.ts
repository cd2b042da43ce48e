import { Type } from '@patchbay/contract'
import { nullable, NullableText, Timestamp } from '../fields.ts'
import { list } from '../shape/lists.ts'
import { at, converted, record } from '../shape/record.ts'

const SelectedOption = record({ name: Type.String(), value: Type.String() })

const selectedOptions = converted(
  list(SelectedOption),
  Type.Record(Type.String(), Type.String(), { description: 'Value by name of the option.' }),
  (pairs) => Object.fromEntries(pairs.map(({ name, value }) => [name, value])),
)

/** A variant as it is shown within its product. */
export const ProductVariant = record({
  id: Type.String(),
  title: Type.String(),
  sku: NullableText,
  barcode: NullableText,
  price: Type.String({ description: 'Decimal text, in the currency of the shop.' }),
  compareAtPrice: NullableText,
  position: Type.Integer(),
  inventoryQuantity: nullable(Type.Integer()),
  availableForSale: Type.Boolean(),
  options: at('selectedOptions', selectedOptions),
  inventoryItemId: at('inventoryItem.id', Type.String()),
})

/** A variant by itself. */
export const Variant = record({
  ...ProductVariant.fields,
  displayName: Type.String({ description: 'With the title of the product.' }),
  inventoryPolicy: Type.String({ description: 'DENY or CONTINUE selling when nothing is left.' }),
  taxable: Type.Boolean(),
  tracked: at('inventoryItem.tracked', Type.Boolean({ description: 'Whether Shopify counts its stock.' })),
  createdAt: Timestamp,
  updatedAt: Timestamp,
  productId: at('product.id', Type.String()),
  productTitle: at('product.title', Type.String()),
  productStatus: at('product.status', Type.String()),
})
