import { Type, type Static } from '@patchbay/contract'
import { count } from '../building/count.ts'
import { exactly, from, idOf, ownLanguage, text, word } from '../building/filters.ts'
import { get } from '../building/get.ts'
import { group } from '../building/group.ts'
import { mutation } from '../building/mutation.ts'
import { search } from '../building/search.ts'
import { gid, oneOf } from '../fields.ts'
import { title } from '../inputs/product.ts'
import { Collection, CollectionDetails, jobId } from '../records/collection.ts'
import { at, record } from '../shape/record.ts'

const filters = {
  text: text('Words that must occur in the title.'),
  kind: word('collection_type', ['CUSTOM', 'SMART'], 'Filled by hand, or by conditions.'),
  productId: idOf('product_id', 'Product', 'Collections that hold a product.'),
  handle: exactly('handle', 'The last part of its URL.'),
  updatedSince: from('updated_at', 'Only collections changed then or later.'),
  query: ownLanguage('collections', 'title:sale*'),
}

const id = gid('Collection')
const products = (description: string) =>
  Type.Optional(Type.Array(gid('Product'), { maxItems: 250, description }))

const fields = {
  descriptionHtml: Type.Optional(Type.String({ maxLength: 500_000, description: 'HTML.' })),
  handle: Type.Optional(
    Type.String({ minLength: 1, maxLength: 255, description: 'The last part of its URL.' }),
  ),
  sortOrder: Type.Optional(
    oneOf(
      [
        'ALPHA_ASC',
        'ALPHA_DESC',
        'BEST_SELLING',
        'CREATED',
        'CREATED_DESC',
        'MANUAL',
        'PRICE_ASC',
        'PRICE_DESC',
      ],
      'In which order customers see its products.',
    ),
  ),
  templateSuffix: Type.Optional(
    Type.String({ maxLength: 255, description: 'Of the theme template that shows it.' }),
  ),
  seoTitle: Type.Optional(Type.String({ maxLength: 255, description: 'Title for search engines.' })),
  seoDescription: Type.Optional(
    Type.String({ maxLength: 5_000, description: 'Description for search engines.' }),
  ),
}

const places = { seoTitle: 'seo.title', seoDescription: 'seo.description' }
const scopes = ['write_products']
const sale = 'gid://shopify/Collection/8700000001001'
const tent = 'gid://shopify/Product/8100000001001'

const NewCollection = Type.Object({
  title,
  ...fields,
  productIds: products('Products that it holds from the beginning.'),
  tags: Type.Optional(
    Type.Array(Type.String({ minLength: 1, maxLength: 255 }), {
      maxItems: 60,
      description: 'Products with any of these tags belong to it, now and later.',
    }),
  ),
})

/** What fills a new collection. Since 2026-07 that is a list of sources; here it is one. */
function sourcesOf({ title: name, productIds = [], tags = [] }: Static<typeof NewCollection>) {
  if (productIds.length === 0 && tags.length === 0) return undefined
  const tagged = { productTag: { matchType: 'ANY', relation: 'TAGGED_WITH', values: tags } }
  const inclusion = {
    selections: productIds.map((productId) => ({ productId })),
    ...(tags.length === 0 ? {} : { matchType: 'ANY', conditions: [tagged] }),
  }
  return [{ source: { title: name, inclusion } }]
}

export const collections = group('collections', {
  search: search({
    title: 'Search collections',
    description:
      'Collections that match all given filters, a page at a time. For the products of one use collections.get.',
    scopes: ['read_products'],
    connection: 'collections',
    item: Collection,
    filters,
    sorting: {
      type: 'CollectionSortKeys',
      keys: ['ID', 'TITLE', 'UPDATED_AT'],
      by: 'ID',
      reverse: false,
    },
    examples: [{ title: 'The first', input: { limit: 1 } }],
  }),
  get: get({
    title: 'Get a collection',
    description:
      'One collection by id or handle, with its products. `limit` and `cursor` page through the products.',
    scopes: ['read_products'],
    root: 'collectionByIdentifier',
    identifier: 'CollectionIdentifierInput',
    type: 'Collection',
    thing: 'collection',
    names: {
      handle: {
        schema: Type.String({ minLength: 1, maxLength: 255, description: 'The last part of its URL.' }),
      },
    },
    record: CollectionDetails,
    examples: [{ title: 'By handle', input: { handle: 'sale', limit: 2 } }],
  }),
  count: count({
    title: 'Count collections',
    description: 'How many collections match all given filters.',
    scopes: ['read_products'],
    root: 'collectionsCount',
    filters,
    examples: [{ title: 'All', input: {} }],
  }),
  create: mutation({
    title: 'Create a collection',
    description:
      'Creates a collection of given products, of all products with given tags, or of both. It is on no sales channel at first: use publications.publish.',
    effect: 'write',
    scopes,
    root: 'collectionCreate',
    takes: { collection: 'CollectionCreateInput!' },
    input: NewCollection,
    places: { ...places, sources: 'sources' },
    prepare: (input) => {
      const { productIds: _, tags: __, ...rest } = input
      return { ...rest, sources: sourcesOf(input) }
    },
    answer: at('collection?', Collection),
    hasCodes: false,
    examples: [
      { title: 'Of one product', input: { title: 'Shelter', productIds: [tent] } },
      {
        title: 'Of all products with a tag',
        input: { title: 'Summer', tags: ['summer'], sortOrder: 'CREATED_DESC' },
      },
    ],
  }),
  update: mutation({
    title: 'Update a collection',
    description:
      'Sets the given fields of a collection and leaves the others. `add` and `remove` change the products that one of its sources selects by hand; conditions stay as they are.',
    effect: 'idempotent',
    scopes,
    root: 'collectionUpdate',
    takes: { collection: 'CollectionUpdateInput!' },
    input: Type.Object({
      id,
      title: Type.Optional(title),
      ...fields,
      sourceId: Type.Optional(
        Type.String({
          pattern: '^gid://shopify/\\w+/[0-9]+$',
          description: 'Which of its sources `add` and `remove` change; collections.get names them.',
        }),
      ),
      add: products('Products that the source selects from now on. Needs `sourceId`.'),
      remove: products('Products that the source no longer selects. Needs `sourceId`.'),
    }),
    places: { ...places, sources: 'sourcesToUpdate' },
    prepare: ({ sourceId, add, remove, ...input }) => {
      const inclusion = {
        selectionsToAdd: add?.map((productId) => ({ productId })),
        selectionsToRemove: remove?.map((productId) => ({ productId })),
      }
      return {
        ...input,
        ...(sourceId === undefined ? {} : { sources: [{ condition: { id: sourceId, inclusion } }] }),
      }
    },
    answer: record({ jobId, collection: at('collection?', Collection) }),
    hasCodes: false,
    examples: [
      { title: 'Another title', input: { id: sale, title: 'Sale' } },
      {
        title: 'One product more',
        input: { id: sale, sourceId: 'gid://shopify/CollectionConditionsSource/8700000001001', add: [tent] },
      },
    ],
  }),
  delete: mutation({
    title: 'Delete a collection',
    description: 'Deletes a collection for good. Its products stay.',
    effect: 'destructive',
    scopes,
    root: 'collectionDelete',
    takes: { input: 'CollectionDeleteInput!' },
    input: Type.Object({ id }),
    answer: record({ id: at('deletedCollectionId?', Type.String()) }),
    hasCodes: false,
    examples: [{ title: 'By id', input: { id: sale } }],
  }),
  reorder: mutation({
    title: 'Reorder a collection',
    description:
      'Moves products of a collection that is sorted MANUAL to new positions, counted from 0, one after the other. Shopify does it in the background.',
    effect: 'idempotent',
    scopes,
    root: 'collectionReorderProducts',
    takes: { id: 'ID!', moves: '[MoveInput!]!' },
    input: Type.Object({
      id,
      moves: Type.Array(Type.Object({ productId: gid('Product'), position: Type.Integer({ minimum: 0 }) }), {
        minItems: 1,
        maxItems: 250,
        description: 'Which product goes where.',
      }),
    }),
    prepare: ({ moves, ...input }) => ({
      ...input,
      moves: moves.map(({ productId, position }) => ({ id: productId, newPosition: String(position) })),
    }),
    answer: record({ jobId }),
    examples: [
      {
        title: 'The tent first',
        input: { id: 'gid://shopify/Collection/8700000001002', moves: [{ productId: tent, position: 0 }] },
      },
    ],
  }),
})
