import { Type, type Static } from '@patchbay/contract'
import { Money, moneyFields, nullable, NullableText, NullableTimestamp, Timestamp } from '../fields.ts'

const plain = {
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
  url: nullable(Type.String({ description: 'In the online store, if it is published there.' })),
}

/** A product as a flat record. */
export const Product = Type.Object({
  ...plain,
  category: nullable(Type.String({ description: "Full name in Shopify's taxonomy." })),
  imageUrl: NullableText,
  minPrice: Money,
  maxPrice: Money,
  variantCount: nullable(Type.Integer()),
})

/** Selects a `ProductNode`; costs 6 points besides the node. */
export const productFields = `
  id title handle status vendor productType tags totalInventory createdAt updatedAt publishedAt
  url: onlineStoreUrl
  category { fullName }
  featuredMedia { preview { image { url } } }
  prices: priceRangeV2 { min: minVariantPrice ${moneyFields} max: maxVariantPrice ${moneyFields} }
  variantsCount { count }`

export const productFieldsCost = 6

const nodeParts = {
  category: nullable(Type.Object({ fullName: Type.String() })),
  featuredMedia: nullable(
    Type.Object({ preview: nullable(Type.Object({ image: nullable(Type.Object({ url: Type.String() })) })) }),
  ),
  prices: Type.Object({ min: Money, max: Money }),
  variantsCount: nullable(Type.Object({ count: Type.Integer() })),
}

export const ProductNode = Type.Object({ ...plain, ...nodeParts })

export function toProduct({
  category,
  featuredMedia,
  prices,
  variantsCount,
  ...rest
}: Static<typeof ProductNode>): Static<typeof Product> {
  return {
    ...rest,
    category: category?.fullName ?? null,
    imageUrl: featuredMedia?.preview?.image?.url ?? null,
    minPrice: prices.min,
    maxPrice: prices.max,
    variantCount: variantsCount?.count ?? null,
  }
}
