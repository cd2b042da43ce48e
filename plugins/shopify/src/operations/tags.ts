import { Type } from '@patchbay/contract'
import { group } from '../building/group.ts'
import { mutation } from '../building/mutation.ts'
import { gid } from '../fields.ts'
import { at, record } from '../shape/record.ts'

const taggable = ['Article', 'Customer', 'DraftOrder', 'Order', 'Product'] as const
const types = taggable.join('|')

const Tagged = record({
  id: Type.String(),
  tags: at(`<${types}>.tags`, Type.Array(Type.String(), { description: 'All that it has now.' })),
})

const input = Type.Object({
  id: gid(`(${types})`, 'Global id of what is tagged, such as gid://shopify/Product/8100000001001.'),
  tags: Type.Array(
    // Shopify splits at commas, so that a tag with a comma would become two.
    Type.String({ minLength: 1, maxLength: 255, pattern: '^\\s*[^,\\s][^,]*$' }),
    { minItems: 1, maxItems: 250, description: 'Without commas.' },
  ),
})

const common = {
  effect: 'idempotent',
  takes: { id: 'ID!', tags: '[String!]!' },
  input,
  answer: at('node?', Tagged),
  hasCodes: false,
  invalidates: ['customers', 'draft-orders', 'orders', 'products'],
} as const

export const tags = group('tags', {
  add: mutation({
    ...common,
    title: 'Add tags',
    description:
      'Adds tags to a product, order, draft order, customer or article and keeps those that it has. A tag that is there already stays as it is. The app needs the write scope of what is tagged.',
    root: 'tagsAdd',
    examples: [
      {
        title: 'Tag a product',
        input: { id: 'gid://shopify/Product/8100000001001', tags: ['Bestseller'] },
      },
    ],
  }),
  remove: mutation({
    ...common,
    title: 'Remove tags',
    description:
      'Removes tags from a product, order, draft order, customer or article and keeps its others. A tag that it has not is no error. The app needs the write scope of what is tagged.',
    root: 'tagsRemove',
    examples: [
      {
        title: 'Untag a product',
        input: { id: 'gid://shopify/Product/8100000001001', tags: ['spring'] },
      },
    ],
  }),
})
