import { Type, type Static } from '@patchbay/contract'
import { oneOf, since } from '../fields.ts'
import { ownLanguage } from '../search-input.ts'
import { allOf, asIs, hasWords, is, isSince, isWord } from '../search-string.ts'

/** The filters that searching and counting products share. All of them must hold. */
export const productFilters = {
  text: Type.Optional(
    Type.String({
      description: 'Words that must occur in the title, vendor, type, tags or SKUs.',
      maxLength: 500,
    }),
  ),
  status: Type.Optional(
    oneOf(['ACTIVE', 'ARCHIVED', 'DRAFT', 'UNLISTED'], 'Default: products of every status, drafts included.'),
  ),
  vendor: Type.Optional(Type.String({ description: 'Exact name of the vendor.', maxLength: 255 })),
  productType: Type.Optional(Type.String({ description: 'Exact product type.', maxLength: 255 })),
  tag: Type.Optional(Type.String({ description: 'One tag that the product has.', maxLength: 255 })),
  sku: Type.Optional(Type.String({ description: 'SKU of one of the variants.', maxLength: 255 })),
  createdSince: Type.Optional(since('Only products created then or later.')),
  updatedSince: Type.Optional(
    since('Only products changed then or later. For incremental reads, go back five minutes.'),
  ),
  query: ownLanguage('products', 'inventory_total:<5'),
}

const Filters = Type.Object(productFilters)

export function productSearch(input: Static<typeof Filters>): string | undefined {
  return allOf(
    hasWords(input.text),
    isWord('status', input.status),
    is('vendor', input.vendor),
    is('product_type', input.productType),
    is('tag', input.tag),
    is('sku', input.sku),
    isSince('created_at', input.createdSince),
    isSince('updated_at', input.updatedSince),
    asIs(input.query),
  )
}
