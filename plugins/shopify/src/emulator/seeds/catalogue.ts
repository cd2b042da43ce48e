import { rowsOf, type Row, type ShopState } from '../state.ts'
import type { Seed } from './seed.ts'

/** Collections and metafields. */
export const catalogueSeeds: readonly Seed[] = [
  {
    type: 'Collection',
    after: 8_700_000_001_000,
    rows: [
      { title: 'Sale', handle: 'sale', sortOrder: 'BEST_SELLING', kind: 'tag:sale' },
      { title: 'Tents', handle: 'tents', sortOrder: 'MANUAL', kind: 'type:Tent' },
    ],
  },
  {
    type: 'ProductSetOperation',
    after: 3_950_000_001_000,
    rows: [{ status: 'COMPLETE', product: { id: 'gid://shopify/Product/8100000001001' }, userErrors: [] }],
  },
  {
    type: 'MetafieldDefinition',
    after: 6_100_000_001_000,
    rows: [
      {
        namespace: 'custom',
        key: 'care',
        name: 'Care',
        description: 'How to clean it.',
        ownerType: 'PRODUCT',
        type: { name: 'single_line_text_field', category: 'TEXT' },
        validations: [],
        pinnedPosition: 1,
      },
    ],
  },
  {
    type: 'Metafield',
    after: 6_300_000_001_000,
    rows: [
      {
        namespace: 'custom',
        key: 'care',
        type: 'single_line_text_field',
        value: 'Air dry only',
        jsonValue: 'Air dry only',
        ownerType: 'PRODUCT',
        ownerId: 'gid://shopify/Product/8100000001001',
        compareDigest: 'seed-1',
      },
    ],
  },
]

/** Puts the products into the collections that they belong to. */
export function fillCollections(state: ShopState): void {
  for (const collection of rowsOf(state, 'Collection')) fillCollection(collection, rowsOf(state, 'Product'))
}

function fillCollection(collection: Row, products: readonly Row[]): void {
  const [field, value] = String(collection['kind']).split(':')
  collection['products'] = products.filter((product) =>
    field === 'tag'
      ? (product['tags'] as string[]).includes(String(value))
      : product['productType'] === value,
  )
  collection['sources'] = [
    {
      __typename: 'CollectionConditionsSource',
      id: collection.id.replace('/Collection/', '/CollectionConditionsSource/'),
      title: collection['title'],
    },
  ]
}
