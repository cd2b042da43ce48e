import { compactDate } from '../calendar.ts'
import type { DimensionColumn } from '../request/columns.ts'
import { aggregate, separator, type AggregateRequest } from './aggregate.ts'
import type { Prepared } from './prepare.ts'
import type { TableRow } from './table.ts'

/** Metrics of users in the days that end with a row's day, or with the range: how many days, or a share of two. */
const windows: Readonly<Record<string, readonly [number] | readonly [number, number]>> = {
  active1DayUsers: [1],
  active7DayUsers: [7],
  active28DayUsers: [28],
  dauPerWau: [1, 7],
  dauPerMau: [1, 30],
  wauPerMau: [7, 30],
}

type Counts = ReadonlyMap<string, number>

/** Puts the numbers of such metrics into rows, which were measured for the days of the report alone. */
export async function fillRolling(
  { metrics, aggregate: request }: Prepared,
  rows: readonly TableRow[],
): Promise<void> {
  const wanted = metrics.flatMap(({ name }, index) => {
    const lengths = windows[name]
    return lengths === undefined ? [] : [{ index, lengths }]
  })
  if (wanted.length === 0) return
  const counts = new Map<number, Counts>()
  for (const { lengths } of wanted)
    for (const length of lengths)
      if (!counts.has(length)) counts.set(length, await usersWithin(request, length))
  for (const { values, metrics: numbers } of rows) {
    const key = values.join(separator)
    for (const { index, lengths } of wanted) {
      const [first, second] = lengths.map((length) => counts.get(length)?.get(key) ?? 0)
      numbers[index] = second === undefined ? (first ?? 0) : second === 0 ? 0 : (first ?? 0) / second
    }
  }
}

/** Active users by the key of a row, in so many days. */
async function usersWithin(request: AggregateRequest, length: number): Promise<Counts> {
  const counts = new Map<string, number>()
  const isByDay = request.columns.some(({ name }) => name === 'date')
  for (const reading of request.readings) {
    const last = Math.min(reading.end, request.now.day)
    for (let day = isByDay ? reading.start : last; day <= last; day += 1) {
      const { rows } = await aggregate({
        ...request,
        readings: [{ ...reading, start: day - length + 1, end: day }],
        columns: request.columns.map((column): DimensionColumn =>
          column.name === 'date' ? { ...column, read: () => compactDate(day) } : column,
        ),
        measures: ['activeUsers'],
        hasTotals: false,
      })
      rows.values.forEach((values, group) =>
        counts.set(values.join(separator), rows.measured(group, 1)('activeUsers')),
      )
    }
  }
  return counts
}
