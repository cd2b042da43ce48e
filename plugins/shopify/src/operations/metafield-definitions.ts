import { Type } from '@patchbay/contract'
import { ownLanguage } from '../building/filters.ts'
import { group } from '../building/group.ts'
import { mutation } from '../building/mutation.ts'
import { search } from '../building/search.ts'
import { oneOf } from '../fields.ts'
import { MetafieldDefinition } from '../records/metafield.ts'
import { at, record } from '../shape/record.ts'

const ownerType = oneOf(
  [
    'ARTICLE',
    'BLOG',
    'COLLECTION',
    'COMPANY',
    'COMPANY_LOCATION',
    'CUSTOMER',
    'DRAFTORDER',
    'LOCATION',
    'MARKET',
    'ORDER',
    'PAGE',
    'PRODUCT',
    'PRODUCTVARIANT',
    'SHOP',
  ],
  'What has such metafields.',
)
const namespace = Type.String({ minLength: 3, maxLength: 255, description: 'Such as custom.' })
const key = Type.String({ minLength: 2, maxLength: 64, description: 'Its name within the namespace.' })

export const metafieldDefinitions = group('metafield-definitions', {
  list: search({
    title: 'List metafield definitions',
    description:
      'What kinds of metafields products, orders, customers or other things have. The values are in metafields.list.',
    connection: 'metafieldDefinitions',
    item: MetafieldDefinition,
    more: {
      ownerType: { type: 'MetafieldOwnerType!', schema: ownerType },
      namespace: { type: 'String', schema: Type.Optional(namespace) },
      key: { type: 'String', schema: Type.Optional(key) },
    },
    filters: { query: ownLanguage('metafield definitions', 'type:number_integer') },
    examples: [{ title: 'Of products', input: { ownerType: 'PRODUCT' } }],
  }),
  create: mutation({
    title: 'Create a metafield definition',
    description:
      'Defines metafields of a namespace and key: name and type, and what values must be like. Metafields that are there already must fit.',
    effect: 'write',
    root: 'metafieldDefinitionCreate',
    takes: { definition: 'MetafieldDefinitionInput!' },
    input: Type.Object({
      ownerType,
      namespace: Type.Optional(namespace),
      key,
      name: Type.String({ minLength: 1, maxLength: 255, description: 'What merchants read.' }),
      description: Type.Optional(Type.String({ maxLength: 100, description: 'What it is for.' })),
      type: Type.String({
        minLength: 1,
        maxLength: 255,
        description: 'Such as single_line_text_field, number_integer or list.product_reference.',
      }),
      validations: Type.Optional(
        Type.Array(Type.Object({ name: Type.String(), value: Type.String() }), {
          maxItems: 50,
          description: 'Such as {"name": "max", "value": "10"}.',
        }),
      ),
      pin: Type.Optional(
        Type.Boolean({ default: false, description: 'Whether the admin shows it at once.' }),
      ),
    }),
    answer: at('createdDefinition?', MetafieldDefinition),
    examples: [
      {
        title: 'A number',
        input: {
          ownerType: 'PRODUCT',
          namespace: 'custom',
          key: 'nights',
          name: 'Nights',
          type: 'number_integer',
        },
      },
    ],
  }),
  delete: mutation({
    title: 'Delete a metafield definition',
    description:
      'Deletes a definition for good and, if told so, all metafields of it. Without that the values stay, undefined.',
    effect: 'destructive',
    root: 'metafieldDefinitionDelete',
    takes: { identifier: 'MetafieldDefinitionIdentifierInput!', deleteAllAssociatedMetafields: 'Boolean' },
    input: Type.Object({
      ownerType,
      namespace,
      key,
      deleteAllAssociatedMetafields: Type.Optional(
        Type.Boolean({ default: false, description: 'Whether the values go as well.' }),
      ),
    }),
    answer: record({ id: at('deletedDefinitionId?', Type.String()) }),
    invalidates: ['metafield-definitions', 'metafields'],
    examples: [{ title: 'By its name', input: { ownerType: 'PRODUCT', namespace: 'custom', key: 'care' } }],
  }),
})
