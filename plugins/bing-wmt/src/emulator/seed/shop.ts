import { chance } from './chance.ts'

/** A search query that leads to a page of a site. */
export interface Demand {
  readonly query: string
  readonly path: string
  /** Mean impressions a day. */
  readonly perDay: number
  /** Mean position in results. */
  readonly position: number
  /** Bing counts more clicks than impressions for it. */
  readonly isOvercounted?: boolean
}

const products = [
  'raised bed',
  'compost bin',
  'watering can',
  'cold frame',
  'garden fork',
  'seed tray',
  'water butt',
  'pruning shears',
  'bird feeder',
  'potting bench',
  'leaf rake',
]

/** How people ask for a product, and which pages Bing shows them, the first one more often. */
const intents = [
  { ask: (product: string) => product, sections: ['shop', 'reviews'] },
  { ask: (product: string) => `buy ${product}`, sections: ['shop'] },
  { ask: (product: string) => `how to use a ${product}`, sections: ['guides'] },
  { ask: (product: string) => `best ${product}`, sections: ['reviews', 'shop'] },
  { ask: (product: string) => `cheap ${product}`, sections: ['shop'] },
]

const brand = [
  { query: 'fernhill', path: '/' },
  { query: 'fernhill garden shop', path: '/' },
  { query: 'about fernhill', path: '/about/' },
  { query: 'fernhill delivery', path: '/delivery/' },
  { query: 'fernhill contact', path: '/contact/' },
]

const slug = (product: string) => product.replaceAll(' ', '-')

/** Few queries bring most of the traffic, many bring little. */
const longTail = (rank: number) => 400 / (rank + 1) ** 1.4

/**
 * 60 queries: those for products in an order that is as good as random, those for the brand among the first.
 */
export const shopDemand: readonly Demand[] = [
  ...brand.map(({ query, path }, rank) => ({ query, path, perDay: longTail(rank * 3), position: 1 })),
  ...products
    .flatMap((product) => intents.map(({ ask, sections }) => ({ query: ask(product), product, sections })))
    .slice(0, 54)
    .toSorted((a, b) => chance(a.query) - chance(b.query))
    .flatMap(({ query, product, sections }, rank) =>
      sections.map((section, index) => ({
        query,
        path: `/${section}/${slug(product)}/`,
        perDay: longTail(rank + 1) / (index + 1),
        position: 2 + Math.floor(chance(query, section) * 18) + index * 3,
      })),
    ),
  { query: 'fernhill returns address', path: '/returns/', perDay: 0, position: 1, isOvercounted: true },
]

/** 40 pages. The last two bring no traffic. */
export const shopPaths: readonly string[] = [
  '/',
  '/about/',
  '/delivery/',
  '/contact/',
  '/returns/',
  ...['shop', 'guides', 'reviews'].flatMap((section) =>
    products.map((product) => `/${section}/${slug(product)}/`),
  ),
  '/new-in/',
  '/old-catalogue/',
]

export const blogDemand: readonly Demand[] = products.flatMap((product, rank) => [
  {
    query: `how to use a ${product}`,
    path: `/${slug(product)}/`,
    perDay: longTail(rank) / 8,
    position: 4 + (rank % 9),
  },
  {
    query: `${product} ideas`,
    path: `/${slug(product)}/`,
    perDay: longTail(rank) / 16,
    position: 6 + (rank % 14),
  },
])

export const blogPaths: readonly string[] = ['/', ...products.map((product) => `/${slug(product)}/`)]
