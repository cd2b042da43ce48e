import { Type, type Static } from '@patchbay/contract'
import type { WireRow } from '../wire/report.ts'

/** Names of the columns of a report. */
export interface Headers {
  readonly dimensions: readonly string[]
  readonly metrics: readonly string[]
}

export const TypedRow = Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]), {
  description: 'By name: dimensions as texts, metrics as numbers.',
})

export type TypedRow = Static<typeof TypedRow>

/** One row as a record. A metric that is no number, which Google never sends, would be 0. */
export function typedRow(
  { dimensionValues = [], metricValues = [] }: WireRow,
  { dimensions, metrics }: Headers,
): TypedRow {
  const row: TypedRow = {}
  for (let index = 0; index < dimensions.length; index += 1)
    row[dimensions[index] as string] = dimensionValues[index]?.value ?? ''
  for (let index = 0; index < metrics.length; index += 1) {
    const number = Number(metricValues[index]?.value)
    row[metrics[index] as string] = Number.isFinite(number) ? number : 0
  }
  return row
}
