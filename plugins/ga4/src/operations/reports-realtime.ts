import { defineOperation, Type } from '@patchbay/contract'
import { explained } from '../errors/explain.ts'
import { costOf } from '../limits.ts'
import { PropertyId, propertyOf } from '../property.ts'
import { ask } from '../report/ask.ts'
import { DimensionsFor, MetricsFor, wireDimensions, wireMetrics } from '../report/fields.ts'
import { DimensionFilter, MetricFilter } from '../report/filters.ts'
import { OrderBy } from '../report/order.ts'
import { namedIn, wireReport } from '../report/request.ts'
import { tableFields, tableOf } from '../report/table.ts'
import { warnOf } from '../report/warnings.ts'
import { reading } from '../scopes.ts'
import { vendor } from '../vendor.ts'
import { WireReport } from '../wire/report.ts'
import { recorded } from './recorded.ts'

const minutes = (description: string) => Type.Optional(Type.Integer({ minimum: 0, maximum: 59, description }))

const realtimeFields =
  'appVersion, audienceId, audienceName, city, cityId, country, countryId, deviceCategory, eventName, minutesAgo, platform, streamId, streamName, unifiedScreenName'

export const reportsRealtime = {
  'reports.realtime': defineOperation(vendor, {
    title: 'See the last minutes',
    description:
      'Who is there now: users, events and views of the last 30 minutes (60 at Analytics 360). It knows few fields, and counts on a quota of its own. For whole days use reports.run.',
    effect: 'read',
    scopes: reading,
    input: Type.Object({
      property: PropertyId,
      dimensions: Type.Optional(
        DimensionsFor(`By what to break down, of: ${realtimeFields}, customUser:…. Default: none.`),
      ),
      metrics: Type.Optional(
        MetricsFor(
          'What to count, of: activeUsers, eventCount, keyEvents, screenPageViews. Default: activeUsers.',
        ),
      ),
      minuteRanges: Type.Optional(
        Type.Array(
          Type.Object({
            startMinutesAgo: minutes('Minutes ago at which it begins. Default: 29.'),
            endMinutesAgo: minutes('Minutes ago at which it ends. Default: 0.'),
            name: Type.Optional(
              Type.String({ minLength: 1, maxLength: 60, description: 'What its rows are marked with.' }),
            ),
          }),
          {
            minItems: 1,
            maxItems: 2,
            description: 'Which minutes, at most 2 ranges. Default: the last 30 minutes.',
          },
        ),
      ),
      dimensionFilter: DimensionFilter,
      metricFilter: MetricFilter,
      orderBy: OrderBy,
      maxRows: Type.Optional(
        Type.Integer({
          minimum: 1,
          maximum: 10_000,
          default: 100,
          description: 'The most rows to give; there are no further pages. Default: 100.',
        }),
      ),
    }),
    output: Type.Object(tableFields),
    cost: costOf.realtime,
    examples: [
      {
        title: 'Active users by country',
        input: { dimensions: ['country'], metrics: ['activeUsers'], maxRows: 3 },
        output: recorded('reports.realtime'),
      },
    ],
    async run(context) {
      const { input, config, report } = context
      const { minuteRanges, maxRows = 100, ...rest } = input
      const property = propertyOf(input, config)
      const fields = { ...rest, metrics: rest.metrics ?? ['activeUsers'] }
      const { dateRanges: _dateRanges, ...body } = wireReport(fields)
      const json = {
        ...body,
        dimensions: wireDimensions(fields.dimensions ?? []),
        metrics: wireMetrics(fields.metrics),
        ...(minuteRanges === undefined ? {} : { minuteRanges }),
        metricAggregations: ['TOTAL'],
        limit: String(maxRows),
      }
      const answer = await explained(
        namedIn(fields),
        ask(context, {
          property,
          method: 'runRealtimeReport',
          json,
          response: WireReport,
          category: 'realtime',
        }),
      )
      const table = await tableOf(context, property, answer)
      warnOf(report, { metadata: answer.metadata, rowCount: table.rowCount })
      if (table.rows.length < table.rowCount)
        report.warning({
          code: 'truncated',
          message: `There are ${table.rowCount} rows, and the first ${table.rows.length} are given; ask for more with maxRows.`,
        })
      return table
    },
  }),
}
