import { defineOperation, Type } from '@patchbay/contract'
import { askRecord } from '../admin/ask.ts'
import { changesOf } from '../admin/changes.ts'
import { oneOf } from '../admin/one-of.ts'
import { accountId, beta, betaPath, propertyField } from '../admin/places.ts'
import { exampleProperty, industries, Property } from '../admin/property-record.ts'
import { editing } from '../scopes.ts'
import { vendor } from '../vendor.ts'

const displayName = Type.String({ minLength: 1, maxLength: 100, description: 'Name of the property.' })
const timeZone = Type.String({
  minLength: 1,
  maxLength: 64,
  description: 'IANA zone in which its days begin. A change holds for what comes in from then on.',
  examples: ['Europe/Berlin'],
})
const currencyCode = Type.String({
  pattern: '^[A-Z]{3}$',
  description: 'Currency of its reports (ISO 4217).',
  examples: ['EUR'],
})
const industryCategory = oneOf(industries, 'Industry that the property belongs to.')

const invalidates = ['properties', 'accounts']

export const create = defineOperation(vendor, {
  title: 'Create a property',
  description:
    'Makes an ordinary property in an account. It collects nothing until it has a data stream: data-streams.create. Calling it twice makes two properties.',
  effect: 'write',
  scopes: editing,
  input: Type.Object({
    account: accountId('Numeric id of the account that it is made in.'),
    displayName,
    timeZone,
    currencyCode: Type.Optional(
      Type.String({ ...currencyCode, description: 'Currency of its reports (ISO 4217). Default: USD.' }),
    ),
    industryCategory: Type.Optional(industryCategory),
  }),
  output: Property.output,
  invalidates,
  examples: [
    {
      title: 'A property for a new shop',
      input: {
        account: '1000000001',
        displayName: 'Fernhill Seeds',
        timeZone: 'Europe/Berlin',
        currencyCode: 'EUR',
        industryCategory: 'SHOPPING',
      },
      output: {
        ...exampleProperty,
        property: '990000001',
        displayName: 'Fernhill Seeds',
        timeZone: 'Europe/Berlin',
        currencyCode: 'EUR',
        industryCategory: 'SHOPPING',
        createTime: '2026-11-22T17:00:00.000Z',
        updateTime: '2026-11-22T17:00:00.000Z',
      },
    },
  ],
  run: ({ http, input: { account, ...property } }) =>
    askRecord(
      { http },
      { method: 'POST', path: `${beta}/properties`, json: { parent: `accounts/${account}`, ...property } },
      Property,
    ),
})

export const update = defineOperation(vendor, {
  title: 'Update a property',
  description:
    'Changes name, time zone, currency or industry of a property: only what is given. A new time zone can leave a gap or a doubled hour in the data of the day, and a new currency holds for what comes in from then on.',
  effect: 'idempotent',
  scopes: editing,
  input: Type.Object({
    ...propertyField,
    displayName: Type.Optional(displayName),
    timeZone: Type.Optional(timeZone),
    currencyCode: Type.Optional(currencyCode),
    industryCategory: Type.Optional(industryCategory),
  }),
  output: Property.output,
  invalidates,
  examples: [
    {
      title: 'A new name',
      input: { property: '311111111', displayName: 'Fernhill Garden Shop' },
      output: {
        ...exampleProperty,
        displayName: 'Fernhill Garden Shop',
        updateTime: '2026-11-22T17:00:00.000Z',
      },
    },
  ],
  run(context) {
    const { displayName, timeZone, currencyCode, industryCategory } = context.input
    const changes = changesOf({ displayName, timeZone, currencyCode, industryCategory })
    return askRecord(context, { method: 'PATCH', path: betaPath(context), ...changes }, Property)
  },
})

export const remove = defineOperation(vendor, {
  title: 'Move a property to the trash',
  description:
    'Moves a property to the trash: it collects nothing from then on, and after 35 days it is deleted with all its data. Until then a person can restore it in the pages of Google Analytics; no API can. The property must be named, whatever is configured for the connection.',
  effect: 'destructive',
  scopes: editing,
  input: Type.Object({
    property: Type.String({
      pattern: '^[0-9]{1,20}$',
      description: 'Numeric id of the property, as accounts.summaries gives it.',
    }),
  }),
  output: Property.output,
  invalidates,
  examples: [
    {
      title: 'One that is not needed',
      input: { property: '344444444' },
      output: {
        ...exampleProperty,
        property: '344444444',
        displayName: 'Fernhill New',
        industryCategory: null,
        updateTime: '2026-11-22T17:00:00.000Z',
        deleteTime: '2026-11-22T17:00:00.000Z',
        expireTime: '2026-12-27T17:00:00.000Z',
      },
    },
  ],
  run: (context) => askRecord(context, { method: 'DELETE', path: betaPath(context) }, Property),
})
