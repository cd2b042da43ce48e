import { defineOperation, Type } from '@patchbay/contract'
import { askDone, askRecord, listed, pageFields } from '../admin/ask.ts'
import { settingsCache } from '../admin/cache.ts'
import { changesOf } from '../admin/changes.ts'
import { customDescription, customDisplayName, parameterName } from '../admin/custom-fields.ts'
import { Done, done } from '../admin/done.ts'
import { flag, id, text } from '../admin/field.ts'
import { oneOf } from '../admin/one-of.ts'
import { betaPath, propertyField, thingId } from '../admin/places.ts'
import { record } from '../admin/record.ts'
import { editing, reading } from '../scopes.ts'
import { vendor } from '../vendor.ts'

const CustomDimension = record({
  id: id('Id of the custom dimension within its property.'),
  parameterName: text('The event parameter, user property or item parameter that it shows.'),
  displayName: text('Its name in the reports.'),
  description: text('What it is for; empty where nobody wrote it.'),
  scope: text(
    'EVENT, USER or ITEM. In reports it is called `customEvent:`, `customUser:` or `customItem:` and the parameter.',
  ),
  disallowAdsPersonalization: flag('Whether it is kept out of personalized advertising.'),
})

const CustomDimensions = listed('customDimensions', CustomDimension)

const example = {
  id: '6000000001',
  parameterName: 'member_tier',
  displayName: 'Member tier',
  description: 'Tier of the loyalty programme',
  scope: 'USER',
  disallowAdsPersonalization: true,
}

export const list = defineOperation(vendor, {
  title: 'List custom dimensions',
  description:
    'The custom dimensions of a property with the parameters that they show, a page at a time. Archived ones are not among them. metadata.get gives the names by which reports take them.',
  effect: 'read',
  scopes: reading,
  input: Type.Object({ ...propertyField, ...pageFields }),
  output: CustomDimensions.output,
  cache: settingsCache,
  examples: [
    {
      title: 'The first one',
      input: { property: '311111111', pageSize: 1 },
      output: { items: [example] },
    },
  ],
  run: (context) => CustomDimensions.ask(context, { path: betaPath(context, 'customDimensions') }),
})

const dimension = {
  ...propertyField,
  id: thingId('Id of the custom dimension, as custom-dimensions.list gives it.'),
}
const input = { property: '311111111', id: '6000000001' }

export const get = defineOperation(vendor, {
  title: 'Get a custom dimension',
  description: 'One custom dimension of a property.',
  effect: 'read',
  scopes: reading,
  input: Type.Object(dimension),
  output: CustomDimension.output,
  cache: settingsCache,
  examples: [{ title: 'By id', input, output: example }],
  run: (context) =>
    askRecord(context, { path: betaPath(context, 'customDimensions', context.input.id) }, CustomDimension),
})

const disallowAdsPersonalization = Type.Boolean({
  default: false,
  description: 'Whether it is kept out of personalized advertising. For scope USER alone.',
})

/** The fields that reports can have change with them. */
const invalidates = ['custom-dimensions', 'metadata']

export const create = defineOperation(vendor, {
  title: 'Create a custom dimension',
  description:
    'Makes a parameter that tags already send available in reports, from then on: what was sent before does not appear. A property has room for 50 of scope EVENT, 25 of USER and 10 of ITEM. A parameter that has one already is the problem `conflict`.',
  effect: 'write',
  scopes: editing,
  invalidates,
  input: Type.Object({
    ...propertyField,
    parameterName: parameterName(
      'Name of the event parameter, user property (24 characters at the most) or item parameter. It stays so.',
    ),
    displayName: customDisplayName,
    scope: oneOf(['EVENT', 'USER', 'ITEM'], 'What the parameter belongs to. It stays so.'),
    description: Type.Optional(customDescription),
    disallowAdsPersonalization: Type.Optional(disallowAdsPersonalization),
  }),
  output: CustomDimension.output,
  examples: [
    {
      title: 'A parameter of events',
      input: {
        property: '311111111',
        parameterName: 'plant_family',
        displayName: 'Plant family',
        scope: 'EVENT',
      },
      output: {
        id: '990000001',
        parameterName: 'plant_family',
        displayName: 'Plant family',
        description: '',
        scope: 'EVENT',
        disallowAdsPersonalization: false,
      },
    },
  ],
  run(context) {
    const { property: _, ...json } = context.input
    return askRecord(
      context,
      { method: 'POST', path: betaPath(context, 'customDimensions'), json },
      CustomDimension,
    )
  },
})

export const update = defineOperation(vendor, {
  title: 'Update a custom dimension',
  description: 'Changes name, description or use in advertising of a custom dimension: only what is given.',
  effect: 'idempotent',
  scopes: editing,
  invalidates,
  input: Type.Object({
    ...dimension,
    displayName: Type.Optional(customDisplayName),
    description: Type.Optional(customDescription),
    disallowAdsPersonalization: Type.Optional(
      Type.Boolean({
        description: 'Whether it is kept out of personalized advertising. For scope USER alone.',
      }),
    ),
  }),
  output: CustomDimension.output,
  examples: [
    {
      title: 'A new name',
      input: { ...input, displayName: 'Loyalty tier' },
      output: { ...example, displayName: 'Loyalty tier' },
    },
  ],
  run(context) {
    const { id, displayName, description, disallowAdsPersonalization } = context.input
    const changes = changesOf({ displayName, description, disallowAdsPersonalization })
    return askRecord(
      context,
      { method: 'PATCH', path: betaPath(context, 'customDimensions', id), ...changes },
      CustomDimension,
    )
  },
})

export const archive = defineOperation(vendor, {
  title: 'Archive a custom dimension',
  description:
    'Takes a custom dimension out of reports, which makes room for another one. It cannot be brought back; its parameter can get a new one.',
  effect: 'destructive',
  scopes: editing,
  invalidates,
  input: Type.Object(dimension),
  output: Done,
  examples: [{ title: 'One that nobody reads', input, output: { id: '6000000001' } }],
  async run(context) {
    const { id } = context.input
    await askDone(context, { path: `${betaPath(context, 'customDimensions', id)}:archive`, json: {} })
    return done(id)
  },
})
