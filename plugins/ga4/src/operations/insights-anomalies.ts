import { defineOperation, Type } from '@patchbay/contract'
import { costOf } from '../limits.ts'
import { PropertyId, propertyOf } from '../property.ts'
import { Day } from '../report/dates.ts'
import { DimensionFilter } from '../report/filters.ts'
import { namedIn, wireReport } from '../report/request.ts'
import { runReport } from '../report/run.ts'
import { frameFields } from '../report/table.ts'
import { reading } from '../scopes.ts'
import findAnomalies from '../transforms/find-anomalies.ts'
import { vendor } from '../vendor.ts'
import { recorded } from './recorded.ts'

// Below this there are not enough weeks to say what is usual.
const fewestDays = 21

export const insightsAnomalies = {
  'insights.anomalies': defineOperation(vendor, {
    title: 'Find unusual days',
    description:
      'Days on which metrics were far from what is usual for their day of the week: beyond `threshold` median absolute deviations from the median of the same weekday in the eight nearest other weeks. The last days, which Google has not finished, are left out by default. To learn what made a day so, use reports.compare or insights.drop_attribution.',
    effect: 'read',
    scopes: reading,
    input: Type.Object({
      property: PropertyId,
      metrics: Type.Optional(
        Type.Array(Type.String({ minLength: 1, maxLength: 120 }), {
          minItems: 1,
          maxItems: 10,
          description: 'What to look at. Default: ["sessions", "activeUsers", "keyEvents", "totalRevenue"].',
        }),
      ),
      startDate: Type.Optional(Day('First day; take at least three weeks. Default: 92daysAgo.')),
      endDate: Type.Optional(
        Day('Last day, included; later than 3daysAgo is not complete at Google. Default: 3daysAgo.'),
      ),
      threshold: Type.Optional(
        Type.Number({
          minimum: 1,
          maximum: 20,
          default: 3,
          description: 'How many deviations are unusual. Lower finds more. Default: 3.',
        }),
      ),
      dimensionFilter: DimensionFilter,
    }),
    output: Type.Object({
      property: frameFields.property,
      currencyCode: frameFields.currencyCode,
      timeZone: frameFields.timeZone,
      quota: frameFields.quota,
      days: Type.Integer({ description: 'Days with data that were looked at.' }),
      anomalies: Type.Array(
        Type.Object({
          date: Type.String({ format: 'date' }),
          metric: Type.String(),
          value: Type.Number(),
          expected: Type.Number({ description: 'Median of the same weekday in the nearest other weeks.' }),
          delta: Type.Number({ description: 'Value less expected.' }),
          score: Type.Number({ description: 'How many deviations it is away.' }),
          direction: Type.Union([Type.Literal('up'), Type.Literal('down')]),
        }),
        { description: 'The most unusual first.' },
      ),
    }),
    cost: costOf.core,
    cache: { ttl: '1h', staleIfError: '1d' },
    timeout: '60s',
    examples: [
      {
        title: 'Sessions of the summer',
        input: { metrics: ['sessions'], startDate: '2026-06-01', endDate: '2026-09-30', threshold: 4 },
        output: recorded('insights.anomalies'),
      },
    ],
    async run(context) {
      const { input, config, report, transform } = context
      const { startDate = '92daysAgo', endDate = '3daysAgo', threshold = 3, dimensionFilter } = input
      const metrics = input.metrics ?? ['sessions', 'activeUsers', 'keyEvents', 'totalRevenue']
      const table = await runReport(context, {
        property: propertyOf(input, config),
        body: wireReport({
          dimensions: ['date'],
          metrics,
          dateRanges: [{ startDate, endDate }],
          orderBy: [{ field: 'date' }],
          ...(dimensionFilter === undefined ? {} : { dimensionFilter }),
        }),
        named: { ...namedIn({ metrics }), dimensions: [] },
        maxRows: 5_000,
      })
      const { property, currencyCode, timeZone, quota, rows } = table
      if (rows.length < fewestDays)
        report.warning({
          code: 'too_few_days',
          message: `There are ${rows.length} days with data; below ${fewestDays} nothing can be called usual.`,
        })
      const anomalies =
        rows.length < fewestDays ? [] : await transform(findAnomalies, { rows, metrics, threshold })
      return {
        property,
        ...(currencyCode === undefined ? {} : { currencyCode }),
        ...(timeZone === undefined ? {} : { timeZone }),
        ...(quota === undefined ? {} : { quota }),
        days: rows.length,
        anomalies,
      }
    },
  }),
}
