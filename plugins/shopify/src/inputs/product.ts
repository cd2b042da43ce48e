import { Type } from '@patchbay/contract'
import { gid, oneOf } from '../fields.ts'

export const productStatus = oneOf(
  ['ACTIVE', 'ARCHIVED', 'DRAFT', 'UNLISTED'],
  'Whether customers can see it.',
)

/** What creating, updating and setting a product share; all of it may be left out. */
export const productFields = {
  descriptionHtml: Type.Optional(
    Type.String({ description: 'HTML. Empty removes the description.', maxLength: 500_000 }),
  ),
  handle: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 255,
      description: 'The last part of its URL; links to an old one break. Default: made from the title.',
    }),
  ),
  status: Type.Optional(productStatus),
  vendor: Type.Optional(Type.String({ maxLength: 255, description: 'Who makes it.' })),
  productType: Type.Optional(
    Type.String({ maxLength: 255, description: 'A word of your own, such as Tent.' }),
  ),
  categoryId: Type.Optional(
    Type.String({
      pattern: '^gid://shopify/TaxonomyCategory/[a-z0-9-]+$',
      description: "In Shopify's taxonomy, such as gid://shopify/TaxonomyCategory/sg-4.",
    }),
  ),
  templateSuffix: Type.Optional(
    Type.String({ maxLength: 255, description: 'Of the theme template that shows it.' }),
  ),
  seoTitle: Type.Optional(Type.String({ maxLength: 255, description: 'Title for search engines.' })),
  seoDescription: Type.Optional(
    Type.String({ maxLength: 5_000, description: 'Description for search engines.' }),
  ),
}

export const title = Type.String({ minLength: 1, maxLength: 255, description: 'What customers read.' })

export const tagList = Type.Array(Type.String({ minLength: 1, maxLength: 255 }), {
  maxItems: 250,
  description: 'All of its tags; those that it has are replaced.',
})

/** Where these fields are in Shopify's input. */
export const productPlaces = {
  categoryId: 'category',
  seoTitle: 'seo.title',
  seoDescription: 'seo.description',
}

export const newOptions = Type.Array(
  Type.Object({
    name: Type.String({ minLength: 1, maxLength: 255, description: 'Such as Color.' }),
    values: Type.Array(Type.String({ minLength: 1, maxLength: 255 }), {
      minItems: 1,
      maxItems: 2_048,
      description: 'Such as Moss and Slate.',
    }),
  }),
  { minItems: 1, maxItems: 3, description: 'In what it varies.' },
)

/** Options as Shopify takes them. */
export const asOptions = (options: ReadonlyArray<{ name: string; values: readonly string[] }> | undefined) =>
  options?.map(({ name, values }) => ({ name, values: values.map((value) => ({ name: value })) }))

export const productId = gid('Product')
