import { Bytes } from '@patchbay/contract'
import { send, type Sender } from '../request.ts'
import { pageRows, requestOf, type Search } from './search.ts'
import type { Pages } from './wire-rows.ts'

/** Rows, unread, and whether there are more of them than were asked for. */
export interface ReadPages {
  readonly pages: Pages
  readonly rowCount: number
  readonly isCut: boolean
}

/** The rows of a query, those with most clicks first, up to a number. One page after the other: they share a load quota. */
export async function readPages(
  context: Sender,
  wanted: Omit<Search, 'startRow' | 'rowLimit'>,
  maxRows: number,
): Promise<ReadPages> {
  const pages: Uint8Array[] = []
  let rowCount = 0
  while (rowCount < maxRows) {
    const rowLimit = Math.min(pageRows, maxRows - rowCount)
    const { body } = await send(context, {
      ...requestOf({ ...wanted, startRow: rowCount, rowLimit }),
      response: Bytes,
    })
    const found = countRows(body)
    if (found > 0) pages.push(body)
    rowCount += found
    if (found < rowLimit) return { pages, rowCount, isCut: false }
  }
  return { pages, rowCount, isCut: true }
}

const mark = Buffer.from('"clicks"')

/** How many rows an unread answer has. A quote within a text is escaped, so that the name of the field is found only there. */
export function countRows(bytes: Uint8Array): number {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let count = 0
  for (let at = buffer.indexOf(mark); at !== -1; at = buffer.indexOf(mark, at + mark.length)) count += 1
  return count
}
