import { defineOperation, Type } from '@patchbay/contract'
import { costOf } from '../limits.ts'
import { PropertyId, propertyOf } from '../property.ts'
import { DimensionFilter } from '../report/filters.ts'
import { wireReport } from '../report/request.ts'
import { runReport } from '../report/run.ts'
import { frameFields } from '../report/table.ts'
import { readTwoSpans, twoSpans } from '../report/two-spans.ts'
import { reading } from '../scopes.ts'
import attributeChange, { type Attribution } from '../transforms/attribute-change.ts'
import { changeOf } from '../transforms/compare-ranges.ts'
import { vendor } from '../vendor.ts'
import { recorded } from './recorded.ts'
import { Change } from './reports-compare.ts'

const usual = ['sessionDefaultChannelGroup', 'deviceCategory', 'country', 'landingPage']
const most = 20_000

const Part = Type.Object({
  value: Type.String({ description: 'Value of the dimension.' }),
  ...Change.properties,
  share: Type.Union([Type.Number(), Type.Null()], {
    description:
      'Of the whole change; 1 is all of it, negative went against it. Null where nothing changed as a whole.',
  }),
})

export const insightsDropAttribution = {
  'insights.drop_attribution': defineOperation(vendor, {
    title: 'Explain why a number has changed',
    description:
      'Why a metric fell or rose from one span of days to another: for each dimension, which values made the change, largest first. Within a dimension the parts, the others and what is unexplained sum up to the whole change exactly. The dimensions are views of the same change: do not add them up. Take metrics that can be summed, such as sessions, keyEvents or totalRevenue; of users, who can be in several rows, a part stays unexplained.',
    effect: 'read',
    scopes: reading,
    input: Type.Object({
      property: PropertyId,
      metric: Type.Optional(
        Type.String({ minLength: 1, maxLength: 120, description: 'What has changed. Default: sessions.' }),
      ),
      dimensions: Type.Optional(
        Type.Array(Type.String({ minLength: 1, maxLength: 120 }), {
          minItems: 1,
          maxItems: 8,
          uniqueItems: true,
          description: `Where to look for reasons, each costing a report. Default: ${usual.join(', ')}.`,
        }),
      ),
      ...twoSpans,
      dimensionFilter: DimensionFilter,
      parts: Type.Optional(
        Type.Integer({
          minimum: 1,
          maximum: 100,
          default: 10,
          description: 'How many values of each dimension to name. Default: 10.',
        }),
      ),
    }),
    output: Type.Object({
      property: frameFields.property,
      currencyCode: frameFields.currencyCode,
      timeZone: frameFields.timeZone,
      quota: frameFields.quota,
      metric: Type.String(),
      current: Type.Object({ startDate: Type.String(), endDate: Type.String() }),
      previous: Type.Object({ startDate: Type.String(), endDate: Type.String() }),
      total: Change,
      attributions: Type.Array(
        Type.Object({
          dimension: Type.String(),
          parts: Type.Array(Part, { description: 'The largest changes first, up or down.' }),
          others: Type.Object(
            { count: Type.Integer(), delta: Type.Number() },
            { description: 'All values that are not named.' },
          ),
          unexplained: Type.Number({
            description: 'What no value accounts for: users in several rows, or what Google withholds.',
          }),
        }),
      ),
    }),
    cost: costOf.core,
    cache: { ttl: '15m', staleIfError: '1d' },
    timeout: '120s',
    examples: [
      {
        title: 'Why sessions changed from one week to the next',
        input: { startDate: '2026-10-08', endDate: '2026-10-14', dimensions: ['deviceCategory'], parts: 2 },
        output: recorded('insights.drop_attribution'),
      },
    ],
    async run(context) {
      const { input, config, report, transform } = context
      const { metric = 'sessions', dimensions = usual, parts = 10, dimensionFilter } = input
      const property = propertyOf(input, config)
      const { current, previous } = readTwoSpans(input)
      const filter = dimensionFilter === undefined ? {} : { dimensionFilter }
      const tableBy = (dimension: string | undefined, index: number) =>
        runReport(context, {
          property,
          body: wireReport({
            dimensions: dimension === undefined ? [] : [dimension],
            metrics: [metric],
            dateRanges: [current, previous],
            ...filter,
          }),
          // The caller's lists, of which this report has one dimension.
          named: { dimensions: dimension === undefined ? [] : spread(dimension, index), metrics: [] },
          maxRows: most,
        })
      const whole = await tableBy(undefined, 0)
      const valueOf = (range: string): number =>
        Number(whole.rows.find(({ dateRange }) => dateRange === range)?.[metric] ?? 0)
      const total = changeOf(valueOf('current'), valueOf('previous'))
      const attributions: Attribution[] = []
      let { quota } = whole
      for (const [index, dimension] of dimensions.entries()) {
        const table = await tableBy(dimension, index)
        quota = table.quota ?? quota
        if (table.rowCount > most)
          report.warning({
            code: 'truncated',
            path: `/attributions/${index}`,
            message: `${dimension} has ${table.rowCount} rows; what is beyond ${most} is in \`unexplained\`.`,
          })
        attributions.push(
          await transform(attributeChange, {
            rows: table.rows,
            dimension,
            metric,
            current: 'current',
            previous: 'previous',
            total,
            limit: parts,
          }),
        )
      }
      const { currencyCode, timeZone } = whole
      const { name: _current, ...currentDays } = current
      const { name: _previous, ...previousDays } = previous
      return {
        property,
        ...(currencyCode === undefined ? {} : { currencyCode }),
        ...(timeZone === undefined ? {} : { timeZone }),
        ...(quota === undefined ? {} : { quota }),
        metric,
        current: currentDays,
        previous: previousDays,
        total,
        attributions,
      }
    },
  }),
}

/** A list in which the name stands at its place in the caller's. */
const spread = (name: string, index: number): string[] => [...Array<string>(index).fill(''), name]
