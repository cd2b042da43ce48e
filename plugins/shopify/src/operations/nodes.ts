import { Type } from '@patchbay/contract'
import { group } from '../building/group.ts'
import { commonCache, operation } from '../building/operation.ts'
import { notesFor } from '../building/read-answer.ts'
import { nullable } from '../fields.ts'
import { ask } from '../graphql.ts'
import { itemsOf } from '../paging.ts'
import { answerSchema, at, record } from '../shape/record.ts'
import { textOfSelection } from '../shape/selection.ts'

const Node = record({
  id: Type.String(),
  type: at('__typename', Type.String({ description: 'What it is.' })),
  title: at('<Product|ProductVariant|Collection>?.title', Type.String()),
  name: at('<Order|Location>?.name', Type.String({ description: 'Of an order or a location.' })),
  displayName: at('<Customer>?.displayName', Type.String({ description: 'Of a customer.' })),
  handle: at('<Product|Collection>?.handle', Type.String()),
  status: at('<Product>?.status', Type.String()),
  sku: at('<ProductVariant>?.sku?', Type.String()),
  price: at('<ProductVariant>?.price', Type.String({ description: 'In the currency of the shop.' })),
  stock: at('<ProductVariant>?.inventoryQuantity?', Type.Integer()),
  productId: at('<ProductVariant>?.product.id', Type.String({ description: 'Of a variant.' })),
  financialStatus: at('<Order>?.displayFinancialStatus?', Type.String()),
  fulfillmentStatus: at('<Order>?.displayFulfillmentStatus', Type.String()),
  processedAt: at('<Order>?.processedAt', Type.String()),
})

export const nodes = group('nodes', {
  get_many: operation({
    title: 'Get things by id',
    description:
      'What ids stand for, up to 250 at once and of any kind, in their order: enough of products, variants, collections, orders, customers and locations to name them. Null stands for what does not exist.',
    effect: 'read',
    scopes: ['read_products', 'read_orders', 'read_customers', 'read_locations'],
    input: Type.Object({
      ids: Type.Array(Type.String({ pattern: '^gid://shopify/[A-Za-z0-9]+/[0-9]+$' }), {
        minItems: 1,
        maxItems: 250,
        description: 'Global ids.',
      }),
    }),
    output: itemsOf(nullable(Node.output)),
    cache: commonCache,
    documents: {
      get: {
        text: (name) => `query ${name}($ids: [ID!]!) { nodes(ids: $ids) { ${textOfSelection(Node.inner)} } }`,
        data: Type.Object({ nodes: Type.Array(nullable(answerSchema(Node))) }),
      },
    },
    async run(context, documents) {
      const { nodes: found } = await ask(context, documents.get, { ids: context.input.ids })
      const notes = notesFor(context.report)
      return { items: found.map((node) => (node === null ? null : Node.read(node, notes))) as never }
    },
    examples: [
      {
        title: 'Two of a kind, and one that is not',
        input: {
          ids: [
            'gid://shopify/Product/8100000001001',
            'gid://shopify/Customer/6900000001003',
            'gid://shopify/Product/1',
          ],
        },
      },
    ],
  }),
})
