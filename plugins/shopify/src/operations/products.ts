import { defineOperation, Problem, Type } from '@patchbay/contract'
import { exampleProduct, exampleProductDetails } from '../examples/products.ts'
import { gid, nullable, oneOf } from '../fields.ts'
import { ask, defineDocument } from '../graphql.ts'
import {
  askPage,
  itemsOf,
  pageInfoFields,
  pageOf,
  pagePoints,
  pageVariables,
  pagingInput,
  reportNext,
} from '../paging.ts'
import {
  ProductDetails,
  productDetailsCost,
  productDetailsDocument,
  toProductDetails,
} from '../records/product-details.ts'
import { Product, productFields, productFieldsCost, ProductNode, toProduct } from '../records/product.ts'
import { sortingInput } from '../search-input.ts'
import { refuseUserErrors, UserErrors } from '../user-errors.ts'
import { shopify } from '../vendor.ts'
import { productFilters, productSearch } from './product-search.ts'

const searchProducts = defineDocument({
  text: `
query ProductsSearch($first: Int!, $after: String, $query: String, $sortKey: ProductSortKeys, $reverse: Boolean) {
  products(first: $first, after: $after, query: $query, sortKey: $sortKey, reverse: $reverse) {
    nodes { ${productFields} }
    ${pageInfoFields}
  }
}`,
  data: Type.Object({ products: pageOf(ProductNode) }),
})

export const search = defineOperation(shopify, {
  title: 'Search products',
  description:
    'Products that match all given filters, as flat records, a page at a time. For the variants, options and images of one product use products.get; to know only how many there are use products.count.',
  effect: 'read',
  scopes: ['read_products'],
  input: Type.Object({
    ...productFilters,
    ...sortingInput(
      [
        'CREATED_AT',
        'ID',
        'INVENTORY_TOTAL',
        'PRODUCT_TYPE',
        'PUBLISHED_AT',
        'TITLE',
        'UPDATED_AT',
        'VENDOR',
      ],
      { by: 'ID', reverse: false },
    ),
    ...pagingInput,
  }),
  output: itemsOf(Product),
  cost: { points: pagePoints(productFieldsCost) },
  cache: { ttl: '1m', staleWhileRevalidate: '1m', staleIfError: '1h' },
  examples: [
    {
      title: 'Active tents of one vendor',
      input: { status: 'ACTIVE', vendor: 'Alderbrook', productType: 'Tent', limit: 1 },
      output: { items: [exampleProduct] },
    },
    {
      title: 'Products without stock, in the search language of Shopify',
      input: { query: 'inventory_total:<1', limit: 10 },
      output: { items: [] },
    },
  ],
  async run(context) {
    const { input } = context
    const { sortKey, reverse } = input
    const query = productSearch(input)
    const products = await askPage(context, searchProducts, 'products', { query, sortKey, reverse })
    return { items: products.map(toProduct) }
  },
})

export const get = defineOperation(shopify, {
  title: 'Get a product',
  description:
    'One product by id or handle, with its options, images and variants. `limit` and `cursor` page through the variants, which is only needed for products with very many.',
  effect: 'read',
  scopes: ['read_products'],
  input: Type.Object({
    id: Type.Optional(
      gid('Product', 'Global id, such as gid://shopify/Product/8100000001001. Give this or the handle.'),
    ),
    handle: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 255,
        description: 'The last part of its URL. Give this or the id.',
      }),
    ),
    ...pagingInput,
  }),
  output: ProductDetails,
  cost: { points: ({ limit }) => productDetailsCost(limit) },
  cache: { ttl: '1m', staleWhileRevalidate: '1m', staleIfError: '1h' },
  examples: [
    { title: 'By handle', input: { handle: exampleProductDetails.handle }, output: exampleProductDetails },
  ],
  async run(context) {
    const { input, report } = context
    const { id, handle } = input
    if ((id === undefined) === (handle === undefined)) {
      throw new Problem('invalid_input', {
        detail: 'Give the id or the handle of the product, and not both.',
        errors: [{ path: '', message: 'needs exactly one of `id` and `handle`' }],
      })
    }
    const { productByIdentifier: product } = await ask(context, productDetailsDocument, {
      identifier: { id, handle },
      ...pageVariables(input),
    })
    if (product === null) {
      throw new Problem('not_found', {
        detail: `The shop has no product ${id ?? `with the handle "${handle}"`}.`,
      })
    }
    reportNext(report, product.variants.pageInfo)
    return toProductDetails(product)
  },
})

const countProducts = defineDocument({
  text: `
query ProductsCount($query: String, $limit: Int) {
  total: productsCount(query: $query, limit: $limit) { count precision }
}`,
  data: Type.Object({ total: Type.Object({ count: Type.Integer(), precision: Type.String() }) }),
})

export const count = defineOperation(shopify, {
  title: 'Count products',
  description: 'How many products match all given filters. Much cheaper than paging through products.search.',
  effect: 'read',
  scopes: ['read_products'],
  input: Type.Object({
    ...productFilters,
    upTo: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 10_000_000,
        default: 10_000,
        description: 'Where Shopify stops counting.',
      }),
    ),
  }),
  output: Type.Object({
    count: Type.Integer(),
    exact: Type.Boolean({ description: 'False if there are at least so many, since counting stopped.' }),
  }),
  cost: { points: 10 },
  cache: { ttl: '1m', staleWhileRevalidate: '1m', staleIfError: '1h' },
  examples: [{ title: 'All drafts', input: { status: 'DRAFT' }, output: { count: 9, exact: true } }],
  async run(context) {
    const { input } = context
    const { total } = await ask(context, countProducts, { query: productSearch(input), limit: input.upTo })
    return { count: total.count, exact: total.precision === 'EXACT' }
  },
})

const updateProduct = defineDocument({
  text: `
mutation ProductUpdate($product: ProductUpdateInput!) {
  productUpdate(product: $product) {
    product { ${productFields} }
    userErrors { field message }
  }
}`,
  data: Type.Object({
    productUpdate: Type.Object({ product: nullable(ProductNode), userErrors: UserErrors }),
  }),
})

export const update = defineOperation(shopify, {
  title: 'Update a product',
  description:
    'Sets the given fields of a product and leaves the others. It does not touch tags (use tags.add), variants, prices or stock.',
  effect: 'idempotent',
  scopes: ['write_products'],
  input: Type.Object({
    id: gid('Product'),
    title: Type.Optional(Type.String({ minLength: 1, maxLength: 255, description: 'What customers read.' })),
    descriptionHtml: Type.Optional(
      Type.String({ description: 'HTML. Empty removes the description.', maxLength: 500_000 }),
    ),
    handle: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 255,
        description: 'The last part of its URL; links to the old one break.',
      }),
    ),
    status: Type.Optional(
      oneOf(['ACTIVE', 'ARCHIVED', 'DRAFT', 'UNLISTED'], 'Whether customers can see it.'),
    ),
    vendor: Type.Optional(Type.String({ maxLength: 255, description: 'Who makes it.' })),
    productType: Type.Optional(
      Type.String({ maxLength: 255, description: 'A word of your own, such as Tent.' }),
    ),
    seoTitle: Type.Optional(Type.String({ description: 'Title for search engines.' })),
    seoDescription: Type.Optional(Type.String({ description: 'Description for search engines.' })),
  }),
  output: Product,
  cost: { points: 10 + productFieldsCost },
  examples: [
    {
      title: 'Rename and publish',
      input: { id: exampleProduct.id, title: exampleProduct.title, status: 'ACTIVE' },
      output: exampleProduct,
    },
  ],
  async run(context) {
    const { input } = context
    const { seoTitle, seoDescription, ...fields } = input
    const seo =
      seoTitle === undefined && seoDescription === undefined
        ? undefined
        : { title: seoTitle, description: seoDescription }
    const { productUpdate } = await ask(context, updateProduct, { product: { ...fields, seo } })
    refuseUserErrors(productUpdate.userErrors, {
      wrapper: 'product',
      renamed: { '/seo/title': '/seoTitle', '/seo/description': '/seoDescription' },
    })
    if (productUpdate.product === null) {
      throw new Problem('vendor_error', {
        detail: 'Shopify confirmed the change without showing the product.',
        retryable: false,
      })
    }
    return toProduct(productUpdate.product)
  },
})
