import { defineOperation, Type } from '@patchbay/contract'
import { askDone, askRecord, listed, pageFields } from '../admin/ask.ts'
import { settingsCache } from '../admin/cache.ts'
import { changesOf } from '../admin/changes.ts'
import { customDescription, customDisplayName, parameterName } from '../admin/custom-fields.ts'
import { Done, done } from '../admin/done.ts'
import { id, text, texts } from '../admin/field.ts'
import { oneOf } from '../admin/one-of.ts'
import { betaPath, propertyField, thingId } from '../admin/places.ts'
import { record } from '../admin/record.ts'
import { editing, reading } from '../scopes.ts'
import { vendor } from '../vendor.ts'

const units = ['STANDARD', 'CURRENCY', 'FEET', 'METERS', 'KILOMETERS', 'MILES'].concat(
  'MILLISECONDS',
  'SECONDS',
  'MINUTES',
  'HOURS',
)

const CustomMetric = record({
  id: id('Id of the custom metric within its property.'),
  parameterName: text(
    'The event parameter that it adds up. In reports it is called `customEvent:` and this.',
  ),
  displayName: text('Its name in the reports.'),
  description: text('What it is for; empty where nobody wrote it.'),
  scope: text('EVENT: there is no other one.'),
  measurementUnit: text(`What its values are: ${units.join(', ')}.`),
  restrictedMetricType: texts('COST_DATA or REVENUE_DATA, which only people with that permission see.'),
})

const CustomMetrics = listed('customMetrics', CustomMetric)

const example = {
  id: '6100000001',
  parameterName: 'reading_time',
  displayName: 'Reading time',
  description: '',
  scope: 'EVENT',
  measurementUnit: 'SECONDS',
  restrictedMetricType: [],
}

export const list = defineOperation(vendor, {
  title: 'List custom metrics',
  description:
    'The custom metrics of a property with the parameters that they add up, a page at a time. Archived ones are not among them.',
  effect: 'read',
  scopes: reading,
  input: Type.Object({ ...propertyField, ...pageFields }),
  output: CustomMetrics.output,
  cache: settingsCache,
  examples: [
    {
      title: 'The first one',
      input: { property: '311111111', pageSize: 1 },
      output: { items: [example] },
    },
  ],
  run: (context) => CustomMetrics.ask(context, { path: betaPath(context, 'customMetrics') }),
})

const metric = {
  ...propertyField,
  id: thingId('Id of the custom metric, as custom-metrics.list gives it.'),
}
const input = { property: '311111111', id: '6100000001' }

export const get = defineOperation(vendor, {
  title: 'Get a custom metric',
  description: 'One custom metric of a property.',
  effect: 'read',
  scopes: reading,
  input: Type.Object(metric),
  output: CustomMetric.output,
  cache: settingsCache,
  examples: [{ title: 'By id', input, output: example }],
  run: (context) =>
    askRecord(context, { path: betaPath(context, 'customMetrics', context.input.id) }, CustomMetric),
})

const measurementUnit = oneOf(units, 'What its values are.')
const restrictedMetricType = Type.Array(oneOf(['COST_DATA', 'REVENUE_DATA'], 'A kind of restricted data.'), {
  maxItems: 2,
  uniqueItems: true,
  description: 'What the values tell of money. At least one with the unit CURRENCY, none with others.',
})

/** The fields that reports can have change with them. */
const invalidates = ['custom-metrics', 'metadata']

export const create = defineOperation(vendor, {
  title: 'Create a custom metric',
  description:
    'Makes a number that tags already send as an event parameter available in reports, from then on. A property has room for 50. A parameter that has one already is the problem `conflict`.',
  effect: 'write',
  scopes: editing,
  invalidates,
  input: Type.Object({
    ...propertyField,
    parameterName: parameterName('Name of the event parameter. It stays so.'),
    displayName: customDisplayName,
    measurementUnit,
    description: Type.Optional(customDescription),
    restrictedMetricType: Type.Optional(restrictedMetricType),
  }),
  output: CustomMetric.output,
  examples: [
    {
      title: 'An amount of money',
      input: {
        property: '311111111',
        parameterName: 'packaging_cost',
        displayName: 'Packaging cost',
        measurementUnit: 'CURRENCY',
        restrictedMetricType: ['COST_DATA'],
      },
      output: {
        id: '990000001',
        parameterName: 'packaging_cost',
        displayName: 'Packaging cost',
        description: '',
        scope: 'EVENT',
        measurementUnit: 'CURRENCY',
        restrictedMetricType: ['COST_DATA'],
      },
    },
  ],
  run(context) {
    const { property: _, ...given } = context.input
    const json = { scope: 'EVENT', ...given }
    return askRecord(
      context,
      { method: 'POST', path: betaPath(context, 'customMetrics'), json },
      CustomMetric,
    )
  },
})

export const update = defineOperation(vendor, {
  title: 'Update a custom metric',
  description: 'Changes name, description, unit or restriction of a custom metric: only what is given.',
  effect: 'idempotent',
  scopes: editing,
  invalidates,
  input: Type.Object({
    ...metric,
    displayName: Type.Optional(customDisplayName),
    description: Type.Optional(customDescription),
    measurementUnit: Type.Optional(measurementUnit),
    restrictedMetricType: Type.Optional(restrictedMetricType),
  }),
  output: CustomMetric.output,
  examples: [
    {
      title: 'Another unit',
      input: { ...input, measurementUnit: 'MINUTES' },
      output: { ...example, measurementUnit: 'MINUTES' },
    },
  ],
  run(context) {
    const { id, displayName, description, measurementUnit, restrictedMetricType } = context.input
    const changes = changesOf({ displayName, description, measurementUnit, restrictedMetricType })
    return askRecord(
      context,
      { method: 'PATCH', path: betaPath(context, 'customMetrics', id), ...changes },
      CustomMetric,
    )
  },
})

export const archive = defineOperation(vendor, {
  title: 'Archive a custom metric',
  description:
    'Takes a custom metric out of reports, which makes room for another one. It cannot be brought back.',
  effect: 'destructive',
  scopes: editing,
  invalidates,
  input: Type.Object(metric),
  output: Done,
  examples: [{ title: 'One that nobody reads', input, output: { id: '6100000001' } }],
  async run(context) {
    const { id } = context.input
    await askDone(context, { path: `${betaPath(context, 'customMetrics', id)}:archive`, json: {} })
    return done(id)
  },
})
