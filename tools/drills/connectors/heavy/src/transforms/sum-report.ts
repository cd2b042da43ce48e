import { defineTransform, parseJson } from '@patchbay/contract'

interface Row {
  readonly page: string
  readonly clicks: number
}

export interface Report {
  readonly pages: number
  readonly clicks: number
}

/** Adds up the clicks of each page of a report, from the bytes that the vendor sent. */
export default defineTransform(import.meta.url, (bytes: Uint8Array): Report => {
  const clicks = new Map<string, number>()
  for (const row of parseJson(bytes) as readonly Row[]) {
    clicks.set(row.page, (clicks.get(row.page) ?? 0) + row.clicks)
  }
  return { pages: clicks.size, clicks: [...clicks.values()].reduce((sum, count) => sum + count, 0) }
})
