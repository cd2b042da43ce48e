import { defineOperation, Problem, Type } from '@patchbay/contract'
import { nullable } from '../fields.ts'
import { ask, defineDocument } from '../graphql.ts'
import { refuseUserErrors, UserErrors } from '../user-errors.ts'
import { shopify } from '../vendor.ts'

const taggable = ['Article', 'Customer', 'DraftOrder', 'Order', 'Product'] as const

const addTags = defineDocument({
  text: `
mutation TagsAdd($id: ID!, $tags: [String!]!) {
  tagsAdd(id: $id, tags: $tags) {
    node { id ${taggable.map((type) => `... on ${type} { tags }`).join(' ')} }
    userErrors { field message }
  }
}`,
  data: Type.Object({
    tagsAdd: Type.Object({
      node: nullable(Type.Object({ id: Type.String(), tags: Type.Array(Type.String()) })),
      userErrors: UserErrors,
    }),
  }),
})

export const add = defineOperation(shopify, {
  title: 'Add tags',
  description:
    'Adds tags to a product, order, draft order, customer or article and keeps those that it has. A tag that is there already stays as it is. The app needs the write scope of what is tagged.',
  effect: 'idempotent',
  input: Type.Object({
    id: Type.String({
      pattern: `^gid://shopify/(${taggable.join('|')})/[0-9]+$`,
      description: 'Global id of what is tagged, such as gid://shopify/Product/8100000001001.',
    }),
    tags: Type.Array(
      // Shopify splits at commas, so that a tag with a comma would become two.
      Type.String({ minLength: 1, maxLength: 255, pattern: '^\\s*[^,\\s][^,]*$' }),
      { minItems: 1, maxItems: 250, description: 'Without commas.' },
    ),
  }),
  output: Type.Object({
    id: Type.String(),
    tags: Type.Array(Type.String(), { description: 'All that it has now.' }),
  }),
  cost: { points: 10 },
  invalidates: ['products', 'orders', 'customers'],
  examples: [
    {
      title: 'Tag a product',
      input: { id: 'gid://shopify/Product/8100000001001', tags: ['Bestseller'] },
      output: { id: 'gid://shopify/Product/8100000001001', tags: ['Bestseller', 'outdoor', 'spring'] },
    },
  ],
  async run(context) {
    const { input } = context
    const { tagsAdd } = await ask(context, addTags, { id: input.id, tags: input.tags })
    refuseUserErrors(tagsAdd.userErrors)
    if (tagsAdd.node === null) {
      throw new Problem('vendor_error', {
        detail: 'Shopify confirmed the tags without showing what has them.',
        retryable: false,
      })
    }
    return tagsAdd.node
  },
})
