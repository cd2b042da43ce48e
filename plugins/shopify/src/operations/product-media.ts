import { Type } from '@patchbay/contract'
import { group } from '../building/group.ts'
import { mutation } from '../building/mutation.ts'
import { gid, oneOf } from '../fields.ts'
import { ProductMedia } from '../records/file.ts'
import { page } from '../shape/lists.ts'
import { at, record } from '../shape/record.ts'

export const productMedia = group('product-media', {
  append: mutation({
    title: 'Add media to a product',
    description:
      'Has Shopify copy pictures and videos, which a product shows after those that it has. It does so in the background.',
    effect: 'write',
    scopes: ['write_products'],
    root: 'productUpdate',
    takes: { identifier: 'ProductUpdateIdentifiers!', media: '[CreateMediaInput!]!' },
    input: Type.Object({
      id: gid('Product'),
      media: Type.Array(
        Type.Object({
          originalSource: Type.String({
            pattern: '^https://',
            maxLength: 2_048,
            description: 'From where it is copied; of videos on YouTube or Vimeo, their page.',
          }),
          mediaContentType: oneOf(['IMAGE', 'VIDEO', 'EXTERNAL_VIDEO', 'MODEL_3D'], 'What it is.'),
          alt: Type.Optional(Type.String({ maxLength: 512, description: 'What it shows, in words.' })),
        }),
        { minItems: 1, maxItems: 250, description: 'What is added.' },
      ),
    }),
    places: { id: '$identifier.id', media: '$media' },
    answer: at(
      'product?',
      record({
        id: Type.String(),
        media: page(ProductMedia, { first: 50, description: 'The first fifty.' }),
      }),
    ),
    hasCodes: false,
    invalidates: ['products'],
    examples: [
      {
        title: 'An image',
        input: {
          id: 'gid://shopify/Product/8100000001001',
          media: [
            { originalSource: 'https://cdn.example/tent.jpg', mediaContentType: 'IMAGE', alt: 'At dusk' },
          ],
        },
      },
    ],
  }),
})
