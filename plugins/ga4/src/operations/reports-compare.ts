import { defineOperation, Problem, Type } from '@patchbay/contract'
import { costOf } from '../limits.ts'
import { PropertyId, propertyOf } from '../property.ts'
import { Dimensions, Metrics, namesOf } from '../report/fields.ts'
import { DimensionFilter, MetricFilter } from '../report/filters.ts'
import { namedIn, wireReport } from '../report/request.ts'
import { runReport } from '../report/run.ts'
import { frameFields } from '../report/table.ts'
import { readTwoSpans, twoSpans } from '../report/two-spans.ts'
import { reading } from '../scopes.ts'
import compareRanges, { changeOf } from '../transforms/compare-ranges.ts'
import { vendor } from '../vendor.ts'
import { recorded } from './recorded.ts'

export const Change = Type.Object({
  current: Type.Number(),
  previous: Type.Number(),
  delta: Type.Number({ description: 'Current less previous.' }),
  relative: Type.Union([Type.Number(), Type.Null()], {
    description:
      'The delta as a share of the previous one, such as 0.1 for a tenth more; null where that was 0.',
  }),
})

const Changes = Type.Record(Type.String(), Change, { description: 'By metric.' })

const most = 50_000

export const reportsCompare = {
  'reports.compare': defineOperation(vendor, {
    title: 'Compare two spans of days',
    description:
      'What has changed from one span of days to another: for each value of the dimensions, metrics of both with absolute and relative differences, what is new and what is gone, the largest changes first. To explain why a total has fallen use insights.drop_attribution.',
    effect: 'read',
    scopes: reading,
    input: Type.Object({
      property: PropertyId,
      dimensions: Type.Optional(Dimensions),
      metrics: Type.Optional(Metrics),
      ...twoSpans,
      dimensionFilter: DimensionFilter,
      metricFilter: MetricFilter,
      sortBy: Type.Optional(
        Type.String({
          maxLength: 120,
          description: 'Metric by whose change rows are sorted. Default: the first one.',
        }),
      ),
      maxRows: Type.Optional(
        Type.Integer({
          minimum: 1,
          maximum: 10_000,
          default: 100,
          description: 'The most rows. Default: 100.',
        }),
      ),
    }),
    output: Type.Object({
      ...frameFields,
      current: Type.Object({ startDate: Type.String(), endDate: Type.String() }),
      previous: Type.Object({ startDate: Type.String(), endDate: Type.String() }),
      totals: Changes,
      rows: Type.Array(
        Type.Object({
          key: Type.Record(Type.String(), Type.String(), { description: 'Values of the dimensions.' }),
          status: Type.Union([Type.Literal('kept'), Type.Literal('new'), Type.Literal('lost')]),
          changes: Changes,
        }),
      ),
      rowCount: Type.Integer({ minimum: 0, description: 'Rows that there are in either span.' }),
    }),
    cost: costOf.core,
    cache: { ttl: '5m', staleIfError: '1h' },
    timeout: '120s',
    examples: [
      {
        title: 'Channels, one week after another',
        input: {
          dimensions: ['sessionDefaultChannelGroup'],
          metrics: ['sessions'],
          startDate: '2026-10-08',
          endDate: '2026-10-14',
          maxRows: 2,
        },
        output: recorded('reports.compare'),
      },
    ],
    async run(context) {
      const { input, config, report, transform } = context
      const { dimensions = [], metrics = ['sessions'], dimensionFilter, metricFilter, maxRows = 100 } = input
      const names = namesOf(metrics)
      const sortBy = input.sortBy ?? names[0] ?? ''
      if (!names.includes(sortBy))
        throw new Problem('invalid_input', {
          detail: `Rows cannot be sorted by ${sortBy}.`,
          errors: [{ path: '/sortBy', message: 'is one of the metrics' }],
        })
      const { current, previous } = readTwoSpans(input)
      const fields = { dimensions, metrics }
      const table = await runReport(context, {
        property: propertyOf(input, config),
        body: wireReport({
          ...fields,
          dateRanges: [current, previous],
          ...(dimensionFilter === undefined ? {} : { dimensionFilter }),
          ...(metricFilter === undefined ? {} : { metricFilter }),
        }),
        named: namedIn(fields),
        maxRows: most,
        metricAggregations: ['TOTAL'],
      })
      if (table.rowCount > most) {
        report.partial()
        report.warning({
          code: 'truncated',
          message: `There are ${table.rowCount} rows; only the first ${most} were compared. Ask for fewer dimensions or filter.`,
        })
      }
      const own = table.dimensions.filter((name) => name !== 'dateRange')
      const { rows, rowCount } = await transform(compareRanges, {
        rows: table.rows,
        dimensions: own,
        metrics: names,
        current: 'current',
        previous: 'previous',
        sortBy,
        limit: maxRows,
      })
      const { rows: _rows, rowCount: _count, totals = [], ...frame } = table
      const totalOf = (range: string, name: string): number =>
        Number(totals.find(({ dateRange }) => dateRange === range)?.[name] ?? 0)
      const { name: _current, ...currentDays } = current
      const { name: _previous, ...previousDays } = previous
      return {
        ...frame,
        dimensions: own,
        current: currentDays,
        previous: previousDays,
        totals: Object.fromEntries(
          names.map((name) => [name, changeOf(totalOf('current', name), totalOf('previous', name))]),
        ),
        rows,
        rowCount,
      }
    },
  }),
}
