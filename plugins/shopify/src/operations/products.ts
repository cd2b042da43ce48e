import { Type } from '@patchbay/contract'
import { count } from '../building/count.ts'
import { exactly, from, ownLanguage, text, word } from '../building/filters.ts'
import { get } from '../building/get.ts'
import { group } from '../building/group.ts'
import { search } from '../building/search.ts'
import { ProductDetails, ProductOperation } from '../records/product-details.ts'
import { Product } from '../records/product.ts'
import { scalar } from '../shape/part.ts'
import { productChanges } from './product-changes.ts'

const filters = {
  text: text('Words that must occur in the title, vendor, type, tags or SKUs.'),
  status: word(
    'status',
    ['ACTIVE', 'ARCHIVED', 'DRAFT', 'UNLISTED'],
    'Default: products of every status, drafts included.',
  ),
  vendor: exactly('vendor', 'Exact name of the vendor.'),
  productType: exactly('product_type', 'Exact product type.'),
  tag: exactly('tag', 'One tag that the product has.'),
  sku: exactly('sku', 'SKU of one of the variants.'),
  createdSince: from('created_at', 'Only products created then or later.'),
  updatedSince: from(
    'updated_at',
    'Only products changed then or later. For incremental reads, go back five minutes.',
  ),
  query: ownLanguage('products', 'inventory_total:<5'),
}

const words = (connection: string, title: string, description: string) =>
  search({
    title,
    description,
    scopes: ['read_products'],
    connection,
    item: scalar(Type.String()),
    cache: { ttl: '10m', staleWhileRevalidate: '10m', staleIfError: '1d' },
    examples: [{ title: 'The first three', input: { limit: 3 } }],
  })

export const products = group('products', {
  search: search({
    title: 'Search products',
    description:
      'Products that match all given filters, as flat records, a page at a time. For the variants, options and images of one product use products.get; to know only how many there are use products.count.',
    scopes: ['read_products'],
    connection: 'products',
    item: Product,
    filters,
    sorting: {
      type: 'ProductSortKeys',
      keys: [
        'CREATED_AT',
        'ID',
        'INVENTORY_TOTAL',
        'PRODUCT_TYPE',
        'PUBLISHED_AT',
        'TITLE',
        'UPDATED_AT',
        'VENDOR',
      ],
      by: 'ID',
      reverse: false,
    },
    examples: [
      {
        title: 'Active tents of one vendor',
        input: { status: 'ACTIVE', vendor: 'Alderbrook', productType: 'Tent', limit: 1 },
      },
      {
        title: 'Products without stock, in the search language of Shopify',
        input: { query: 'inventory_total:<1', limit: 10 },
      },
    ],
  }),
  get: get({
    title: 'Get a product',
    description:
      'One product by id or handle, with its options, images and variants. `limit` and `cursor` page through the variants, which is only needed for products with very many.',
    scopes: ['read_products'],
    root: 'productByIdentifier',
    identifier: 'ProductIdentifierInput',
    type: 'Product',
    thing: 'product',
    names: {
      handle: {
        schema: Type.String({ minLength: 1, maxLength: 255, description: 'The last part of its URL.' }),
      },
    },
    record: ProductDetails,
    examples: [{ title: 'By handle', input: { handle: 'summit-backpack' } }],
  }),
  count: count({
    title: 'Count products',
    description:
      'How many products match all given filters. Much cheaper than paging through products.search.',
    scopes: ['read_products'],
    root: 'productsCount',
    filters,
    examples: [{ title: 'All drafts', input: { status: 'DRAFT' } }],
  }),
  operation: get({
    title: 'Get a product operation',
    description:
      'How far a change of a product is that Shopify makes in the background, with what it refused. Answers of Shopify name such operations; the operations of this connector wait for theirs.',
    scopes: ['read_products'],
    root: 'productOperation',
    type: '(ProductSetOperation|ProductDeleteOperation|ProductDuplicateOperation|ProductBundleOperation)',
    thing: 'product operation',
    record: ProductOperation,
    cache: { ttl: '1s' },
    examples: [
      { title: 'One that is done', input: { id: 'gid://shopify/ProductSetOperation/3950000001001' } },
    ],
  }),
  ...productChanges,
  tags: words('productTags', 'List tags of products', 'Every tag that some product has, in order.'),
  vendors: words('productVendors', 'List vendors', 'Every vendor that some product names, in order.'),
  types: words('productTypes', 'List product types', 'Every product type that is in use, in order.'),
})
