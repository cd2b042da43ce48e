import { Type } from '@patchbay/contract'
import { ownLanguage, text } from '../building/filters.ts'
import { group } from '../building/group.ts'
import { mutation } from '../building/mutation.ts'
import { search } from '../building/search.ts'
import { gid, oneOf } from '../fields.ts'
import { Menu } from '../records/content.ts'
import { at } from '../shape/record.ts'

const types = [
  'ARTICLE',
  'BLOG',
  'CATALOG',
  'COLLECTION',
  'COLLECTIONS',
  'CUSTOMER_ACCOUNT_PAGE',
  'FRONTPAGE',
  'HTTP',
  'METAOBJECT',
  'PAGE',
  'PRODUCT',
  'SEARCH',
  'SHOP_POLICY',
] as const

const item = {
  id: Type.Optional(gid('MenuItem', 'Of an item that stays. Without, a new one is made.')),
  title: Type.String({ minLength: 1, maxLength: 255, description: 'What visitors see.' }),
  type: oneOf(types, 'What it leads to.'),
  url: Type.Optional(Type.String({ maxLength: 2_048, description: 'For HTTP: where it leads.' })),
  resourceId: Type.Optional(
    Type.String({ pattern: '^gid://shopify/[A-Za-z]+/[0-9]+$', description: 'For what has an id.' }),
  ),
}
const below = (properties: object, description: string) =>
  Type.Optional(Type.Array(Type.Object(properties as typeof item), { maxItems: 250, description }))

const third = below(item, 'Items below it, the lowest there can be.')
const second = below({ ...item, items: third }, 'Items below it.')

export const menus = group('menus', {
  list: search({
    title: 'List menus',
    description: 'The menus of the online store with their items, a page at a time.',
    scopes: ['read_online_store_navigation'],
    connection: 'menus',
    item: Menu,
    filters: { text: text('Words of the title.'), query: ownLanguage('menus', 'title:Main') },
    sorting: { type: 'MenuSortKeys', keys: ['ID', 'TITLE', 'UPDATED_AT'], by: 'ID', reverse: false },
    limit: { default: 20, maximum: 100 },
    examples: [{ title: 'All', input: {} }],
  }),
  update: mutation({
    title: 'Update a menu',
    description:
      'Makes a menu what is given. Items are replaced as a whole: those that are not listed are gone, so read the menu first.',
    effect: 'destructive',
    scopes: ['write_online_store_navigation'],
    root: 'menuUpdate',
    takes: { id: 'ID!', title: 'String!', handle: 'String', items: '[MenuItemUpdateInput!]!' },
    input: Type.Object({
      id: gid('Menu'),
      title: Type.String({ minLength: 1, maxLength: 255, description: 'What the staff sees.' }),
      handle: Type.Optional(Type.String({ maxLength: 255, description: 'By which a theme names it.' })),
      items: Type.Array(Type.Object({ ...item, items: second }), {
        maxItems: 250,
        description: 'All of its items.',
      }),
    }),
    answer: at('menu?', Menu),
    examples: [
      {
        title: 'Two items',
        input: {
          id: 'gid://shopify/Menu/1450000001001',
          title: 'Main menu',
          items: [
            { title: 'Home', type: 'FRONTPAGE' },
            { title: 'Tents', type: 'COLLECTION', resourceId: 'gid://shopify/Collection/8700000001002' },
          ],
        },
      },
    ],
  }),
})
