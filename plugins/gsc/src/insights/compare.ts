import { Type, type Static } from '@patchbay/contract'
import { Count, keyFields, rowCountField } from './fields.ts'
import { named } from './group.ts'
import { addSums, measuresOf, noSums } from './measures.ts'
import { compareKeys, descending, ascending } from './order.ts'
import { pageOf } from './page-of.ts'
import { Choice, limitField, settle, Whole, type Given } from './parameters.ts'
import {
  changeOf,
  comparedFields,
  comparedOf,
  joinPeriods,
  statusField,
  type Pair,
  type Status,
} from './periods.ts'
import type { Paged, PeriodsInput } from './row.ts'

export const compareFields = {
  sort: Choice(['clicks', 'impressions', 'ctr', 'position'], 'clicks', 'Whose change rows are sorted by.'),
  order: Choice(
    ['largest', 'increase', 'decrease'],
    'largest',
    'largest: the largest change up or down first. increase: the largest increase first. decrease: the largest ' +
      'decrease first. A position that increases gets worse.',
  ),
  status: Choice(
    ['all', 'kept', 'new', 'lost'],
    'all',
    'Only rows that both periods have, or only one of them.',
  ),
  minImpressions: Whole(0, 'Only rows with at least so many impressions in one of the periods.'),
  ...limitField,
}

export const CompareResult = Type.Object({
  rows: Type.Array(Type.Object({ ...keyFields, ...statusField, ...comparedFields })),
  ...rowCountField,
  totals: Type.Object(comparedFields, { description: 'Of all rows on all pages together.' }),
  counts: Type.Object(
    {
      kept: Count('In both periods.'),
      new: Count('In the current only.'),
      lost: Count('In the previous only.'),
    },
    { description: 'Rows by status, on all pages together.' },
  ),
})

export type CompareInput = PeriodsInput & Paged & Given<typeof compareFields>

/** Joins two periods on their keys and tells what changed. Dates are no keys: they differ by nature. */
export function compare(input: CompareInput): Static<typeof CompareResult> {
  const settings = settle(compareFields, input)
  const { by, pairs } = joinPeriods(input)
  const current = noSums()
  const previous = noSums()
  const counts: Record<Status, number> = { kept: 0, new: 0, lost: 0 }
  const kept: Array<{ pair: Pair; rank: number | null }> = []
  for (const pair of pairs) {
    if (settings.status !== 'all' && settings.status !== pair.status) continue
    if (Math.max(pair.current.impressions, pair.previous.impressions) < settings.minImpressions) continue
    addSums(current, pair.sums.current)
    addSums(previous, pair.sums.previous)
    counts[pair.status] += 1
    const change = changeOf(pair.current, pair.previous)[settings.sort]
    kept.push({ pair, rank: settings.order === 'largest' && change !== null ? Math.abs(change) : change })
  }
  const byRank = settings.order === 'decrease' ? ascending : descending
  const page = pageOf(
    kept,
    input.offset,
    settings.limit,
    (a, b) =>
      byRank(a.rank, b.rank) ||
      descending(impressionsOf(a.pair), impressionsOf(b.pair)) ||
      compareKeys(a.pair.keys, b.pair.keys),
  )
  return {
    rows: page.map(({ pair }) => ({
      ...named(by, pair.keys),
      status: pair.status,
      ...comparedOf(pair),
    })),
    rowCount: kept.length,
    totals: comparedOf({ current: measuresOf(current), previous: measuresOf(previous) }),
    counts,
  }
}

const impressionsOf = ({ current, previous }: Pair): number => current.impressions + previous.impressions
