import { Type } from '@patchbay/contract'
import { group } from '../building/group.ts'
import { mutation } from '../building/mutation.ts'
import { search } from '../building/search.ts'
import { gid, since } from '../fields.ts'
import { at, record } from '../shape/record.ts'

const scopes = ['write_publications']
const tent = 'gid://shopify/Product/8100000001001'
const online = 'gid://shopify/Publication/1100000001001'

const Publication = record({
  id: Type.String(),
  title: at('catalog?.title', Type.String({ description: 'Of the catalogue that it shows.' })),
  autoPublish: Type.Boolean({ description: 'Whether new products appear there by themselves.' }),
  supportsFuturePublishing: Type.Boolean(),
})

const Published = record({
  publications: at(
    'resourcePublicationsCount?.count',
    Type.Integer({ description: 'In how many places it is shown, or will be.' }),
  ),
  available: at(
    'availablePublicationsCount?.count',
    Type.Integer({ description: 'In how many it is shown now.' }),
  ),
})

const id = gid('(Product|Collection)', 'Global id of a product or a collection.')

export const publications = group('publications', {
  list: search({
    title: 'List publications',
    description: 'The places where the shop shows products, such as its online store, a page at a time.',
    scopes: ['read_publications'],
    connection: 'publications',
    item: Publication,
    examples: [{ title: 'All', input: {} }],
  }),
  publish: mutation({
    title: 'Publish',
    description:
      'Shows a product or collection in publications, now or later. What is new is hidden until then.',
    effect: 'idempotent',
    scopes,
    root: 'publishablePublish',
    takes: { id: 'ID!', input: '[PublicationInput!]!' },
    input: Type.Object({
      id,
      publications: Type.Array(
        Type.Object({
          publicationId: gid('Publication', 'Where it is shown.'),
          publishDate: Type.Optional(since('From when on. Default: now.')),
        }),
        { minItems: 1, maxItems: 100, description: 'Where it is shown.' },
      ),
    }),
    places: { publications: '$input' },
    answer: at('publishable?', Published),
    hasCodes: false,
    invalidates: ['publications', 'products', 'collections'],
    examples: [
      { title: 'In the online store', input: { id: tent, publications: [{ publicationId: online }] } },
    ],
  }),
  unpublish: mutation({
    title: 'Unpublish',
    description: 'Hides a product or collection from publications.',
    effect: 'idempotent',
    scopes,
    root: 'publishableUnpublish',
    takes: { id: 'ID!', input: '[PublicationInput!]!' },
    input: Type.Object({
      id,
      publicationIds: Type.Array(gid('Publication'), {
        minItems: 1,
        maxItems: 100,
        description: 'Where it is no longer shown.',
      }),
    }),
    places: { publicationIds: '$input' },
    prepare: ({ publicationIds, ...input }) => ({
      ...input,
      publicationIds: publicationIds.map((publicationId) => ({ publicationId })),
    }),
    answer: at('publishable?', Published),
    hasCodes: false,
    invalidates: ['publications', 'products', 'collections'],
    examples: [{ title: 'From the online store', input: { id: tent, publicationIds: [online] } }],
  }),
})
