import { Type, type Static } from '@patchbay/contract'
import type { Context } from '../context.ts'
import typeRows from '../transforms/type-rows.ts'
import { Quota, quotaOf } from '../wire/quota.ts'
import type { WireReport, WireRow } from '../wire/report.ts'
import { TypedRow } from './typed-row.ts'

export const MetricColumn = Type.Object({
  name: Type.String(),
  type: Type.String({
    description:
      'Google’s type, such as TYPE_INTEGER, TYPE_FLOAT (rates are 0 to 1), TYPE_SECONDS or TYPE_CURRENCY.',
  }),
})

/** What says how to read the rows of a report. */
export const frameFields = {
  property: Type.String({ description: 'Id of the property.' }),
  dimensions: Type.Array(Type.String(), { description: 'Names of the columns with texts.' }),
  metrics: Type.Array(MetricColumn, { description: 'The columns with numbers.' }),
  currencyCode: Type.Optional(Type.String({ description: 'Currency of amounts.' })),
  timeZone: Type.Optional(Type.String({ description: 'Time zone of the property, in which its days are.' })),
  quota: Type.Optional(Quota),
}

export const tableFields = {
  ...frameFields,
  rows: Type.Array(TypedRow),
  rowCount: Type.Integer({ minimum: 0, description: 'Rows that there are, on all pages together.' }),
  totals: Type.Optional(
    Type.Array(TypedRow, { description: 'Of all rows; one for each date range and comparison.' }),
  ),
  minimums: Type.Optional(Type.Array(TypedRow, { description: 'The least of each metric among the rows.' })),
  maximums: Type.Optional(Type.Array(TypedRow, { description: 'The most of each metric among the rows.' })),
}

export const Table = Type.Object(tableFields)

export type Table = Static<typeof Table>

/** Reads a report of Google. */
export async function tableOf(
  { transform }: Pick<Context, 'transform'>,
  property: string,
  report: WireReport,
): Promise<Table> {
  const dimensions = (report.dimensionHeaders ?? []).map(({ name }) => name)
  const metrics = (report.metricHeaders ?? []).map(({ name, type }) => ({ name, type }))
  const names = { dimensions, metrics: metrics.map(({ name }) => name) }
  const typed = async (rows: readonly WireRow[] | undefined) =>
    rows === undefined ? undefined : transform(typeRows, { ...names, rows })
  const { currencyCode, timeZone } = report.metadata ?? {}
  const quota = quotaOf(report.propertyQuota)
  const [rows, totals, minimums, maximums] = await Promise.all(
    [report.rows, report.totals, report.minimums, report.maximums].map(typed),
  )
  return {
    property,
    dimensions,
    metrics,
    ...(currencyCode === undefined ? {} : { currencyCode }),
    ...(timeZone === undefined ? {} : { timeZone }),
    ...(quota === undefined ? {} : { quota }),
    rows: rows ?? [],
    rowCount: report.rowCount ?? 0,
    ...(totals === undefined ? {} : { totals }),
    ...(minimums === undefined ? {} : { minimums }),
    ...(maximums === undefined ? {} : { maximums }),
  }
}
