import { Type } from '@patchbay/contract'
import { NullableText, Timestamp } from '../fields.ts'
import { list, paged } from '../shape/lists.ts'
import { at, record } from '../shape/record.ts'
import { ProductLink, seo } from './product.ts'

/** A collection as a flat record. */
export const Collection = record({
  id: Type.String(),
  title: Type.String(),
  handle: Type.String(),
  description: at('description(truncateAt: 300)', Type.String({ description: 'Plain text, its beginning.' })),
  sortOrder: Type.String({ description: 'Such as BEST_SELLING or MANUAL.' }),
  templateSuffix: NullableText,
  updatedAt: Timestamp,
  productCount: at('productsCount?.count', Type.Integer()),
  imageUrl: at('image?.url', Type.String()),
  ...seo,
  sources: list(
    record({
      id: Type.String(),
      kind: at('__typename', Type.String({ description: 'How it finds products.' })),
      title: Type.String(),
    }),
    { description: 'What fills it.' },
  ),
})

/** A collection with its products. */
export const CollectionDetails = record({
  ...Collection.fields,
  descriptionHtml: Type.String(),
  products: paged(ProductLink),
})

/** Work that Shopify finishes later. */
export const jobId = at('job?.id', Type.String({ description: 'Work that Shopify may still be doing.' }))
