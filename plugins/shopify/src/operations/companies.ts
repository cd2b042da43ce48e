import { Type } from '@patchbay/contract'
import { from, ownLanguage, text } from '../building/filters.ts'
import { group } from '../building/group.ts'
import { search } from '../building/search.ts'
import { NullableText, Timestamp } from '../fields.ts'
import { money } from '../shape/money.ts'
import { at, record } from '../shape/record.ts'

const Company = record({
  id: Type.String(),
  name: Type.String(),
  externalId: NullableText,
  note: NullableText,
  customerSince: Timestamp,
  mainContactId: at('mainContact?.id', Type.String()),
  locations: at('locationsCount?.count', Type.Integer()),
  contacts: at('contactsCount?.count', Type.Integer()),
  totalSpent: money('What all its locations have bought.'),
  createdAt: Timestamp,
  updatedAt: Timestamp,
})

export const companies = group('companies', {
  list: search({
    title: 'List companies',
    description: 'Companies that buy on terms of their own, a page at a time. Only shops with B2B have any.',
    scopes: ['read_companies'],
    connection: 'companies',
    item: Company,
    filters: {
      text: text('Words of the name.'),
      updatedSince: from('updated_at', 'Only those changed then or later.'),
      query: ownLanguage('companies', 'external_id:4711'),
    },
    sorting: {
      type: 'CompanySortKeys',
      keys: ['CREATED_AT', 'ID', 'NAME', 'ORDER_COUNT', 'TOTAL_SPENT', 'UPDATED_AT'],
      by: 'NAME',
      reverse: false,
    },
    limit: { default: 25, maximum: 100 },
    examples: [{ title: 'All', input: {} }],
  }),
})
