import { randomFrom, type Random } from '../random.ts'
import { addVariants, type Catalogue, type Variety } from './variants.ts'
import { gidOf, iso, type Row } from '../state.ts'

const vendors = ['Alderbrook', 'Cairn & Co', 'Fjordline', 'Halden Works', 'Nordlicht', 'Pinewhistle'] as const
const lines = [
  'Summit',
  'Ridge',
  'Harbor',
  'Meadow',
  'Glacier',
  'Canyon',
  'Willow',
  'Drift',
  'Ember',
  'Falcon',
  'Tundra',
  'Lantern',
] as const
const materials = [
  'recycled nylon',
  'waxed cotton',
  'merino wool',
  'ripstop polyester',
  'stainless steel',
] as const
const seasons = ['spring', 'summer', 'autumn', 'winter'] as const

interface Kind extends Variety {
  readonly name: string
  /** Of the cheapest, in cents; others cost up to twice as much. */
  readonly from: number
}

const kinds: readonly Kind[] = [
  { name: 'Tent', from: 24_900 },
  { name: 'Backpack', from: 8_900, colors: ['Moss', 'Slate'] },
  { name: 'Jacket', from: 14_900, colors: ['Rust', 'Ink'], sizes: ['S', 'M', 'L'] },
  { name: 'Boots', from: 12_900, sizes: ['39', '41', '43', '45'] },
  { name: 'Sleeping Bag', from: 9_900 },
  { name: 'Stove', from: 5_900 },
  { name: 'Lamp', from: 2_900 },
  { name: 'Bottle', from: 1_900, colors: ['Moss', 'Slate', 'Rust'] },
  { name: 'Hat', from: 2_400, colors: ['Ink', 'Sand'] },
  { name: 'Gloves', from: 3_400, sizes: ['S', 'M', 'L'] },
]

const opening = Date.UTC(2026, 0, 5, 8)
const hour = 3_600_000

/** 120 products: every line in every kind. Every variant is stocked at each of the given locations. */
export function seedProducts(locations: readonly Row[]): Catalogue {
  const random = randomFrom(20_261_001)
  const catalogue: Catalogue = { products: [], variants: [], inventoryItems: [] }
  for (const line of lines) for (const kind of kinds) addProduct(catalogue, line, kind, locations, random)
  return catalogue
}

function addProduct(
  catalogue: Catalogue,
  line: string,
  kind: Kind,
  locations: readonly Row[],
  random: Random,
): void {
  const index = catalogue.products.length
  const title = `${line} ${kind.name}`
  const handle = title.toLowerCase().replaceAll(' ', '-')
  const status = index % 13 === 5 ? 'DRAFT' : index % 17 === 16 ? 'ARCHIVED' : 'ACTIVE'
  const createdAt = opening + index * 37 * hour
  const cents = kind.from + random.integer(Math.round(kind.from / 100)) * 100
  const description = `The ${title} is made of ${random.pick(materials)}.`
  const product: Row = {
    __typename: 'Product',
    id: gidOf('Product', 8_100_000_001_001 + index),
    title,
    handle,
    status,
    vendor: vendors[(index + Math.floor(index / 10)) % vendors.length],
    productType: kind.name,
    tags: [
      ...new Set(['outdoor', random.pick(seasons), ...(random.integer(4) === 0 ? ['sale'] : [])]),
    ].sort(),
    descriptionHtml: `<p>${description}</p>`,
    description,
    createdAt: iso(createdAt),
    updatedAt: iso(createdAt + (100 + random.integer(1_500)) * hour),
    publishedAt: status === 'ACTIVE' ? iso(createdAt + 2 * hour) : null,
    onlineStoreUrl: status === 'ACTIVE' ? `https://fernweh-outdoor.example/products/${handle}` : null,
    category: {
      __typename: 'TaxonomyCategory',
      id: 'gid://shopify/TaxonomyCategory/sg-4',
      fullName: `Sporting Goods > Outdoor Recreation > ${kind.name}s`,
      name: `${kind.name}s`,
    },
    seo: { title: null, description: null },
    isGiftCard: false,
    tracksInventory: true,
  }
  const image = {
    __typename: 'MediaImage',
    id: gidOf('MediaImage', 3_100_000_001_001 + index),
    alt: title,
    mediaContentType: 'IMAGE',
    status: 'READY',
    preview: {
      image: {
        url: `https://cdn.example/fernweh-outdoor/${handle}.jpg`,
        altText: title,
        width: 1_200,
        height: 1_200,
      },
    },
  }
  product['featuredMedia'] = image
  product['media'] = [image]
  addVariants(catalogue, product, kind, cents, locations, random)
  catalogue.products.push(product)
}
