import { defineOperation, Type, type TSchema } from '@patchbay/contract'
import { costOf } from '../limits.ts'
import { recorded } from '../operations/recorded.ts'
import { Cursor } from './page.ts'
import { PropertyId, propertyOf } from '../property.ts'
import { reading } from '../scopes.ts'
import { vendor } from '../vendor.ts'
import { Span, spanOf } from './dates.ts'
import { DimensionFilter, type Filter } from './filters.ts'
import { wireReport, type ReportInput } from './request.ts'
import { runReport } from './run.ts'
import { tableFields } from './table.ts'
import type { TypedRow } from './typed-row.ts'

/** A report that is asked for so often that it has a name. */
export interface Preset {
  readonly title: string
  readonly description: string
  /** Name and what it says, in the order of the report's columns. */
  readonly dimensions: Readonly<Record<string, string>>
  readonly metrics: Readonly<Record<string, string>>
  readonly filter?: Filter
  /** Default: by the first metric, largest first. */
  readonly orderBy?: ReportInput['orderBy']
  readonly example: string
}

const describe = (columns: Readonly<Record<string, string>>, make: (description: string) => TSchema) =>
  Object.fromEntries(Object.entries(columns).map(([name, description]) => [name, make(description)]))

/** Makes the operation of a preset: its rows have fields of their own, so that callers need no names of Google's. */
export function presetOperation(id: string, preset: Preset) {
  const { title, description, dimensions, metrics, filter = [], example } = preset
  const names = { dimensions: Object.keys(dimensions), metrics: Object.keys(metrics) }
  const row = Type.Unsafe<TypedRow>(
    Type.Object({
      ...describe(dimensions, (text) => Type.String({ description: text })),
      ...describe(metrics, (text) => Type.Number({ description: text })),
    }),
  )
  const orderBy = preset.orderBy ?? names.metrics.slice(0, 1).map((field) => ({ field, descending: true }))
  return defineOperation(vendor, {
    title,
    description,
    effect: 'read',
    scopes: reading,
    input: Type.Object({
      property: PropertyId,
      ...Span,
      dimensionFilter: DimensionFilter,
      maxRows: Type.Optional(
        Type.Integer({
          minimum: 1,
          maximum: 10_000,
          default: 25,
          description: 'The most rows. Default: 25.',
        }),
      ),
      cursor: Cursor,
    }),
    output: Type.Object({ ...tableFields, rows: Type.Array(row) }),
    cost: costOf.core,
    cache: { ttl: '15m', staleIfError: '1d' },
    timeout: '60s',
    examples: [
      {
        title: example,
        input: { startDate: '2026-10-01', endDate: '2026-10-14', maxRows: 2 },
        output: recorded(id),
      },
    ],
    async run(context) {
      const { input, config, report } = context
      const { maxRows = 25, cursor = '0', dimensionFilter = [] } = input
      const all = [...filter, ...dimensionFilter]
      const offset = Number(cursor)
      const table = await runReport(context, {
        property: propertyOf(input, config),
        body: wireReport({
          ...names,
          dateRanges: [spanOf(input)],
          orderBy,
          ...(all.length === 0 ? {} : { dimensionFilter: all }),
        }),
        named: { dimensions: [], metrics: [] },
        offset,
        maxRows,
        metricAggregations: ['TOTAL'],
      })
      const next = offset + table.rows.length
      report.next(table.rows.length > 0 && next < table.rowCount ? String(next) : undefined)
      return table
    },
  })
}
