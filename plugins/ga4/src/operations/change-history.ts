import { defineOperation, Type } from '@patchbay/contract'
import { listed, pageFields } from '../admin/ask.ts'
import { flag, moment, optionalText, text, type Field } from '../admin/field.ts'
import { oneOf } from '../admin/one-of.ts'
import { accountId, beta } from '../admin/places.ts'
import { list, record } from '../admin/record.ts'
import { editing } from '../scopes.ts'
import { vendor } from '../vendor.ts'

const secretFields = new Set(['secretValue'])

/** Google shows what was changed as a whole, secrets of the Measurement Protocol with their values: those stop here. */
function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !secretFields.has(name))
      .map(([name, inner]) => [name, withoutSecrets(inner)]),
  )
}

const snapshot = (description: string, from: string): Field<unknown> => ({
  wire: Type.Unknown(),
  output: Type.Unknown({ description }),
  from,
  read: (value) => withoutSecrets(value ?? null),
})

const Change = record({
  resource: text('What was changed, as a resource name.'),
  action: text('CREATED, UPDATED or DELETED.'),
  before: snapshot(
    'What it was, under the name of its kind, as Google has it; null where it was made by this.',
    'resourceBeforeChange',
  ),
  after: snapshot(
    'What it became, in the same form; null where it was deleted by this.',
    'resourceAfterChange',
  ),
})

const Event = record({
  id: text('Id of the event.'),
  changeTime: moment('When it happened.'),
  actorType: text('USER, SYSTEM or SUPPORT (people of Google).'),
  userActorEmail: optionalText('E-mail address of the user; null for others.'),
  changesFiltered: flag('Whether there were more changes, which the filters of the call left out.'),
  changes: list(Change, 'What changed.'),
})

const Events = listed('changeHistoryEvents', Event)

const kinds = ['ACCOUNT', 'PROPERTY', 'FIREBASE_LINK', 'GOOGLE_ADS_LINK', 'GOOGLE_SIGNALS_SETTINGS'].concat(
  'CONVERSION_EVENT',
  'MEASUREMENT_PROTOCOL_SECRET',
  'CUSTOM_DIMENSION',
  'CUSTOM_METRIC',
  'DATA_RETENTION_SETTINGS',
  'DISPLAY_VIDEO_360_ADVERTISER_LINK',
  'DISPLAY_VIDEO_360_ADVERTISER_LINK_PROPOSAL',
  'DATA_STREAM',
  'ATTRIBUTION_SETTINGS',
)

export const search = defineOperation(vendor, {
  title: 'Search the change history',
  description:
    'Who changed which setting of an account or its properties, and when, newest first, a page at a time; Google keeps two years. It reads, yet Google asks for the scope that allows changes. Values of secrets are left out.',
  effect: 'read',
  scopes: editing,
  input: Type.Object({
    account: accountId(),
    property: Type.Optional(
      Type.String({
        pattern: '^[0-9]{1,20}$',
        description: 'Only changes of this property. Default: all of the account, whatever is configured.',
      }),
    ),
    resourceTypes: Type.Optional(
      Type.Array(oneOf(kinds, 'A kind of thing.'), {
        minItems: 1,
        maxItems: kinds.length,
        description: 'Only changes of these kinds of things.',
      }),
    ),
    actions: Type.Optional(
      Type.Array(oneOf(['CREATED', 'UPDATED', 'DELETED'], 'What was done.'), {
        minItems: 1,
        maxItems: 3,
        description: 'Only changes that did this.',
      }),
    ),
    actorEmails: Type.Optional(
      Type.Array(Type.String({ minLength: 3, maxLength: 320, description: 'An e-mail address.' }), {
        minItems: 1,
        maxItems: 100,
        description: 'Only changes by these people.',
      }),
    ),
    earliest: Type.Optional(
      Type.String({ format: 'date-time', description: 'Only changes at or after this moment (ISO 8601).' }),
    ),
    latest: Type.Optional(
      Type.String({ format: 'date-time', description: 'Only changes at or before this moment (ISO 8601).' }),
    ),
    ...pageFields,
  }),
  output: Events.output,
  examples: [
    {
      title: 'Who touched custom dimensions',
      input: { account: '1000000001', resourceTypes: ['CUSTOM_DIMENSION'], pageSize: 1 },
      output: {
        items: [
          {
            id: '9300000003',
            changeTime: '2026-11-10T09:00:00.000Z',
            actorType: 'USER',
            userActorEmail: 'ada@fernhill.example',
            changesFiltered: false,
            changes: [
              {
                resource: 'properties/311111111/customDimensions/6000000001',
                action: 'CREATED',
                before: null,
                after: {},
              },
            ],
          },
        ],
      },
    },
  ],
  run(context) {
    const { account, property, resourceTypes, actions, actorEmails, earliest, latest } = context.input
    return Events.ask(context, {
      method: 'POST',
      path: `${beta}/accounts/${account}:searchChangeHistoryEvents`,
      json: {
        property: property === undefined ? undefined : `properties/${property}`,
        resourceType: resourceTypes,
        action: actions,
        actorEmail: actorEmails,
        earliestChangeTime: earliest,
        latestChangeTime: latest,
      },
    })
  },
})
