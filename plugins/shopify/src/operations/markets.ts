import { Type } from '@patchbay/contract'
import { ownLanguage, text, word } from '../building/filters.ts'
import { group } from '../building/group.ts'
import { search } from '../building/search.ts'
import { at, record } from '../shape/record.ts'

const Market = record({
  id: Type.String(),
  name: Type.String(),
  handle: Type.String(),
  status: Type.String({ description: 'ACTIVE or DRAFT.' }),
  type: Type.String({
    description: 'By what it is told apart: REGION, LOCATION, COMPANY_LOCATION, CHANNEL or NONE.',
  }),
  currency: at('currencySettings?.baseCurrency.currencyCode', Type.String({ description: 'ISO 4217 code.' })),
})

export const markets = group('markets', {
  list: search({
    title: 'List markets',
    description:
      'The groups of buyers to whom the shop sells on terms of their own, such as a country, a page at a time.',
    scopes: ['read_markets'],
    connection: 'markets',
    item: Market,
    filters: {
      text: text('Words of the name.'),
      status: word('status', ['ACTIVE', 'DRAFT'], 'Whether it is in use.'),
      query: ownLanguage('markets', 'market_type:REGION'),
    },
    sorting: {
      type: 'MarketsSortKeys',
      keys: ['CREATED_AT', 'ID', 'MARKET_TYPE', 'NAME', 'STATUS', 'UPDATED_AT'],
      by: 'NAME',
      reverse: false,
    },
    examples: [{ title: 'In use', input: { status: 'ACTIVE' } }],
  }),
})
