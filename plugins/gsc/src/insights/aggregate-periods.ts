import { Type, type Static } from '@patchbay/contract'
import { dateOf, dayNumberOf, periodOf } from './calendar.ts'
import { Count, keyFields, measureFields, rowCountField } from './fields.ts'
import { groupRows, identify, named, timelessOf } from './group.ts'
import { addSums, measuresOf, noSums, type Sums } from './measures.ts'
import { ascending, compareKeys, descending } from './order.ts'
import { pageOf } from './page-of.ts'
import { Choice, limitField, settle, type Given } from './parameters.ts'
import type { Paged, RowsInput } from './row.ts'

export const aggregatePeriodsFields = {
  granularity: Choice(
    ['week', 'month'],
    'week',
    'week: from Monday to Sunday. month: a month of the calendar.',
  ),
  ...limitField,
}

export const AggregatePeriodsResult = Type.Object({
  rows: Type.Array(
    Type.Object({
      periodStart: Type.String({ format: 'date', description: 'First day of the week or month.' }),
      periodEnd: Type.String({ format: 'date', description: 'Its last day.' }),
      complete: Type.Boolean({
        description:
          'Whether all of its days lie in the span of the rows. Do not compare those that are not.',
      }),
      days: Count('On how many of its days there were rows.'),
      ...keyFields,
      ...measureFields,
    }),
    { description: 'The oldest period first; in it, the most clicks first.' },
  ),
  ...rowCountField,
})

export interface AggregatePeriodsInput extends RowsInput, Paged, Given<typeof aggregatePeriodsFields> {
  /** The days that were asked for. Without them: from the first row to the last. */
  readonly startDate?: string | undefined
  readonly endDate?: string | undefined
}

interface Bucket {
  readonly first: number
  readonly last: number
  readonly keys: readonly string[]
  readonly sums: Sums
  days: number
}

/** Turns daily rows into weeks or months, which Search Console itself does not have. */
export function aggregatePeriods(input: AggregatePeriodsInput): Static<typeof AggregatePeriodsResult> {
  const settings = settle(aggregatePeriodsFields, input)
  const by = timelessOf(input.dimensions)
  const buckets = new Map<string, Bucket>()
  let first = Infinity
  let last = -Infinity
  for (const { keys, sums } of groupRows(input, ['date', ...by])) {
    const [date = '', ...others] = keys
    const day = dayNumberOf(date)
    if (day === null) continue
    first = Math.min(first, day)
    last = Math.max(last, day)
    const period = periodOf(day, settings.granularity)
    const id = identify([String(period.first), ...others])
    const bucket = buckets.get(id) ?? { ...period, keys: others, sums: noSums(), days: 0 }
    addSums(bucket.sums, sums)
    bucket.days += 1
    buckets.set(id, bucket)
  }
  first = dayNumberOf(input.startDate ?? '') ?? first
  last = dayNumberOf(input.endDate ?? '') ?? last

  const page = pageOf(
    buckets.values(),
    input.offset,
    settings.limit,
    (a, b) =>
      ascending(a.first, b.first) ||
      descending(a.sums.clicks, b.sums.clicks) ||
      descending(a.sums.impressions, b.sums.impressions) ||
      compareKeys(a.keys, b.keys),
  )
  return {
    rows: page.map((bucket) => ({
      periodStart: dateOf(bucket.first),
      periodEnd: dateOf(bucket.last),
      complete: bucket.first >= first && bucket.last <= last,
      days: bucket.days,
      ...named(by, bucket.keys),
      ...measuresOf(bucket.sums),
    })),
    rowCount: buckets.size,
  }
}
