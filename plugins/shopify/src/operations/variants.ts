import { Type } from '@patchbay/contract'
import { atMost, exactly, flag, from, idOf, ownLanguage, text, word } from '../building/filters.ts'
import { get } from '../building/get.ts'
import { group } from '../building/group.ts'
import { mutation } from '../building/mutation.ts'
import { search } from '../building/search.ts'
import { gid, oneOf } from '../fields.ts'
import { asVariant, variantFields } from '../inputs/variant.ts'
import { ProductVariant, Variant } from '../records/variant.ts'
import { list } from '../shape/lists.ts'
import { at, record } from '../shape/record.ts'

const filters = {
  text: text('Words that must occur in the title of the variant or its product, or in the SKU.'),
  sku: exactly('sku', 'Exact SKU.'),
  barcode: exactly('barcode', 'Exact barcode.'),
  productId: idOf('product_id', 'Product', 'Variants of one product.'),
  productStatus: word('product_status', ['ACTIVE', 'ARCHIVED', 'DRAFT'], 'Status of the product.'),
  vendor: exactly('vendor', 'Exact name of the vendor.'),
  tag: exactly('tag', 'One tag that the product has.'),
  tracked: flag('managed', 'Whether Shopify counts its stock.'),
  stockAtMost: atMost('inventory_quantity', 'So many units or fewer are available over all locations.'),
  updatedSince: from('updated_at', 'Only variants changed then or later.'),
  query: ownLanguage('variants', 'inventory_quantity:<5'),
}

const productId = gid('Product', 'Whose variants they are.')
const many = { minItems: 1, maxItems: 250 }
const Variants = record({ items: at('productVariants?', list(ProductVariant)) })
const invalidates = ['variants', 'products', 'inventory']
const scopes = ['write_products']
const backpack = 'gid://shopify/Product/8100000001002'
const slate = 'gid://shopify/ProductVariant/4600000001003'

export const variants = group('variants', {
  search: search({
    title: 'Search variants',
    description:
      'Variants of any product that match all given filters, with SKU, price and stock over all locations. For stock by location use inventory.by_sku.',
    scopes: ['read_products', 'read_inventory'],
    connection: 'productVariants',
    item: Variant,
    filters,
    sorting: {
      type: 'ProductVariantSortKeys',
      keys: ['ID', 'INVENTORY_QUANTITY', 'POSITION', 'SKU', 'TITLE'],
      by: 'ID',
      reverse: false,
    },
    examples: [{ title: 'By SKU', input: { sku: 'SUM-BAC-0002' } }],
  }),
  get: get({
    title: 'Get a variant',
    description: 'One variant by its id, with price, SKU and stock over all locations.',
    scopes: ['read_products', 'read_inventory'],
    root: 'productVariant',
    type: 'ProductVariant',
    thing: 'variant',
    record: Variant,
    examples: [{ title: 'By id', input: { id: slate } }],
  }),
  bulk_create: mutation({
    title: 'Create variants',
    description:
      'Adds up to 250 variants to a product, all or none. Each needs a value for every option of the product. A new product has a variant named Default Title, which `strategy` can remove.',
    effect: 'write',
    scopes,
    root: 'productVariantsBulkCreate',
    takes: {
      productId: 'ID!',
      variants: '[ProductVariantsBulkInput!]!',
      strategy: 'ProductVariantsBulkCreateStrategy',
    },
    input: Type.Object({
      productId,
      variants: Type.Array(
        Type.Object({
          ...variantFields,
          stock: Type.Optional(
            Type.Array(
              Type.Object({
                locationId: gid('Location'),
                availableQuantity: Type.Integer({ minimum: 0, maximum: 1_000_000_000 }),
              }),
              { maxItems: 200, description: 'Units that are there at the beginning, by location.' },
            ),
          ),
        }),
        { ...many, description: 'The variants.' },
      ),
      strategy: Type.Optional(
        oneOf(
          ['DEFAULT', 'REMOVE_STANDALONE_VARIANT', 'PRESERVE_STANDALONE_VARIANT'],
          'What happens to the variant that a product without options has.',
        ),
      ),
    }),
    prepare: ({ variants: given, ...input }) => ({
      ...input,
      variants: given.map(({ stock, ...variant }) => ({
        ...asVariant(variant),
        ...(stock === undefined ? {} : { inventoryQuantities: stock }),
      })),
    }),
    answer: Variants,
    invalidates,
    examples: [
      {
        title: 'A third color',
        input: {
          productId: backpack,
          variants: [{ options: { Color: 'Rust' }, price: '92.00', sku: 'SUM-BAC-0900' }],
        },
      },
    ],
  }),
  bulk_update: mutation({
    title: 'Update variants',
    description:
      'Sets the given fields of up to 250 variants of one product, such as prices and SKUs, and leaves the others. All or none, unless `allowPartialUpdates`. Stock is set by inventory.set.',
    effect: 'idempotent',
    scopes,
    root: 'productVariantsBulkUpdate',
    takes: {
      productId: 'ID!',
      variants: '[ProductVariantsBulkInput!]!',
      allowPartialUpdates: 'Boolean',
    },
    input: Type.Object({
      productId,
      variants: Type.Array(Type.Object({ id: gid('ProductVariant'), ...variantFields }), {
        ...many,
        description: 'The variants, each with its id.',
      }),
      allowPartialUpdates: Type.Optional(
        Type.Boolean({
          default: false,
          description: 'Whether those that can be changed are, if others cannot.',
        }),
      ),
    }),
    prepare: ({ variants: given, ...input }) => ({
      ...input,
      variants: given.map(({ id, ...variant }) => ({ id, ...asVariant(variant) })),
    }),
    answer: Variants,
    invalidates,
    examples: [
      { title: 'A new price', input: { productId: backpack, variants: [{ id: slate, price: '89.00' }] } },
    ],
  }),
  bulk_delete: mutation({
    title: 'Delete variants',
    description: 'Deletes up to 250 variants of one product with their stock, for good. One must remain.',
    effect: 'destructive',
    scopes,
    root: 'productVariantsBulkDelete',
    takes: { productId: 'ID!', variantsIds: '[ID!]!' },
    input: Type.Object({
      productId,
      ids: Type.Array(gid('ProductVariant'), { ...many, description: 'Which variants.' }),
    }),
    places: { ids: '$variantsIds' },
    answer: record({ productId: at('product?.id', Type.String()) }),
    invalidates,
    examples: [{ title: 'One color less', input: { productId: backpack, ids: [slate] } }],
  }),
})
