import { median } from './median.ts'
import type { Measures } from './measures.ts'
import { Whole } from './parameters.ts'

/** A span of positions whose rows are held against each other. */
interface Bucket {
  readonly from: number
  /** Null: no end. */
  readonly to: number | null
  /**
   * A click-through rate to go by where the property has too few rows of its own. Round numbers in the range that
   * public studies of web search report; no more than an order of magnitude.
   */
  readonly fallback: number
}

/** Each of the first ten positions for itself, for rates differ much there; wider spans behind. */
const buckets: readonly Bucket[] = [
  { from: 1, to: 1, fallback: 0.28 },
  { from: 2, to: 2, fallback: 0.15 },
  { from: 3, to: 3, fallback: 0.1 },
  { from: 4, to: 4, fallback: 0.07 },
  { from: 5, to: 5, fallback: 0.05 },
  { from: 6, to: 6, fallback: 0.04 },
  { from: 7, to: 7, fallback: 0.03 },
  { from: 8, to: 8, fallback: 0.025 },
  { from: 9, to: 9, fallback: 0.02 },
  { from: 10, to: 10, fallback: 0.018 },
  { from: 11, to: 15, fallback: 0.01 },
  { from: 16, to: 20, fallback: 0.008 },
  { from: 21, to: 50, fallback: 0.005 },
  { from: 51, to: null, fallback: 0.002 },
]

export interface CurvePoint extends Bucket {
  /** The median of the property's own rows; null where there are too few to tell. */
  readonly ctr: number | null
  /** How many rows there were to take it from. */
  readonly rows: number
}

export const curveFields = {
  benchmarkMinImpressions: Whole(
    20,
    'Rows with fewer impressions do not count for the median click-through rate of their position.',
  ),
  benchmarkMinRows: Whole(10, 'How many rows a median click-through rate takes at least.', { minimum: 1 }),
}

/** The median click-through rate of the property's own rows, by about the position they have. */
export function ctrCurve(
  rows: Iterable<Measures>,
  settings: { readonly benchmarkMinImpressions: number; readonly benchmarkMinRows: number },
): CurvePoint[] {
  const rates: number[][] = buckets.map(() => [])
  for (const { ctr, position, impressions } of rows) {
    if (ctr === null || position === null || impressions < settings.benchmarkMinImpressions) continue
    rates[bucketAt(position)]?.push(ctr)
  }
  return buckets.map((bucket, index) => {
    const own = rates[index] ?? []
    return { ...bucket, ctr: own.length < settings.benchmarkMinRows ? null : median(own), rows: own.length }
  })
}

/** The point that a position belongs to; halves are rounded up, as in 3.5 to 4. */
export function pointAt(curve: readonly CurvePoint[], position: number): CurvePoint {
  const point = curve[bucketAt(position)]
  if (point === undefined) throw new RangeError(`There is no position ${position}.`)
  return point
}

function bucketAt(position: number): number {
  const rounded = Math.max(1, Math.round(position))
  return buckets.findIndex(({ to }) => to === null || rounded <= to)
}
