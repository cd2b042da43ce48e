import { defineOperation, Type } from '@patchbay/contract'
import { askRecord, listed, pageFields } from '../admin/ask.ts'
import { settingsCache } from '../admin/cache.ts'
import { accountId, beta, betaPath, propertyField } from '../admin/places.ts'
import { exampleProperty, Property } from '../admin/property-record.ts'
import { reading } from '../scopes.ts'
import { vendor } from '../vendor.ts'

const Properties = listed('properties', Property)

export const list = defineOperation(vendor, {
  title: 'List properties',
  description:
    'The properties of an account with their time zones, currencies and service levels, a page at a time. Those in the trash are listed only with `showDeleted`.',
  effect: 'read',
  scopes: reading,
  input: Type.Object({
    account: accountId(
      'Numeric id of the account whose properties are listed, as accounts.summaries gives it.',
    ),
    includeDescendants: Type.Optional(
      Type.Boolean({
        default: false,
        description: 'Whether properties below other properties of the account are listed as well.',
      }),
    ),
    showDeleted: Type.Optional(
      Type.Boolean({ default: false, description: 'Whether properties in the trash are listed as well.' }),
    ),
    ...pageFields,
  }),
  output: Properties.output,
  cache: settingsCache,
  examples: [
    {
      title: 'The first one of an account',
      input: { account: '1000000001', pageSize: 1 },
      output: { items: [exampleProperty] },
    },
  ],
  run(context) {
    const { account, includeDescendants = false, showDeleted } = context.input
    const filter = `${includeDescendants ? 'ancestor' : 'parent'}:accounts/${account}`
    return Properties.ask(context, { path: `${beta}/properties`, query: { filter, showDeleted } })
  },
})

export const get = defineOperation(vendor, {
  title: 'Get a property',
  description:
    'One property: name, time zone, currency, industry, service level, and whether it is in the trash.',
  effect: 'read',
  scopes: reading,
  input: Type.Object(propertyField),
  output: Property.output,
  cache: settingsCache,
  examples: [{ title: 'By id', input: { property: '311111111' }, output: exampleProperty }],
  run: (context) => askRecord(context, { path: betaPath(context) }, Property),
})
