import { defineTransform, encodeItems, type EncodedItems, type JsonItem } from '@patchbay/contract'
import type { DimensionName } from '../search/fields.ts'
import { rowOf, type WireRows } from '../search/search.ts'
import { rowsIn } from '../search/wire-rows.ts'
import { hashOf } from '../search/hash.ts'

/** A page of one day's rows. */
export interface EncodeRowsInput {
  readonly page: Uint8Array
  readonly date: string
  readonly dimensions: readonly DimensionName[]
  /** How many rows of the day came before the page. */
  readonly before: number
  /** How many of its rows the caller has already. */
  readonly skip: number
  /** Hashes of the rows that the pages before had: what Google moves from one page to the next is given once. */
  readonly seen: Float64Array
}

export interface EncodeRowsOutput extends EncodedItems {
  /** How many rows the page has. */
  readonly rowCount: number
  readonly seen: Float64Array
  readonly repeated: number
}

/** Writes a page of rows as the lines that callers get, each with where to go on after it. */
function encodeRows(input: EncodeRowsInput): EncodeRowsOutput {
  const { page, date, dimensions, before, skip } = input
  const rows = rowsIn([page]) as unknown as WireRows
  const seen = new Set(input.seen)
  const items: JsonItem[] = []
  let repeated = 0
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index]
    if (row === undefined) continue
    const hash = hashOf(row.keys ?? [])
    if (seen.has(hash)) {
      repeated += 1
      continue
    }
    seen.add(hash)
    if (index < skip) continue
    const json = JSON.stringify({ date, ...rowOf(row, dimensions) })
    items.push({ json, cursor: `${date}.${before + index + 1}` })
  }
  return { ...encodeItems(items), rowCount: rows.length, seen: Float64Array.from(seen), repeated }
}

export default defineTransform(import.meta.url, encodeRows)
