import type { Tone } from './chart-colors.ts'

/** One line, or one part of every bar. */
export interface ChartSeries {
  readonly label: string
  readonly tone: Tone
  /** One for each moment; null where there is none. */
  readonly values: ReadonlyArray<number | null>
  /** What it comes to over the whole range, where that is no sum or mean of the values. */
  readonly overall?: number | null
}

export interface ChartData {
  /** Seconds since 1970, ascending. */
  readonly times: readonly number[]
  readonly series: readonly ChartSeries[]
}

/**
 * The upper edges of bars that stand on each other, the first series at the bottom. The last comes first, since what is
 * drawn later covers what was drawn before.
 */
export function stacked(series: readonly ChartSeries[]): ReadonlyArray<readonly number[]> {
  const edges: number[][] = []
  for (const { values } of series) {
    const below = edges.at(-1)
    edges.push(values.map((value, index) => (value ?? 0) + (below?.[index] ?? 0)))
  }
  return edges.toReversed()
}

/** Whether there is anything to draw. */
export const hasValues = ({ series }: ChartData): boolean =>
  series.some(({ values }) => values.some((value) => value !== null && value !== 0))

/** What the chart shows, for who does not see it. */
export function describeChart(
  title: string,
  { times, series }: ChartData,
  format: (value: number) => string,
): string {
  if (times.length === 0) return `${title}: nothing yet.`
  const lines = series.map(({ label, values, overall }) => {
    const known = values.filter((value) => value !== null)
    if (known.length === 0) return `${label}: none`
    const range = `from ${format(Math.min(...known))} to ${format(Math.max(...known))}`
    return overall === undefined || overall === null
      ? `${label}: ${range}`
      : `${label}: ${format(overall)} in all, ${range}`
  })
  return `${title}. ${lines.join('; ')}.`
}
