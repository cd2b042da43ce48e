import { defineOperation, Type } from '@patchbay/contract'
import { listed } from '../admin/ask.ts'
import { settingsCache } from '../admin/cache.ts'
import { flag, id, text } from '../admin/field.ts'
import { beta } from '../admin/places.ts'
import { list, record, type AdminRecord } from '../admin/record.ts'
import { reading } from '../scopes.ts'
import { vendor } from '../vendor.ts'

const PropertySummary = record({
  property: id('Numeric id of the property, which all other operations take.', 'property'),
  displayName: text('Its name.'),
  propertyType: text('PROPERTY_TYPE_ORDINARY, PROPERTY_TYPE_SUBPROPERTY or PROPERTY_TYPE_ROLLUP.'),
  parent: text('What it belongs to: `accounts/` or `properties/` with an id.'),
  canEdit: flag('Whether the connection’s account may change it.'),
})

const Summary = record({
  account: id('Numeric id of the account.', 'account'),
  displayName: text('Its name.'),
  properties: { ...list(PropertySummary, 'Its properties.'), from: 'propertySummaries' },
})

const Summaries = listed('accountSummaries', Summary)

/** The most pages of 200 accounts that one call reads. */
const mostPages = 25

const fernhill = (property: string, displayName: string) => ({
  property,
  displayName,
  propertyType: 'PROPERTY_TYPE_ORDINARY',
  parent: 'accounts/1000000001',
  canEdit: true,
})

type ValueOf<R> = R extends AdminRecord<infer Value> ? Value : never

export const summaries = defineOperation(vendor, {
  title: 'List accounts and properties',
  description:
    'All Google Analytics accounts that the connection may see, with their properties. Start here: every other operation wants the numeric id of a property. All pages are read; with more than 5,000 accounts the answer is partial, and `meta.next` continues it.',
  effect: 'read',
  scopes: reading,
  input: Type.Object({
    cursor: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 4_096,
        description: 'Continues a partial answer: its `meta.next`.',
      }),
    ),
  }),
  output: Summaries.output,
  cache: { ...settingsCache, tags: ['accounts', 'properties'] },
  examples: [
    {
      title: 'Everything',
      input: {},
      output: {
        items: [
          {
            account: '1000000001',
            displayName: 'Fernhill',
            properties: [
              fernhill('311111111', 'Fernhill Garden'),
              fernhill('322222222', 'Fernhill Journal'),
              fernhill('333333333', 'Fernhill Labs'),
              fernhill('344444444', 'Fernhill New'),
              fernhill('355555555', 'Fernhill Sampled'),
            ],
          },
          {
            account: '1000000002',
            displayName: 'Marsh & Partners',
            properties: [
              {
                property: '366666666',
                displayName: 'Marsh Shop',
                propertyType: 'PROPERTY_TYPE_ORDINARY',
                parent: 'accounts/1000000002',
                canEdit: false,
              },
            ],
          },
        ],
      },
    },
  ],
  async run({ http, input, report }) {
    const items: Array<ValueOf<typeof Summary>> = []
    let cursor = input.cursor
    for (let page = 0; page < mostPages; page += 1) {
      let next: string | undefined
      const answer = await Summaries.ask(
        {
          http,
          report: { ...report, next: (value) => void (next = value) },
          input: { pageSize: 200, ...(cursor === undefined ? {} : { cursor }) },
        },
        { path: `${beta}/accountSummaries` },
      )
      items.push(...answer.items)
      cursor = next
      if (cursor === undefined) return { items }
    }
    report.next(cursor)
    report.partial()
    report.warning({
      code: 'more_accounts',
      message: `There are more than these ${items.length} accounts: continue with \`meta.next\` as \`cursor\`.`,
      path: '/items',
    })
    return { items }
  },
})
