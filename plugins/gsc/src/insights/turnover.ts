import { named, type NamedKeys } from './group.ts'
import { addSums, measuresOf, noSums, type Measures } from './measures.ts'
import { compareKeys, descending } from './order.ts'
import { pageOf } from './page-of.ts'
import { joinPeriods } from './periods.ts'
import type { Paged, PeriodsInput } from './row.ts'

/** What only one of both periods has, with its numbers there: the most clicks first, then the most impressions. */
export function seenOnlyIn(
  period: 'current' | 'previous',
  input: PeriodsInput & Paged,
  { minImpressions, limit }: { readonly minImpressions: number; readonly limit: number },
): { rows: Array<NamedKeys & Measures>; rowCount: number; totals: Measures } {
  const status = period === 'current' ? 'new' : 'lost'
  const { by, pairs } = joinPeriods(input)
  const found = pairs.filter((pair) => pair.status === status && pair[period].impressions >= minImpressions)
  const totals = noSums()
  for (const { sums } of found) addSums(totals, sums[period])
  const page = pageOf(
    found,
    input.offset,
    limit,
    (a, b) =>
      descending(a[period].clicks, b[period].clicks) ||
      descending(a[period].impressions, b[period].impressions) ||
      compareKeys(a.keys, b.keys),
  )
  return {
    rows: page.map((pair) => ({ ...named(by, pair.keys), ...pair[period] })),
    rowCount: found.length,
    totals: measuresOf(totals),
  }
}
