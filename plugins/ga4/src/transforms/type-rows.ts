import { defineTransform } from '@patchbay/contract'
import { typedRow, type Headers, type TypedRow } from '../report/typed-row.ts'
import type { WireRow } from '../wire/report.ts'

export interface TypeRowsInput extends Headers {
  readonly rows: readonly WireRow[]
}

/** Google's rows, in which everything is text, as records with numbers for metrics. */
export default defineTransform(import.meta.url, ({ rows, ...headers }: TypeRowsInput): TypedRow[] =>
  rows.map((row) => typedRow(row, headers)),
)
