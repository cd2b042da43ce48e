import { dateOf, dayNumberOf } from './calendar.ts'
import { groupRows } from './group.ts'
import { measuresOf, noSums, type Measures } from './measures.ts'
import type { RowsInput } from './row.ts'

export interface Day {
  readonly day: number
  readonly date: string
  readonly measures: Measures
}

interface Span {
  readonly startDate?: string | undefined
  readonly endDate?: string | undefined
  /** From here on Google still counts. */
  readonly firstIncompleteDate?: string | null | undefined
}

/**
 * One value per day, oldest first and without holes: Google leaves out days without impressions, and those are the
 * ones that matter. Without a start and an end the series runs from the first row to the last.
 */
export function dailySeries(input: RowsInput & Span): Day[] {
  const days = new Map<number, Measures>()
  let first = Infinity
  let last = -Infinity
  for (const { keys, sums } of groupRows(input, ['date'])) {
    const day = dayNumberOf(keys[0] ?? '')
    if (day === null) continue
    days.set(day, measuresOf(sums))
    first = Math.min(first, day)
    last = Math.max(last, day)
  }
  first = dayOf(input.startDate) ?? first
  last = dayOf(input.endDate) ?? last
  const incomplete = dayOf(input.firstIncompleteDate)
  if (incomplete !== null) last = Math.min(last, incomplete - 1)
  if (first === Infinity || last === -Infinity) return []
  const series: Day[] = []
  for (let day = first; day <= last; day += 1) {
    series.push({ day, date: dateOf(day), measures: days.get(day) ?? measuresOf(noSums()) })
  }
  return series
}

function dayOf(date: string | null | undefined): number | null {
  return date === null || date === undefined ? null : dayNumberOf(date)
}
