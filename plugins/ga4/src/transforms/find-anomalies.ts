import { defineTransform } from '@patchbay/contract'
import type { TypedRow } from '../report/typed-row.ts'

export interface AnomaliesInput {
  /** By day: `date` as YYYYMMDD, and the metrics. */
  readonly rows: readonly TypedRow[]
  readonly metrics: readonly string[]
  /** How many deviations from what is usual are too many. */
  readonly threshold: number
}

export interface Anomaly {
  date: string
  metric: string
  value: number
  /** The median of the same day of the nearest other weeks. */
  expected: number
  /** Value less expected. */
  delta: number
  /** In median absolute deviations, as a normal distribution would have them. */
  score: number
  direction: 'up' | 'down'
}

// What makes the median absolute deviation comparable to a standard deviation.
const consistency = 1.4826

// What makes the mean absolute deviation comparable to it, where the median one is 0.
const meanConsistency = 1.2533
// How many of the same weekday around a day tell what is usual: what they have is near in season, too.
const neighbours = 8

interface Observed {
  readonly date: string
  readonly value: number
  readonly expected: number
}

/**
 * Days on which a metric was far from what is usual for their day of the week: further from the median of the nearest
 * other weeks than the threshold, in median absolute deviations of all days. Medians stay where they are when single
 * days run wild.
 */
export default defineTransform(import.meta.url, ({ rows, metrics, threshold }: AnomaliesInput): Anomaly[] =>
  metrics
    .flatMap((metric) => anomaliesOf(observe(rows, metric), metric, threshold))
    .toSorted((one, other) => other.score - one.score || (one.date < other.date ? -1 : 1)),
)

function observe(rows: readonly TypedRow[], metric: string): Observed[] {
  const series = rows.map((row) => {
    const date = isoDate(String(row['date'] ?? ''))
    const day = Date.parse(`${date}T00:00:00Z`) / 86_400_000
    return { date, day, value: Number(row[metric] ?? 0) }
  })
  return series.flatMap((one): Observed[] => {
    const near = series
      .filter(({ day }) => day !== one.day && (day - one.day) % 7 === 0)
      .toSorted((first, second) => Math.abs(first.day - one.day) - Math.abs(second.day - one.day))
      .slice(0, neighbours)
    const expected = median(near.map(({ value }) => value))
    return expected === undefined ? [] : [{ date: one.date, value: one.value, expected }]
  })
}

function anomaliesOf(days: readonly Observed[], metric: string, threshold: number): Anomaly[] {
  const distances = days.map(({ value, expected }) => Math.abs(value - expected))
  const mean = distances.reduce((sum, distance) => sum + distance, 0) / Math.max(1, distances.length)
  const spread = consistency * (median(distances) ?? 0) || meanConsistency * mean
  if (spread === 0) return []
  return days.flatMap(({ date, value, expected }): Anomaly[] => {
    const delta = value - expected
    const score = Math.abs(delta) / spread
    if (score < threshold) return []
    const direction = delta > 0 ? 'up' : 'down'
    return [{ date, metric, value, expected, delta, score: Math.round(score * 100) / 100, direction }]
  })
}

const isoDate = (compact: string): string =>
  `${compact.slice(0, 4)}-${compact.slice(4, 6)}-${compact.slice(6, 8)}`

function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((one, other) => one - other)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle]
  if (upper === undefined || sorted.length % 2 === 1) return upper
  return (upper + (sorted[middle - 1] ?? upper)) / 2
}
