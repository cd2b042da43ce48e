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
  /** The median of the same day of other weeks. */
  expected: number
  /** Value less expected. */
  delta: number
  /** In median absolute deviations, as a normal distribution would have them. */
  score: number
  direction: 'up' | 'down'
}

// What makes the median absolute deviation comparable to a standard deviation.
const consistency = 1.4826

/**
 * Days on which a metric was far from what is usual for their day of the week: further from the median of the other
 * weeks than the threshold, in median absolute deviations. Medians stay where they are when single days run wild.
 */
export default defineTransform(import.meta.url, ({ rows, metrics, threshold }: AnomaliesInput): Anomaly[] => {
  const days = rows.map((row) => ({ row, date: isoDate(String(row['date'] ?? '')) }))
  const found = metrics.flatMap((metric) => {
    const series = days.map(({ row, date }) => ({
      date,
      weekday: new Date(`${date}T00:00:00Z`).getUTCDay(),
      value: Number(row[metric] ?? 0),
    }))
    // What differs from its weekday's median is compared over all days: a few weeks of one weekday are too few.
    const expected = series.map((one) => ({
      ...one,
      expected: median(
        series
          .filter((other) => other.weekday === one.weekday && other.date !== one.date)
          .map(({ value }) => value),
      ),
    }))
    const known = expected.flatMap((one) =>
      one.expected === undefined ? [] : [{ ...one, expected: one.expected }],
    )
    const spread = consistency * (median(known.map((one) => Math.abs(one.value - one.expected))) ?? 0)
    return known.flatMap((one): Anomaly[] => {
      const delta = one.value - one.expected
      const score = spread === 0 ? 0 : Math.abs(delta) / spread
      if (score < threshold) return []
      const { date, value } = one
      return [
        {
          date,
          metric,
          value,
          expected: one.expected,
          delta,
          score: Math.round(score * 100) / 100,
          direction: delta > 0 ? 'up' : 'down',
        },
      ]
    })
  })
  return found.toSorted((one, other) => other.score - one.score || (one.date < other.date ? -1 : 1))
})

const isoDate = (compact: string): string =>
  `${compact.slice(0, 4)}-${compact.slice(4, 6)}-${compact.slice(6, 8)}`

function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((one, other) => one - other)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle]
  if (upper === undefined || sorted.length % 2 === 1) return upper
  return (upper + (sorted[middle - 1] ?? upper)) / 2
}
