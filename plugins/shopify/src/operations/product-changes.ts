import { Type } from '@patchbay/contract'
import { mutation } from '../building/mutation.ts'
import { gid } from '../fields.ts'
import {
  asOptions,
  newOptions,
  productFields,
  productId,
  productPlaces,
  productStatus,
  tagList,
  title,
} from '../inputs/product.ts'
import { asVariant, variantFields } from '../inputs/variant.ts'
import { WrittenProduct } from '../records/product-details.ts'
import { Product, ProductLink } from '../records/product.ts'
import { at, record } from '../shape/record.ts'

/** The operations of `products` that change something. */
export const productChanges = {
  create: mutation({
    title: 'Create a product',
    description:
      'Creates a product, as a draft unless `status` says otherwise. With `options` it has one variant of their first values; add the others with variants.bulk_create. A new product is on no sales channel: use publications.publish.',
    effect: 'write',
    scopes: ['write_products'],
    root: 'productCreate',
    takes: { product: 'ProductCreateInput!' },
    input: Type.Object({
      title,
      ...productFields,
      tags: Type.Optional(tagList),
      options: Type.Optional(newOptions),
      collectionIds: Type.Optional(
        Type.Array(gid('Collection'), { maxItems: 250, description: 'Collections that it joins.' }),
      ),
    }),
    places: { ...productPlaces, options: 'productOptions', collectionIds: 'collectionsToJoin' },
    prepare: ({ status = 'DRAFT', ...input }) => ({ ...input, status, options: asOptions(input.options) }),
    answer: at('product?', WrittenProduct),
    hasCodes: false,
    examples: [
      {
        title: 'A draft with two colors',
        input: {
          title: 'Ember Mug',
          vendor: 'Cairn & Co',
          productType: 'Mug',
          tags: ['outdoor'],
          options: [{ name: 'Color', values: ['Moss', 'Slate'] }],
        },
      },
    ],
  }),
  update: mutation({
    title: 'Update a product',
    description:
      'Sets the given fields of a product and leaves the others. It does not touch variants, prices or stock. To add tags to those that are there use tags.add.',
    effect: 'idempotent',
    scopes: ['write_products'],
    root: 'productUpdate',
    takes: { product: 'ProductUpdateInput!' },
    input: Type.Object({
      id: productId,
      title: Type.Optional(title),
      ...productFields,
      tags: Type.Optional(tagList),
      redirectNewHandle: Type.Optional(
        Type.Boolean({ description: 'Whether the old URL leads to the new one, where the handle changes.' }),
      ),
    }),
    places: productPlaces,
    answer: at('product?', Product),
    hasCodes: false,
    examples: [
      {
        title: 'Rename and publish',
        input: { id: 'gid://shopify/Product/8100000001001', title: 'Summit Tent', status: 'ACTIVE' },
      },
    ],
  }),
  set: mutation({
    title: 'Set a product',
    description:
      'Makes a product what is given, by its handle: creates it if there is none, else overwrites it. Lists replace what is there: variants that are not listed are deleted, with their stock. To change only some fields use products.update; for variants, variants.bulk_update.',
    effect: 'destructive',
    scopes: ['write_products'],
    root: 'productSet',
    takes: { input: 'ProductSetInput!', identifier: 'ProductSetIdentifiers!' },
    always: { synchronous: 'true' },
    input: Type.Object({
      ...productFields,
      handle: Type.String({ minLength: 1, maxLength: 255, description: 'Names the product.' }),
      title,
      tags: Type.Optional(tagList),
      options: newOptions,
      variants: Type.Array(Type.Object(variantFields), {
        minItems: 1,
        maxItems: 2_048,
        description: 'All variants, each with a value for every option.',
      }),
    }),
    // The identifier finds a product; the handle among the fields is for one that is new.
    places: {
      ...productPlaces,
      options: 'productOptions',
      handle: '$identifier.handle',
      newHandle: 'handle',
    },
    prepare: ({ options, variants, ...input }) => ({
      ...input,
      newHandle: input.handle,
      options: asOptions(options),
      variants: variants.map(asVariant),
    }),
    answer: at('product?', WrittenProduct),
    examples: [
      {
        title: 'Two variants, and no others',
        input: {
          handle: 'summit-backpack',
          title: 'Summit Backpack',
          options: [{ name: 'Color', values: ['Moss', 'Rust'] }],
          variants: [
            { options: { Color: 'Moss' }, price: '92.00', sku: 'SUM-BAC-0002' },
            { options: { Color: 'Rust' }, price: '94.00', sku: 'SUM-BAC-0900' },
          ],
        },
      },
    ],
  }),
  delete: mutation({
    title: 'Delete a product',
    description:
      'Deletes a product with its variants, for good. To take it off sale use products.update with the status ARCHIVED.',
    effect: 'destructive',
    scopes: ['write_products'],
    root: 'productDelete',
    takes: { input: 'ProductDeleteInput!' },
    always: { synchronous: 'true' },
    input: Type.Object({ id: productId }),
    answer: record({ id: at('deletedProductId?', Type.String()) }),
    hasCodes: false,
    examples: [{ title: 'By id', input: { id: 'gid://shopify/Product/8100000001003' } }],
  }),
  duplicate: mutation({
    title: 'Duplicate a product',
    description: 'Copies a product with its variants and, if wanted, its images, under a new title.',
    effect: 'write',
    scopes: ['write_products'],
    root: 'productDuplicate',
    takes: { productId: 'ID!', newTitle: 'String!', newStatus: 'ProductStatus', includeImages: 'Boolean' },
    always: { synchronous: 'true' },
    input: Type.Object({
      id: productId,
      title,
      status: Type.Optional(productStatus),
      includeImages: Type.Optional(Type.Boolean({ default: false, description: 'Also its images.' })),
    }),
    places: { id: '$productId', title: '$newTitle', status: '$newStatus' },
    answer: at('newProduct?', ProductLink),
    hasCodes: false,
    examples: [
      {
        title: 'A second tent',
        input: { id: 'gid://shopify/Product/8100000001001', title: 'Summit Tent II', status: 'DRAFT' },
      },
    ],
  }),
}
