import { Type } from '@patchbay/contract'
import { nullable, NullableText, NullableTimestamp, Timestamp } from '../fields.ts'
import { money } from '../shape/money.ts'
import { at, record } from '../shape/record.ts'

/** A product as a flat record. */
export const Product = record({
  id: Type.String(),
  title: Type.String(),
  handle: Type.String(),
  status: Type.String({ description: 'ACTIVE, ARCHIVED, DRAFT or UNLISTED.' }),
  vendor: Type.String(),
  productType: Type.String(),
  tags: Type.Array(Type.String()),
  totalInventory: Type.Integer({ description: 'Units available over all locations.' }),
  createdAt: Timestamp,
  updatedAt: Timestamp,
  publishedAt: NullableTimestamp,
  url: at(
    'onlineStoreUrl',
    nullable(Type.String({ description: 'In the online store, if it is published there.' })),
  ),
  category: at('category?.fullName', Type.String({ description: "Full name in Shopify's taxonomy." })),
  imageUrl: at('featuredMedia?.preview?.image?.url', Type.String()),
  minPrice: at('priceRangeV2.minVariantPrice', money()),
  maxPrice: at('priceRangeV2.maxVariantPrice', money()),
  variantCount: at('variantsCount?.count', Type.Integer()),
})

/** What is said of a product beside other things. */
export const ProductLink = record({
  id: Type.String(),
  title: Type.String(),
  handle: Type.String(),
  status: Type.String({ description: 'ACTIVE, ARCHIVED, DRAFT or UNLISTED.' }),
})

export const seo = {
  seoTitle: at('seo.title', NullableText),
  seoDescription: at('seo.description', NullableText),
}
