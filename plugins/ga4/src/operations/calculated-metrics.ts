import { defineOperation, Type } from '@patchbay/contract'
import { listed, pageFields } from '../admin/ask.ts'
import { settingsCache } from '../admin/cache.ts'
import { flag, id, text, texts } from '../admin/field.ts'
import { alphaPath, propertyField } from '../admin/places.ts'
import { record } from '../admin/record.ts'
import { reading } from '../scopes.ts'
import { vendor } from '../vendor.ts'

const CalculatedMetric = record({
  id: id('In reports it is called `calcMetric:` and this.'),
  displayName: text('Its name in the reports.'),
  description: text('What it is for; empty where nobody wrote it.'),
  formula: text('How it is computed; metrics are in double braces.'),
  metricUnit: text('What its values are: STANDARD, CURRENCY, SECONDS and the like.'),
  restrictedMetricType: texts('COST_DATA or REVENUE_DATA, which only people with that permission see.'),
  invalidMetricReference: flag('Whether the formula names a metric that is no longer there.'),
})

const CalculatedMetrics = listed('calculatedMetrics', CalculatedMetric)

export const list = defineOperation(vendor, {
  title: 'List calculated metrics',
  description: 'The metrics of a property that are computed from others by a formula, a page at a time.',
  effect: 'read',
  stability: 'experimental',
  scopes: reading,
  input: Type.Object({ ...propertyField, ...pageFields }),
  output: CalculatedMetrics.output,
  cache: settingsCache,
  examples: [
    {
      title: 'All of a property',
      input: { property: '311111111' },
      output: {
        items: [
          {
            id: 'revenue_per_reader',
            displayName: 'Revenue per reader',
            description: 'Revenue by user',
            formula: '{{totalRevenue}} / {{totalUsers}}',
            metricUnit: 'CURRENCY',
            restrictedMetricType: ['REVENUE_DATA'],
            invalidMetricReference: false,
          },
        ],
      },
    },
  ],
  run: (context) => CalculatedMetrics.ask(context, { path: alphaPath(context, 'calculatedMetrics') }),
})
