import { defineOperation, Type } from '@patchbay/contract'
import { askRecord, listed, pageFields } from '../admin/ask.ts'
import { settingsCache } from '../admin/cache.ts'
import { asIs, flag, id, moment, optionalText, text, wholeNumber } from '../admin/field.ts'
import { googleForm } from '../admin/filter-form.ts'
import { alphaPath, propertyField, thingId } from '../admin/places.ts'
import { nested, record } from '../admin/record.ts'
import { reading } from '../scopes.ts'
import { vendor } from '../vendor.ts'

const Audience = record({
  id: id('Id of the audience within its property, which audience exports take.'),
  displayName: text('Its name; reports have it as the dimension `audienceName`.'),
  description: text('What it is for.'),
  membershipDurationDays: wholeNumber('For how many days a user stays in it.'),
  adsPersonalizationEnabled: flag('Whether it may be used for personalized advertising.'),
  eventTrigger: nested(
    record({
      eventName: text('Name of the event.'),
      logCondition: text('AUDIENCE_JOINED or AUDIENCE_MEMBERSHIP_RENEWED.'),
    }),
    'An event that is logged when a user joins; null for none.',
  ),
  exclusionDurationMode: optionalText('EXCLUDE_TEMPORARILY or EXCLUDE_PERMANENTLY, where it excludes users.'),
  filterClauses: asIs(`Who is in it, ${googleForm}.`),
  createTime: moment('When it was made.'),
})

const Audiences = listed('audiences', Audience)

const example = {
  id: '2',
  displayName: 'Buyers',
  description: 'Users who have bought something',
  membershipDurationDays: 90,
  adsPersonalizationEnabled: true,
  eventTrigger: { eventName: 'became_buyer', logCondition: 'AUDIENCE_JOINED' },
  exclusionDurationMode: null,
  filterClauses: [
    {
      clauseType: 'INCLUDE',
      simpleFilter: {
        scope: 'AUDIENCE_FILTER_SCOPE_ACROSS_ALL_SESSIONS',
        filterExpression: {
          andGroup: {
            filterExpressions: [
              { orGroup: { filterExpressions: [{ eventFilter: { eventName: 'purchase' } }] } },
            ],
          },
        },
      },
    },
  ],
  createTime: '2023-03-15T09:00:00.000Z',
}

const allUsers = {
  id: '1',
  displayName: 'All Users',
  description: 'All users',
  membershipDurationDays: 30,
  adsPersonalizationEnabled: true,
  eventTrigger: null,
  exclusionDurationMode: null,
  filterClauses: [],
  createTime: '2021-03-04T10:00:00.000Z',
}

export const list = defineOperation(vendor, {
  title: 'List audiences',
  description:
    'The audiences of a property with the conditions under which users belong to them, a page at a time.',
  effect: 'read',
  stability: 'experimental',
  scopes: reading,
  input: Type.Object({ ...propertyField, ...pageFields }),
  output: Audiences.output,
  cache: settingsCache,
  examples: [
    {
      title: 'The first one',
      input: { property: '311111111', pageSize: 1 },
      output: { items: [allUsers] },
    },
  ],
  run: (context) => Audiences.ask(context, { path: alphaPath(context, 'audiences') }),
})

export const get = defineOperation(vendor, {
  title: 'Get an audience',
  description: 'One audience of a property with the conditions under which users belong to it.',
  effect: 'read',
  stability: 'experimental',
  scopes: reading,
  input: Type.Object({
    ...propertyField,
    id: thingId('Id of the audience, as audiences.list gives it.'),
  }),
  output: Audience.output,
  cache: settingsCache,
  examples: [{ title: 'Buyers', input: { property: '311111111', id: '2' }, output: example }],
  run: (context) => askRecord(context, { path: alphaPath(context, 'audiences', context.input.id) }, Audience),
})
