import { groupRows, named, presentOf, type NamedKeys } from './group.ts'
import { addSums, measuresOf, noSums, type Measures } from './measures.ts'
import { compareKeys, descending } from './order.ts'
import { pageOf } from './page-of.ts'
import type { Paged, RowsInput } from './row.ts'

interface Range {
  readonly minImpressions: number
  readonly limit: number
  readonly includes: (position: number) => boolean
}

interface RangeResult {
  rows: Array<NamedKeys & Measures>
  rowCount: number
  totals: Measures
}

/** Queries, and their pages where the rows tell, whose position lies in a range: the most impressions first. */
export function rowsInRange(input: RowsInput & Paged, range: Range): RangeResult {
  const by = presentOf(input.dimensions, ['query', 'page'])
  const totals = noSums()
  const found = []
  for (const { keys, sums } of groupRows(input, by)) {
    const measures = measuresOf(sums)
    if (measures.position === null || !range.includes(measures.position)) continue
    if (measures.impressions < range.minImpressions) continue
    addSums(totals, sums)
    found.push({ keys, measures })
  }
  const page = pageOf(
    found,
    input.offset,
    range.limit,
    (a, b) =>
      descending(a.measures.impressions, b.measures.impressions) ||
      descending(a.measures.clicks, b.measures.clicks) ||
      compareKeys(a.keys, b.keys),
  )
  return {
    rows: page.map(({ keys, measures }) => ({ ...named(by, keys), ...measures })),
    rowCount: found.length,
    totals: measuresOf(totals),
  }
}
