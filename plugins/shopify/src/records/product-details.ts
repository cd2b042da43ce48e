import { Type } from '@patchbay/contract'
import { NullableText } from '../fields.ts'
import { list, page, paged } from '../shape/lists.ts'
import { at, converted, record } from '../shape/record.ts'
import { Product, seo } from './product.ts'
import { ProductVariant } from './variant.ts'

const Image = Type.Object({ url: Type.String(), alt: NullableText })
const Media = record({ url: at('preview?.image?.url', Type.String()), alt: NullableText })

/** An option of a product, such as its color. */
export const ProductOption = record({
  id: Type.String(),
  name: Type.String(),
  position: Type.Integer(),
  values: at(
    'optionValues',
    list(record({ id: Type.String(), name: Type.String(), hasVariants: Type.Boolean() })),
  ),
})

/** A product with what belongs to it, as far as that does not page. */
const whole = {
  ...Product.fields,
  descriptionHtml: Type.String(),
  ...seo,
  options: list(record({ name: Type.String(), values: Type.Array(Type.String()) })),
  images: at(
    'media',
    converted(page(Media, { first: 10 }), Type.Array(Image, { description: 'The first ten.' }), (media) =>
      media.flatMap(({ url, alt }) => (url === null ? [] : [{ url, alt }])),
    ),
  ),
}

export const ProductDetails = record({ ...whole, variants: paged(ProductVariant) })

const variantsOfAWrite = 50

/** What a change of a product and its variants leaves. */
export const WrittenProduct = record({
  ...whole,
  variants: page(ProductVariant, { first: variantsOfAWrite, description: 'The first fifty.' }),
})

const refusals = list(record({ message: Type.String() }))

/** A change of a product that goes on in the background. */
export const ProductOperation = record({
  type: at('__typename', Type.String({ description: 'Such as ProductSetOperation.' })),
  status: Type.String({ description: 'CREATED and ACTIVE become COMPLETE.' }),
  productId: at('product?.id', Type.String()),
  newProductId: at('<ProductDuplicateOperation>?.newProduct?.id', Type.String()),
  deletedProductId: at('<ProductDeleteOperation>?.deletedProductId?', Type.String()),
  errors: at(
    '<ProductSetOperation|ProductDeleteOperation|ProductDuplicateOperation|ProductBundleOperation>?.userErrors',
    refusals,
  ),
})
