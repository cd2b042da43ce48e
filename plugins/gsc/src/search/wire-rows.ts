import { parseJson } from '@patchbay/contract'
import type { Row } from '../insights/row.ts'

/** Rows as Google's answers hold them, unread: they are read where they are worked on, so that no other call waits. */
export type Pages = readonly Uint8Array[]

/** An input in which pages may stand for every list of rows. */
export type Paged<Input> = Input extends readonly Row[]
  ? Input | Pages
  : Input extends object
    ? { readonly [Name in keyof Input]: Paged<Input[Name]> }
    : Input

/** The rows of pages, in their order. */
export function rowsIn(pages: Pages): Row[] {
  const rows: Row[] = []
  for (const page of pages) {
    const { rows: found = [] } = parseJson(page) as { readonly rows?: readonly Row[] }
    for (const row of found) rows.push(row.keys === undefined ? { ...row, keys: [] } : row)
  }
  return rows
}

/** Makes a function over rows one over pages, wherever in its input the rows are. */
export const overPages =
  <Input, Output>(work: (input: Input) => Output) =>
  (input: Paged<Input>): Output =>
    work(read(input) as Input)

function read(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (!Array.isArray(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, read(part)]))
  }
  // Lists are of one kind, and those of rows are long.
  const [first] = value as unknown[]
  if (first instanceof Uint8Array) return rowsIn(value as Pages)
  const isOfRows = typeof first === 'object' && first !== null && 'clicks' in first
  return isOfRows ? value : value.map(read)
}
