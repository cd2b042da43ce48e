import { Type } from '@patchbay/contract'
import { group } from '../building/group.ts'
import { mutation } from '../building/mutation.ts'
import { gid, oneOf } from '../fields.ts'
import { asOptions, newOptions } from '../inputs/product.ts'
import { ProductOption } from '../records/product-details.ts'
import { list } from '../shape/lists.ts'
import { at, record } from '../shape/record.ts'

const Options = record({
  productId: at('product?.id', Type.String()),
  options: at('product?.options', list(ProductOption)),
})

const productId = gid('Product', 'Whose options they are.')
const backpack = 'gid://shopify/Product/8100000001002'
const color = 'gid://shopify/ProductOption/81000000010021'

export const productOptions = group('product-options', {
  create: mutation({
    title: 'Create product options',
    description:
      'Adds options, such as Size, to a product; it may have three at most. Its variants get the first value of each, unless `variantStrategy` is CREATE, which makes a variant of every combination.',
    effect: 'write',
    scopes: ['write_products'],
    root: 'productOptionsCreate',
    takes: {
      productId: 'ID!',
      options: '[OptionCreateInput!]!',
      variantStrategy: 'ProductOptionCreateVariantStrategy',
    },
    input: Type.Object({
      productId,
      options: newOptions,
      variantStrategy: Type.Optional(
        oneOf(['LEAVE_AS_IS', 'CREATE'], 'Whether variants of every combination are made.'),
      ),
    }),
    prepare: ({ options, ...input }) => ({ ...input, options: asOptions(options) }),
    answer: Options,
    invalidates: ['products', 'variants'],
    examples: [
      {
        title: 'Sizes',
        input: { productId: backpack, options: [{ name: 'Size', values: ['20 l', '30 l'] }] },
      },
    ],
  }),
  update: mutation({
    title: 'Update a product option',
    description:
      'Renames or moves an option of a product, and adds, renames or removes its values. Ids of options and values come from this group or from products.get.',
    effect: 'idempotent',
    scopes: ['write_products'],
    root: 'productOptionUpdate',
    takes: {
      productId: 'ID!',
      option: 'OptionUpdateInput!',
      optionValuesToAdd: '[OptionValueCreateInput!]',
      optionValuesToUpdate: '[OptionValueUpdateInput!]',
      optionValuesToDelete: '[ID!]',
      variantStrategy: 'ProductOptionUpdateVariantStrategy',
    },
    input: Type.Object({
      productId,
      id: gid('ProductOption', 'Which option.'),
      name: Type.Optional(Type.String({ minLength: 1, maxLength: 255, description: 'Its new name.' })),
      position: Type.Optional(Type.Integer({ minimum: 1, maximum: 3, description: 'Its new place.' })),
      add: Type.Optional(
        Type.Array(Type.String({ minLength: 1, maxLength: 255 }), {
          maxItems: 2_048,
          description: 'Values that it gets.',
        }),
      ),
      rename: Type.Optional(
        Type.Array(
          Type.Object({
            id: gid('ProductOptionValue'),
            name: Type.String({ minLength: 1, maxLength: 255 }),
          }),
          { maxItems: 2_048, description: 'Values that get another name.' },
        ),
      ),
      remove: Type.Optional(
        Type.Array(gid('ProductOptionValue'), { maxItems: 2_048, description: 'Values that it loses.' }),
      ),
      variantStrategy: Type.Optional(
        oneOf(['LEAVE_AS_IS', 'MANAGE'], 'Whether variants are made and deleted with the values.'),
      ),
    }),
    places: {
      id: '$option.id',
      name: '$option.name',
      position: '$option.position',
      add: '$optionValuesToAdd',
      rename: '$optionValuesToUpdate',
      remove: '$optionValuesToDelete',
    },
    prepare: ({ add, ...input }) => ({ ...input, add: add?.map((name) => ({ name })) }),
    answer: Options,
    invalidates: ['products', 'variants'],
    examples: [{ title: 'Another name', input: { productId: backpack, id: color, name: 'Colour' } }],
  }),
  delete: mutation({
    title: 'Delete product options',
    description:
      'Removes options from a product. Variants that then are the same are deleted as `strategy` says: DEFAULT refuses if there are any, NON_DESTRUCTIVE deletes options only if no variant is lost, POSITION keeps the first of them.',
    effect: 'destructive',
    scopes: ['write_products'],
    root: 'productOptionsDelete',
    takes: { productId: 'ID!', options: '[ID!]!', strategy: 'ProductOptionDeleteStrategy' },
    input: Type.Object({
      productId,
      options: Type.Array(gid('ProductOption'), { minItems: 1, maxItems: 3, description: 'Which options.' }),
      strategy: Type.Optional(oneOf(['DEFAULT', 'NON_DESTRUCTIVE', 'POSITION'], 'What happens to variants.')),
    }),
    answer: record({
      ...Options.fields,
      deletedIds: at('deletedOptionsIds?', Type.Array(Type.String())),
    }),
    invalidates: ['products', 'variants'],
    examples: [
      { title: 'No colors', input: { productId: backpack, options: [color], strategy: 'POSITION' } },
    ],
  }),
})
