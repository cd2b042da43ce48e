import { defineOperation, Type } from '@patchbay/contract'
import { costOf } from '../limits.ts'
import { PropertyId, propertyOf } from '../property.ts'
import { DateRange } from '../report/dates.ts'
import { DimensionsFor, MetricsFor } from '../report/fields.ts'
import { DimensionFilter } from '../report/filters.ts'
import { namedIn, wireReport } from '../report/request.ts'
import { runReport } from '../report/run.ts'
import { tableFields } from '../report/table.ts'
import { reading } from '../scopes.ts'
import { vendor } from '../vendor.ts'
import { recorded } from './recorded.ts'

const steps = {
  day: { granularity: 'DAILY', dimension: 'cohortNthDay' },
  week: { granularity: 'WEEKLY', dimension: 'cohortNthWeek' },
  month: { granularity: 'MONTHLY', dimension: 'cohortNthMonth' },
} as const

/** A report on cohorts, built from what a question about them says. */
export const reportsCohort = {
  'reports.cohort': defineOperation(vendor, {
    title: 'Follow cohorts of users',
    description:
      'Who comes back: users whose first session was in some days, followed by day, week or month since. Each row is one cohort at one distance; `cohortActiveUsers` divided by `cohortTotalUsers` is the retention.',
    effect: 'read',
    scopes: reading,
    input: Type.Object({
      property: PropertyId,
      cohorts: Type.Array(DateRange, {
        minItems: 1,
        maxItems: 12,
        description:
          'The days of the first session, one range for each cohort. For `week` take Sunday to Saturday, for `month` whole months.',
      }),
      step: Type.Optional(
        Type.Union([Type.Literal('day'), Type.Literal('week'), Type.Literal('month')], {
          default: 'day',
          description: 'In what to count the time since the first session. Default: day.',
        }),
      ),
      from: Type.Optional(
        Type.Integer({ minimum: 0, maximum: 365, description: 'First distance. Default: 0, the beginning.' }),
      ),
      to: Type.Optional(
        Type.Integer({ minimum: 0, maximum: 365, description: 'Last distance. Default: 5.' }),
      ),
      metrics: Type.Optional(
        MetricsFor('What to measure. Default: ["cohortActiveUsers", "cohortTotalUsers"].'),
      ),
      dimensions: Type.Optional(
        DimensionsFor('By what to break down further, such as ["deviceCategory"]. Default: nothing.'),
      ),
      dimensionFilter: DimensionFilter,
      accumulate: Type.Optional(
        Type.Boolean({
          description: 'Whether a distance counts what came before it as well. Default: no.',
        }),
      ),
    }),
    output: Type.Object({
      ...tableFields,
      step: Type.String({ description: 'In what distances are counted.' }),
    }),
    cost: costOf.core,
    cache: { ttl: '1h', staleIfError: '1d' },
    timeout: '60s',
    examples: [
      {
        title: 'Two weeks, and the three after them',
        input: {
          step: 'week',
          to: 2,
          cohorts: [
            { startDate: '2026-09-06', endDate: '2026-09-12', name: 'first' },
            { startDate: '2026-09-13', endDate: '2026-09-19', name: 'second' },
          ],
        },
        output: recorded('reports.cohort'),
      },
    ],
    async run(context) {
      const { input, config } = context
      const { cohorts, step = 'day', from = 0, to = 5, accumulate = false } = input
      const { granularity, dimension } = steps[step]
      const own = ['cohort', dimension]
      const metrics = input.metrics ?? ['cohortActiveUsers', 'cohortTotalUsers']
      const { dimensions = [], dimensionFilter } = input
      const { dateRanges: _dateRanges, ...body } = wireReport({
        dimensions: [...own, ...dimensions],
        metrics,
        orderBy: own.map((field) => ({ field })),
        ...(dimensionFilter === undefined ? {} : { dimensionFilter }),
      })
      const table = await runReport(context, {
        property: propertyOf(input, config),
        body: {
          ...body,
          cohortSpec: {
            cohorts: cohorts.map(({ name, startDate, endDate }, index) => ({
              name: name ?? `cohort_${index}`,
              dimension: 'firstSessionDate',
              dateRange: { startDate, endDate },
            })),
            cohortsRange: { granularity, startOffset: from, endOffset: Math.max(from, to) },
            ...(accumulate ? { cohortReportSettings: { accumulate } } : {}),
          },
        },
        named: namedIn({ dimensions, metrics }),
        maxRows: 10_000,
      })
      return { ...table, step }
    },
  }),
}
