import { Type, type Static } from '@patchbay/contract'
import { oneOf } from '../fields.ts'

const decimal = '^\\d{1,15}(\\.\\d{1,3})?$'
const amount = (description: string) =>
  Type.Optional(Type.String({ pattern: decimal, description: `${description} Decimal text, such as 24.90.` }))

/** What can be set of a variant. Stock is not among it, but for new variants: use inventory.set. */
export const variantFields = {
  options: Type.Optional(
    Type.Record(Type.String(), Type.String({ maxLength: 255 }), {
      description: 'Value by name of the option, such as {"Color": "Moss"}.',
    }),
  ),
  price: amount('What customers pay.'),
  compareAtPrice: amount('The price before a reduction.'),
  cost: amount('What an item costs the shop.'),
  sku: Type.Optional(Type.String({ maxLength: 255, description: 'The number of the article in the shop.' })),
  barcode: Type.Optional(Type.String({ maxLength: 255, description: 'ISBN, UPC, GTIN or the like.' })),
  taxable: Type.Optional(Type.Boolean({ description: 'Whether taxes are due.' })),
  tracked: Type.Optional(Type.Boolean({ description: 'Whether Shopify counts its stock.' })),
  requiresShipping: Type.Optional(Type.Boolean({ description: 'Whether it is a thing that is sent.' })),
  inventoryPolicy: Type.Optional(oneOf(['DENY', 'CONTINUE'], 'Whether it is sold when nothing is left.')),
}

const Fields = Type.Object(variantFields)

/** A variant as Shopify takes it: the SKU and what concerns stock are facts of its inventory item. */
export function asVariant({
  options,
  cost,
  sku,
  tracked,
  requiresShipping,
  ...rest
}: Static<typeof Fields>): Record<string, unknown> {
  const inventoryItem = { cost, sku, tracked, requiresShipping }
  const isGiven = Object.values(inventoryItem).some((value) => value !== undefined)
  return {
    ...rest,
    ...(options === undefined
      ? {}
      : { optionValues: Object.entries(options).map(([optionName, name]) => ({ optionName, name })) }),
    ...(isGiven ? { inventoryItem } : {}),
  }
}
