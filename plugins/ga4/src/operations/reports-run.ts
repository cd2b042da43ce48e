import { defineOperation, Type } from '@patchbay/contract'
import { costOf } from '../limits.ts'
import { PropertyId, propertyOf } from '../property.ts'
import { Cursor } from '../report/page.ts'
import { namedIn, reportFields, wireReport } from '../report/request.ts'
import { runReport } from '../report/run.ts'
import { tableFields } from '../report/table.ts'
import { reading } from '../scopes.ts'
import { vendor } from '../vendor.ts'
import { recorded } from './recorded.ts'

const aggregations = { total: 'TOTAL', minimum: 'MINIMUM', maximum: 'MAXIMUM' } as const

export const reportsRun = {
  'reports.run': defineOperation(vendor, {
    title: 'Run a report',
    description:
      'Any report of Google Analytics: metrics broken down by dimensions over ranges of days, filtered, sorted and with totals. Use it where none of the presets (reports.top_pages, reports.traffic_by_channel…) fits; metadata.search finds names of fields. Pages are fetched until there are `maxRows`. For more rows than 50,000 use reports.export, for the last minutes reports.realtime.',
    effect: 'read',
    scopes: reading,
    input: Type.Object({
      property: PropertyId,
      ...reportFields,
      aggregate: Type.Optional(
        Type.Array(Type.Union([Type.Literal('total'), Type.Literal('minimum'), Type.Literal('maximum')]), {
          uniqueItems: true,
          maxItems: 3,
          description:
            'What to tell of all rows together. Totals count each user once, so they can be less than the sum of the rows. Default: ["total"].',
        }),
      ),
      maxRows: Type.Optional(
        Type.Integer({
          minimum: 1,
          maximum: 50_000,
          default: 100,
          description: 'The most rows to give at once. Default: 100.',
        }),
      ),
      cursor: Cursor,
    }),
    output: Type.Object(tableFields),
    cost: costOf.core,
    cache: { ttl: '5m', staleIfError: '1h' },
    timeout: '120s',
    examples: [
      {
        title: 'Sessions and revenue by channel',
        input: {
          dimensions: ['sessionDefaultChannelGroup'],
          metrics: ['sessions', 'purchaseRevenue'],
          dateRanges: [{ startDate: '2026-10-01', endDate: '2026-10-07' }],
          maxRows: 3,
        },
        output: recorded('reports.run'),
      },
      {
        title: 'Views of guides on phones, in two weeks',
        input: {
          dimensions: ['pagePath'],
          metrics: ['screenPageViews', { name: 'viewsEach', expression: 'screenPageViews/activeUsers' }],
          dateRanges: [
            { startDate: '2026-10-01', endDate: '2026-10-07', name: 'new' },
            { startDate: '2026-09-24', endDate: '2026-09-30', name: 'old' },
          ],
          dimensionFilter: [
            { field: 'pagePath', operator: 'begins_with', value: '/guides/' },
            { anyOf: [{ field: 'deviceCategory', operator: 'in', values: ['mobile', 'tablet'] }] },
          ],
          orderBy: [{ field: 'screenPageViews', descending: true }],
          maxRows: 2,
        },
        output: recorded('reports.run', 1),
      },
    ],
    async run(context) {
      const { input, config, report } = context
      const { aggregate = ['total'], maxRows = 100, cursor = '0' } = input
      const offset = Number(cursor)
      const table = await runReport(context, {
        property: propertyOf(input, config),
        body: wireReport(input),
        named: namedIn(input),
        offset,
        maxRows,
        metricAggregations: aggregate.map((kind) => aggregations[kind]),
      })
      const next = offset + table.rows.length
      report.next(table.rows.length > 0 && next < table.rowCount ? String(next) : undefined)
      return table
    },
  }),
}
