import { readTable } from '../../../catalogue/read-table.ts'
import { share } from './chance.ts'

export interface Page {
  readonly path: string
  readonly query: string
  readonly title: string
  readonly group: string
}

// Path, query string, title, content group.
const known = readTable(
  `
/||Fernhill Garden|Home
/shop/||Shop - Fernhill Garden|Shop
/shop/bulbs/||Bulbs - Fernhill Garden|Shop
/shop/bulbs/|?sort=price|Bulbs - Fernhill Garden|Shop
/shop/tools/||Tools - Fernhill Garden|Shop
/shop/seeds/||Seeds - Fernhill Garden|Shop
/guides/||Guides - Fernhill Garden|Guides
/guides/planting-bulbs/||When to plant bulbs|Guides
/guides/compost/||Compost without smell|Guides
/guides/winter-garden/||The garden in winter|Guides
/guides/raised-beds/||How to build raised beds|Guides
/search/|?q=compost+bin|Search - Fernhill Garden|Search
/search/|?q=tulips|Search - Fernhill Garden|Search
/account/||Your account - Fernhill Garden|Account
/about/||About us - Fernhill Garden|About
/contact/||Contact - Fernhill Garden|About
`,
  4,
)

export const firstProductPage = known.length

/** Indices of pages that have a part in every shop. */
export const cartPage = firstProductPage + 40
export const checkoutPage = cartPage + 1
export const thanksPage = cartPage + 2
const firstArticle = cartPage + 3

/** A page by its number. After the known ones and the products there are as many articles as are asked for. */
export function pageOf(index: number, itemName: (item: number) => string): Page {
  const row = known[index]
  if (row !== undefined) {
    const [path = '', query = '', title = '', group = ''] = row
    return { path, query, title, group }
  }
  if (index < cartPage) {
    const item = index - firstProductPage
    const name = itemName(item)
    return {
      path: `/shop/p/${slug(name)}/`,
      query: '',
      title: `${name} - Fernhill Garden`,
      group: 'Products',
    }
  }
  if (index === cartPage)
    return { path: '/cart/', query: '', title: 'Cart - Fernhill Garden', group: 'Checkout' }
  if (index === checkoutPage)
    return { path: '/checkout/', query: '', title: 'Checkout - Fernhill Garden', group: 'Checkout' }
  if (index === thanksPage)
    return { path: '/checkout/thanks/', query: '', title: 'Thank you - Fernhill Garden', group: 'Checkout' }
  const number = index - firstArticle
  return { path: `/journal/${number}/`, query: '', title: `Journal, entry ${number}`, group: 'Journal' }
}

/** A page that somebody looks at: a few often, and of many entries of the journal each one rarely. */
export function somePage(articles: number, kind: number, roll: number): number {
  if (share(kind) < articles / (articles + 60)) return firstArticle + Math.floor(roll ** 1.5 * articles)
  return Math.floor(roll ** 2 * firstProductPage)
}

const slug = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, '-')
