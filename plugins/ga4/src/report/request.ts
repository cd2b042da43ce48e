import { Type, type Static } from '@patchbay/contract'
import { DateRanges, lastFourWeeks } from './dates.ts'
import { Dimensions, Metrics, namesOf, wireDimensions, wireMetrics } from './fields.ts'
import { DimensionFilter, MetricFilter, wireFilter } from './filters.ts'
import { OrderBy, wireOrder } from './order.ts'

export const CurrencyCode = Type.Optional(
  Type.String({
    pattern: '^[A-Z]{3}$',
    description: 'Currency of amounts, ISO 4217. Default: that of the property.',
  }),
)

const Comparisons = Type.Optional(
  Type.Array(
    Type.Object({
      name: Type.String({ minLength: 1, maxLength: 60, description: 'What its rows are marked with.' }),
      dimensionFilter: Type.Optional(DimensionFilter),
      comparison: Type.Optional(
        Type.String({
          pattern: '^comparisons/\\w+$',
          description: 'One that is saved at the property instead of a filter: its name, as in metadata.get.',
        }),
      ),
    }),
    {
      minItems: 1,
      maxItems: 4,
      description:
        'Parts of the data side by side: each row says in `comparison` to which it belongs. Each needs `dimensionFilter` or `comparison`.',
    },
  ),
)

/** What can be asked of a report, as fields of an operation's input. */
export const reportFields = {
  dimensions: Type.Optional(Dimensions),
  metrics: Type.Optional(Metrics),
  dateRanges: DateRanges,
  dimensionFilter: DimensionFilter,
  metricFilter: MetricFilter,
  orderBy: OrderBy,
  comparisons: Comparisons,
  currencyCode: CurrencyCode,
  keepEmptyRows: Type.Optional(
    Type.Boolean({ description: 'Whether rows in which all metrics are 0 are given too. Default: no.' }),
  ),
}

const ReportInput = Type.Object(reportFields)

export type ReportInput = Static<typeof ReportInput>

/** The body of a report's request, without its page. Quotas are always asked for. */
export function wireReport(input: ReportInput) {
  const { dimensions = [], metrics = [], comparisons, currencyCode, keepEmptyRows } = input
  const dimensionFilter = wireFilter(input.dimensionFilter, 'dimensionFilter')
  const metricFilter = wireFilter(input.metricFilter, 'metricFilter')
  const orderBys = wireOrder(input.orderBy, { dimensions: namesOf(dimensions), metrics: namesOf(metrics) })
  return {
    ...(dimensions.length === 0 ? {} : { dimensions: wireDimensions(dimensions) }),
    ...(metrics.length === 0 ? {} : { metrics: wireMetrics(metrics) }),
    dateRanges: input.dateRanges ?? [lastFourWeeks],
    ...(dimensionFilter === undefined ? {} : { dimensionFilter }),
    ...(metricFilter === undefined ? {} : { metricFilter }),
    ...(orderBys === undefined ? {} : { orderBys }),
    ...(comparisons === undefined
      ? {}
      : {
          comparisons: comparisons.map(({ name, comparison, dimensionFilter: own }, index) => {
            const filter = wireFilter(own, `comparisons/${index}/dimensionFilter`)
            return comparison === undefined ? { name, dimensionFilter: filter } : { name, comparison }
          }),
        }),
    ...(currencyCode === undefined ? {} : { currencyCode }),
    ...(keepEmptyRows === undefined ? {} : { keepEmptyRows }),
    returnPropertyQuota: true,
  }
}

/** The names of the fields that a call has asked for. */
export const namedIn = ({ dimensions = [], metrics = [] }: ReportInput, path?: string) => ({
  dimensions: namesOf(dimensions),
  metrics: namesOf(metrics),
  ...(path === undefined ? {} : { path }),
})
