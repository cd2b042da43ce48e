import { defineTransform } from '@patchbay/contract'
import type { TypedRow } from '../report/typed-row.ts'
import { changeOf, type Change } from './compare-ranges.ts'

export interface AttributeInput {
  /** Of one dimension in both ranges; each says in `dateRange` to which it belongs. */
  readonly rows: readonly TypedRow[]
  readonly dimension: string
  readonly metric: string
  readonly current: string
  readonly previous: string
  readonly total: Change
  /** How many values to name; what the others changed is one part. */
  readonly limit: number
}

export interface Contribution extends Change {
  value: string
  /** Of the whole change, 1 being all of it; null where nothing changed as a whole. */
  share: number | null
}

export interface Attribution {
  dimension: string
  parts: Contribution[]
  /** All values that are not named. */
  others: { count: number; delta: number }
  /** What no value accounts for, because it was counted under several, or withheld. */
  unexplained: number
}

/**
 * Says which values of a dimension made a metric change. The parts, the others and what is unexplained sum up to the
 * whole change exactly: what is left over is never spread or dropped.
 */
export default defineTransform(import.meta.url, (input: AttributeInput): Attribution => {
  const { rows, dimension, metric, current, previous, total, limit } = input
  const pairs = new Map<string, { current: number; previous: number }>()
  for (const row of rows) {
    const value = String(row[dimension] ?? '')
    const pair = pairs.get(value) ?? { current: 0, previous: 0 }
    if (row['dateRange'] === current) pair.current += Number(row[metric] ?? 0)
    else if (row['dateRange'] === previous) pair.previous += Number(row[metric] ?? 0)
    pairs.set(value, pair)
  }
  const all = [...pairs]
    .map(([value, pair]) => ({ value, ...changeOf(pair.current, pair.previous) }))
    .toSorted(
      (one, other) => Math.abs(other.delta) - Math.abs(one.delta) || (one.value < other.value ? -1 : 1),
    )
  const named = all.slice(0, limit)
  const rest = all.slice(limit)
  const sum = (list: readonly Change[]): number => list.reduce((whole, { delta }) => whole + delta, 0)
  const others = sum(rest)
  return {
    dimension,
    parts: named.map((one) => ({ ...one, share: total.delta === 0 ? null : one.delta / total.delta })),
    others: { count: rest.length, delta: others },
    unexplained: total.delta - (sum(named) + others),
  }
})
