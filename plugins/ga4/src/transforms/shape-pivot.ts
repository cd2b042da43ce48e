import { defineTransform } from '@patchbay/contract'
import { typedRow, type Headers, type TypedRow } from '../report/typed-row.ts'
import type { WirePivotReport, WireRow } from '../wire/report.ts'

export interface ShapePivotInput extends Headers {
  readonly pivots: ReadonlyArray<{ readonly fields: readonly string[] }>
  readonly headers: NonNullable<WirePivotReport['pivotHeaders']>
  readonly rows: readonly WireRow[]
  readonly aggregates: readonly WireRow[]
}

export interface PivotShape {
  /** By pivot: the combinations that it shows, in their order. */
  readonly pivots: Array<{ fields: string[]; rowCount: number; keys: Array<Record<string, string>> }>
  readonly cells: TypedRow[]
  readonly totals: TypedRow[]
}

/** A pivot report of Google as its axes, with names, and its cells as records with numbers. */
export default defineTransform(
  import.meta.url,
  ({ pivots, headers, rows, aggregates, ...names }: ShapePivotInput): PivotShape => ({
    pivots: pivots.map(({ fields }, index) => {
      const { pivotDimensionHeaders = [], rowCount = 0 } = headers[index] ?? {}
      return {
        fields: [...fields],
        rowCount,
        keys: pivotDimensionHeaders.map(({ dimensionValues = [] }) =>
          Object.fromEntries(fields.map((field, place) => [field, dimensionValues[place]?.value ?? ''])),
        ),
      }
    }),
    cells: rows.map((row) => typedRow(row, names)),
    totals: aggregates.map((row) => typedRow(row, names)),
  }),
)
