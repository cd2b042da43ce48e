import { defineOperation, Type } from '@patchbay/contract'
import { askRecord } from '../admin/ask.ts'
import { settingsCache } from '../admin/cache.ts'
import { changesOf } from '../admin/changes.ts'
import { flag, text } from '../admin/field.ts'
import { oneOf } from '../admin/one-of.ts'
import { betaPath, propertyField } from '../admin/places.ts'
import { record } from '../admin/record.ts'
import { editing, reading } from '../scopes.ts'
import { vendor } from '../vendor.ts'

const durations = [
  'TWO_MONTHS',
  'FOURTEEN_MONTHS',
  'TWENTY_SIX_MONTHS',
  'THIRTY_EIGHT_MONTHS',
  'FIFTY_MONTHS',
] as const

const DataRetention = record({
  eventDataRetention: text(`How long data of single events is kept: ${durations.join(', ')}.`),
  userDataRetention: text(`How long data of single users is kept: ${durations.join(', ')}.`),
  resetUserDataOnNewActivity: flag('Whether the time of a user begins anew with each visit.'),
})

export const get = defineOperation(vendor, {
  title: 'Get data retention settings',
  description:
    'How long a property keeps data of single users and events. It limits explorations, funnels and what tells about users; ordinary reports go back as far as there is data.',
  effect: 'read',
  scopes: reading,
  input: Type.Object(propertyField),
  output: DataRetention.output,
  cache: settingsCache,
  examples: [
    {
      title: 'Of a property',
      input: { property: '311111111' },
      output: {
        eventDataRetention: 'FOURTEEN_MONTHS',
        userDataRetention: 'FOURTEEN_MONTHS',
        resetUserDataOnNewActivity: true,
      },
    },
  ],
  run: (context) => askRecord(context, { path: betaPath(context, 'dataRetentionSettings') }, DataRetention),
})

export const update = defineOperation(vendor, {
  title: 'Update data retention settings',
  description:
    'Changes how long a property keeps data of single users and events. A shorter time deletes what is older, within a day and for good. More than 14 months are for event data of Analytics 360 alone.',
  // A shorter time deletes what nobody can bring back.
  effect: 'destructive',
  scopes: editing,
  input: Type.Object({
    ...propertyField,
    eventDataRetention: Type.Optional(oneOf(durations, 'How long data of single events is kept.')),
    userDataRetention: Type.Optional(
      oneOf(['TWO_MONTHS', 'FOURTEEN_MONTHS'], 'How long data of single users is kept.'),
    ),
    resetUserDataOnNewActivity: Type.Optional(
      Type.Boolean({ description: 'Whether the time of a user begins anew with each visit.' }),
    ),
  }),
  output: DataRetention.output,
  examples: [
    {
      title: 'As short as can be',
      input: {
        property: '311111111',
        eventDataRetention: 'TWO_MONTHS',
        userDataRetention: 'TWO_MONTHS',
      },
      output: {
        eventDataRetention: 'TWO_MONTHS',
        userDataRetention: 'TWO_MONTHS',
        resetUserDataOnNewActivity: true,
      },
    },
  ],
  run(context) {
    const { eventDataRetention, userDataRetention, resetUserDataOnNewActivity } = context.input
    const changes = changesOf({ eventDataRetention, userDataRetention, resetUserDataOnNewActivity })
    return askRecord(
      context,
      { method: 'PATCH', path: betaPath(context, 'dataRetentionSettings'), ...changes },
      DataRetention,
    )
  },
})
