import { Type } from '@patchbay/contract'
import { group } from '../building/group.ts'
import { mutation } from '../building/mutation.ts'
import { search } from '../building/search.ts'
import { Metafield } from '../records/metafield.ts'
import { list } from '../shape/lists.ts'
import { definePart } from '../shape/part.ts'
import { at, record } from '../shape/record.ts'

const owners = [
  'Article',
  'Blog',
  'Collection',
  'Company',
  'CompanyLocation',
  'Customer',
  'DraftOrder',
  'Location',
  'Market',
  'Order',
  'Page',
  'Product',
  'ProductVariant',
  'Shop',
] as const

const ownerId = Type.String({
  pattern: `^gid://shopify/(${owners.join('|')})/[0-9]+$`,
  description: 'Global id of what has the metafield.',
})
const namespace = Type.String({
  minLength: 3,
  maxLength: 255,
  description: 'Keeps keys of different apps apart, such as custom.',
})
const key = Type.String({ minLength: 2, maxLength: 64, description: 'Its name within the namespace.' })

const tent = 'gid://shopify/Product/8100000001001'
const changed = ['metafields', 'products', 'orders', 'customers']

// A metafield that was not there is answered as null, in its place.
const Deleted = record({ ownerId: Type.String(), namespace: Type.String(), key: Type.String() })
const orNull = definePart({
  ...Deleted,
  output: Type.Union([Deleted.output, Type.Null()]),
  schemaOf: (object) => Type.Union([object, Type.Null()]),
  read: (value, notes) => (value === null ? null : Deleted.read(value, notes)),
})

export const metafields = group('metafields', {
  list: search({
    title: 'List metafields',
    description:
      'Metafields of one product, variant, collection, customer, order, page or other thing. The app needs the read scope of what has them.',
    connection: 'metafields',
    of: { field: 'node', input: 'ownerId', types: [...owners], on: 'HasMetafields' },
    item: Metafield,
    more: {
      namespace: { type: 'String', schema: Type.Optional(namespace) },
      keys: {
        type: '[String!]',
        schema: Type.Optional(
          Type.Array(Type.String({ maxLength: 320 }), {
            maxItems: 250,
            description: 'Only these, each as namespace.key.',
          }),
        ),
      },
    },
    examples: [{ title: 'Of a product', input: { ownerId: tent } }],
  }),
  set: mutation({
    title: 'Set metafields',
    description:
      'Creates or overwrites up to 25 metafields, all or none. With `compareDigest` a value is only overwritten if it is still the one that was read; null there means that it must not exist.',
    effect: 'idempotent',
    root: 'metafieldsSet',
    takes: { metafields: '[MetafieldsSetInput!]!' },
    input: Type.Object({
      metafields: Type.Array(
        Type.Object({
          ownerId,
          namespace,
          key,
          type: Type.Optional(
            Type.String({
              maxLength: 255,
              description: 'Such as single_line_text_field. Not needed where there is a definition.',
            }),
          ),
          value: Type.String({ maxLength: 10_000_000, description: 'As text, whatever the type.' }),
          compareDigest: Type.Optional(
            Type.Union([Type.String({ maxLength: 255 }), Type.Null()], {
              description: 'Of the value that it replaces; null if there must be none.',
            }),
          ),
        }),
        { minItems: 1, maxItems: 25, description: 'The values.' },
      ),
    }),
    answer: record({ items: at('metafields?', list(Metafield)) }),
    invalidates: changed,
    examples: [
      {
        title: 'A new one',
        input: {
          metafields: [
            {
              ownerId: tent,
              namespace: 'custom',
              key: 'season',
              type: 'single_line_text_field',
              value: 'summer',
            },
          ],
        },
      },
    ],
  }),
  delete: mutation({
    title: 'Delete metafields',
    description:
      'Deletes metafields for good. One that is not there is no error: it is null in the answer, in its place.',
    effect: 'destructive',
    root: 'metafieldsDelete',
    takes: { metafields: '[MetafieldIdentifierInput!]!' },
    input: Type.Object({
      metafields: Type.Array(Type.Object({ ownerId, namespace, key }), {
        minItems: 1,
        maxItems: 250,
        description: 'Which ones.',
      }),
    }),
    answer: record({ items: at('deletedMetafields?', list(orNull)) }),
    hasCodes: false,
    invalidates: changed,
    examples: [
      {
        title: 'One that is there, one that is not',
        input: {
          metafields: [
            { ownerId: tent, namespace: 'custom', key: 'care' },
            { ownerId: tent, namespace: 'custom', key: 'absent' },
          ],
        },
      },
    ],
  }),
})
