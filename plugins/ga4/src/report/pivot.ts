import { Type, type Static } from '@patchbay/contract'
import type { Context } from '../context.ts'
import shapePivot from '../transforms/shape-pivot.ts'
import { quotaOf } from '../wire/quota.ts'
import type { WirePivotReport } from '../wire/report.ts'
import { namesOf } from './fields.ts'
import { OrderBy, wireOrder } from './order.ts'
import { reportFields, wireReport } from './request.ts'
import { frameFields } from './table.ts'
import { TypedRow } from './typed-row.ts'

const Pivot = Type.Object({
  fields: Type.Array(Type.String({ minLength: 1, maxLength: 120 }), {
    minItems: 1,
    maxItems: 9,
    description: 'Dimensions of the report that this axis shows; `dateRange` where there are several ranges.',
  }),
  limit: Type.Integer({
    minimum: 1,
    maximum: 250_000,
    description:
      'How many combinations of their values to show. The product over all axes is at most 250,000.',
  }),
  offset: Type.Optional(
    Type.Integer({ minimum: 0, description: 'How many combinations to skip. Default: none.' }),
  ),
  orderBy: OrderBy,
  withTotals: Type.Optional(
    Type.Boolean({ description: 'Whether to give totals over this axis. Default: no.' }),
  ),
})

const { metricFilter, dimensionFilter, dateRanges, comparisons, currencyCode, keepEmptyRows } = reportFields

/** What can be asked of a pivot report. */
export const pivotFields = {
  dimensions: reportFields.dimensions,
  metrics: reportFields.metrics,
  pivots: Type.Array(Pivot, {
    minItems: 1,
    maxItems: 9,
    description:
      'The axes: one for rows and one for columns make a cross table, such as [{"fields": ["country"], "limit": 10}, {"fields": ["deviceCategory"], "limit": 3}]. Dimensions in no axis are not shown.',
  }),
  dateRanges,
  dimensionFilter,
  metricFilter,
  comparisons,
  currencyCode,
  keepEmptyRows,
}

const PivotInput = Type.Object(pivotFields)

export type PivotInput = Static<typeof PivotInput>

export function wirePivotReport({ pivots, ...input }: PivotInput) {
  const sortable = { dimensions: namesOf(input.dimensions ?? []), metrics: namesOf(input.metrics ?? []) }
  return {
    ...wireReport(input),
    pivots: pivots.map(({ fields, limit, offset, orderBy, withTotals }, index) => {
      const orderBys = wireOrder(orderBy, sortable, `/pivots/${index}/orderBy`)
      return {
        fieldNames: fields,
        limit: String(limit),
        ...(offset === undefined ? {} : { offset: String(offset) }),
        ...(orderBys === undefined ? {} : { orderBys }),
        ...(withTotals === true ? { metricAggregations: ['TOTAL'] } : {}),
      }
    }),
  }
}

export const PivotTable = Type.Object({
  ...frameFields,
  pivots: Type.Array(
    Type.Object({
      fields: Type.Array(Type.String()),
      rowCount: Type.Integer({ minimum: 0, description: 'Combinations that there are.' }),
      keys: Type.Array(Type.Record(Type.String(), Type.String()), {
        description: 'Combinations that are shown, in their order.',
      }),
    }),
    { description: 'The axes.' },
  ),
  cells: Type.Array(TypedRow, { description: 'Where the axes cross; what is empty is left out.' }),
  totals: Type.Array(TypedRow, {
    description: 'With RESERVED_TOTAL in the fields of the axis that was summed up.',
  }),
})

/** Reads a pivot report of Google. */
export async function pivotTableOf(
  { transform }: Pick<Context, 'transform'>,
  property: string,
  pivots: PivotInput['pivots'],
  report: WirePivotReport,
): Promise<Static<typeof PivotTable>> {
  const dimensions = (report.dimensionHeaders ?? []).map(({ name }) => name)
  const metrics = (report.metricHeaders ?? []).map(({ name, type }) => ({ name, type }))
  const { currencyCode: currency, timeZone } = report.metadata ?? {}
  const quota = quotaOf(report.propertyQuota)
  const shape = await transform(shapePivot, {
    dimensions,
    metrics: metrics.map(({ name }) => name),
    pivots: pivots.map(({ fields }) => ({ fields })),
    headers: report.pivotHeaders ?? [],
    rows: report.rows ?? [],
    aggregates: report.aggregates ?? [],
  })
  return {
    property,
    dimensions,
    metrics,
    ...(currency === undefined ? {} : { currencyCode: currency }),
    ...(timeZone === undefined ? {} : { timeZone }),
    ...(quota === undefined ? {} : { quota }),
    ...shape,
  }
}
