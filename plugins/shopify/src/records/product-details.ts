import { Type, type Static } from '@patchbay/contract'
import { pageCost } from '../cost.ts'
import { nullable, NullableText } from '../fields.ts'
import { defineDocument } from '../graphql.ts'
import { defaultLimit, pageInfoFields, pageOf } from '../paging.ts'
import { Product, productFields, productFieldsCost, ProductNode, toProduct } from './product.ts'

const plainVariant = {
  id: Type.String(),
  title: Type.String(),
  sku: NullableText,
  barcode: NullableText,
  price: Type.String({ description: 'Decimal text, in the currency of the shop.' }),
  compareAtPrice: NullableText,
  position: Type.Integer(),
  inventoryQuantity: nullable(Type.Integer()),
  availableForSale: Type.Boolean(),
}

const Option = Type.Object({ name: Type.String(), values: Type.Array(Type.String()) })
const Image = Type.Object({ url: Type.String(), alt: NullableText })

/** A product with what belongs to it. */
export const ProductDetails = Type.Object({
  ...Product.properties,
  descriptionHtml: Type.String(),
  seoTitle: NullableText,
  seoDescription: NullableText,
  options: Type.Array(Option),
  images: Type.Array(Image, { description: 'The first ten.' }),
  variants: Type.Array(
    Type.Object({
      ...plainVariant,
      options: Type.Record(Type.String(), Type.String(), { description: 'Value by name of the option.' }),
      inventoryItemId: Type.String(),
    }),
  ),
})

const VariantNode = Type.Object({
  ...plainVariant,
  selectedOptions: Type.Array(Type.Object({ name: Type.String(), value: Type.String() })),
  inventoryItem: Type.Object({ id: Type.String() }),
})

const ProductDetailsNode = Type.Object({
  ...ProductNode.properties,
  descriptionHtml: Type.String(),
  seo: Type.Object({ title: NullableText, description: NullableText }),
  options: Type.Array(Option),
  media: Type.Object({
    nodes: Type.Array(
      Type.Object({
        alt: NullableText,
        preview: nullable(Type.Object({ image: nullable(Type.Object({ url: Type.String() })) })),
      }),
    ),
  }),
  variants: pageOf(VariantNode),
})

export const productDetailsDocument = defineDocument({
  text: `
query ProductGet($identifier: ProductIdentifierInput!, $first: Int!, $after: String) {
  productByIdentifier(identifier: $identifier) {
    ${productFields}
    descriptionHtml
    seo { title description }
    options { name values }
    media(first: 10) { nodes { alt preview { image { url } } } }
    variants(first: $first, after: $after) {
      nodes {
        id title sku barcode price compareAtPrice position inventoryQuantity availableForSale
        selectedOptions { name value }
        inventoryItem { id }
      }
      ${pageInfoFields}
    }
  }
}`,
  data: Type.Object({ productByIdentifier: nullable(ProductDetailsNode) }),
})

/** Points of the document for so many variants. */
export function productDetailsCost(variants = defaultLimit): number {
  const seoAndOptions = 2
  return 1 + productFieldsCost + seoAndOptions + pageCost(10, 2) + pageCost(variants, 2)
}

export function toProductDetails({
  seo,
  options,
  media,
  variants,
  descriptionHtml,
  ...product
}: Static<typeof ProductDetailsNode>): Static<typeof ProductDetails> {
  return {
    ...toProduct(product),
    descriptionHtml,
    seoTitle: seo.title,
    seoDescription: seo.description,
    options,
    images: media.nodes.flatMap(({ alt, preview }) => {
      const url = preview?.image?.url
      return url === undefined ? [] : [{ url, alt }]
    }),
    variants: variants.nodes.map(({ selectedOptions, inventoryItem, ...variant }) => ({
      ...variant,
      options: Object.fromEntries(selectedOptions.map(({ name, value }) => [name, value])),
      inventoryItemId: inventoryItem.id,
    })),
  }
}
