import { Type, type Static } from '@patchbay/contract'
import { weekdayOf } from './calendar.ts'
import { dailySeries, type Day } from './daily-series.ts'
import { Count, NumberOrNull } from './fields.ts'
import { median } from './median.ts'
import { round } from './measures.ts'
import { descending } from './order.ts'
import { Choice, Decimal, settle, Whole, type Given } from './parameters.ts'
import type { RowsInput } from './row.ts'

export const anomaliesFields = {
  metric: Choice(['clicks', 'impressions', 'ctr', 'position'], 'clicks', 'What to look at.'),
  deviations: Decimal(
    3,
    'How many spreads a day may be off what is usual on its weekday. The spread is the median absolute deviation, ' +
      'scaled to be the standard deviation where the noise is of the usual kind; at 3, about one day in a hundred of ' +
      'mere noise is taken for an anomaly.',
  ),
  minDeviation: Decimal(0, 'Only days that are off by at least this much, in units of the metric.'),
  minWeeks: Whole(4, 'How many days of each weekday it takes to tell what is usual.', {
    minimum: 2,
    maximum: 60,
  }),
}

export const AnomaliesResult = Type.Object({
  anomalies: Type.Array(
    Type.Object({
      date: Type.String({ format: 'date' }),
      value: Type.Number({ description: 'Of the metric on this day.' }),
      expected: Type.Number({ description: 'The median of its weekday.' }),
      deviation: Type.Number({ description: 'Value minus expected.' }),
      score: Type.Number({ description: 'The size of the deviation in spreads.' }),
      direction: Type.Union([Type.Literal('high'), Type.Literal('low')]),
    }),
    { description: 'The highest score first, of equal ones the newest. A low position is a good one.' },
  ),
  days: Count('Days that were looked at.'),
  spread: NumberOrNull(
    'How much days are usually off: the scaled median absolute deviation, or the scaled mean one where more than half ' +
      'of the days are exactly as usual. Null where there are too few days, 0 where no day is off.',
  ),
  judgeable: Type.Boolean({ description: 'Whether there were days enough to tell anything.' }),
  missing: Type.Union([Type.String(), Type.Null()], {
    description: 'What it takes to tell; null where nothing is missing.',
  }),
})

export interface AnomaliesInput extends RowsInput, Given<typeof anomaliesFields> {
  /** The first day that was asked for, so that days without a row count as days without clicks. */
  readonly startDate?: string | undefined
  /** The last day that Google has counted to the end, if that is known. Without it: the last day with a row. */
  readonly endDate?: string | undefined
  /** This day and later ones are left out, for Google still counts them. */
  readonly firstIncompleteDate?: string | null | undefined
}

type Metric = 'clicks' | 'impressions' | 'ctr' | 'position'

/** Days that are far from what is usual on their weekday. Needs rows by date, whatever else they are by. */
export function anomalies(input: AnomaliesInput): Static<typeof AnomaliesResult> {
  const settings = settle(anomaliesFields, input)
  const days = valuesOf(dailySeries(input), settings.metric)
  const byWeekday: number[][] = Array.from({ length: 7 }, () => [])
  for (const { weekday, value } of days) byWeekday[weekday]?.push(value)
  const fewest = byWeekday.reduce((least, values) => Math.min(least, values.length), Infinity)
  if (fewest < settings.minWeeks) {
    return {
      anomalies: [],
      days: days.length,
      spread: null,
      judgeable: false,
      missing:
        `At least ${settings.minWeeks} days of each weekday with a value are needed, ${settings.minWeeks * 7} in a ` +
        `row at best; there are ${days.length} days, and ${fewest} of one weekday.`,
    }
  }
  const usual = byWeekday.map((values) => median(values) ?? 0)
  const measured = days.map(({ date, weekday, value }) => {
    const expected = usual[weekday] ?? 0
    return { date, value, expected, deviation: value - expected }
  })
  const spread = spreadOf(measured.map(({ deviation }) => Math.abs(deviation)))
  const found =
    spread === 0 ? [] : measured.filter(({ deviation }) => isFar(Math.abs(deviation), spread, settings))
  return {
    anomalies: found
      .map(({ date, value, expected, deviation }) => ({
        date,
        value: round(value),
        expected: round(expected),
        deviation: round(deviation),
        score: round(Math.abs(deviation) / spread),
        direction: deviation > 0 ? ('high' as const) : ('low' as const),
      }))
      .sort((a, b) => descending(a.score, b.score) || descending(a.date, b.date)),
    days: days.length,
    spread: round(spread),
    judgeable: true,
    missing: null,
  }
}

/** Days without a value are left out: without impressions there is no rate, but there are no clicks, too. */
function valuesOf(
  days: readonly Day[],
  metric: Metric,
): Array<{ date: string; weekday: number; value: number }> {
  const values = []
  for (const { day, date, measures } of days) {
    const value = measures[metric]
    if (value !== null) values.push({ date, weekday: weekdayOf(day), value })
  }
  return values
}

/** Times this, a median or a mean of absolute deviations is the standard deviation of normally distributed values. */
const scaleOfMedian = 1.4826
const scaleOfMean = 1.2533

/** A series that is nearly constant has a median deviation of 0, which would make each day off it infinitely far. */
function spreadOf(deviations: readonly number[]): number {
  const middle = median(deviations) ?? 0
  if (middle > 0) return scaleOfMedian * middle
  return (scaleOfMean * deviations.reduce((sum, one) => sum + one, 0)) / Math.max(1, deviations.length)
}

function isFar(
  deviation: number,
  spread: number,
  settings: { readonly deviations: number; readonly minDeviation: number },
): boolean {
  return deviation > settings.deviations * spread && deviation >= settings.minDeviation
}
