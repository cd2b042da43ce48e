import { setImmediate as breathe } from 'node:timers/promises'
import type { DayNumber } from '../calendar.ts'
import type { Cursor } from '../fields/cursor.ts'
import type { MeasureName } from '../fields/measures.ts'
import type { Property } from '../properties.ts'
import { dayOfTraffic } from '../traffic.ts'
import type { DimensionColumn } from '../request/columns.ts'
import type { Test } from '../request/filters.ts'
import { Groups } from './groups.ts'

/** Days that are read under one name, whole or between two minutes (counted since 1970, like days). */
export interface Reading {
  readonly name: string
  readonly start: DayNumber
  readonly end: DayNumber
  readonly fromMinute?: number
  readonly toMinute?: number
  /** Of a cohort: who belongs to it, and for which `nth` an event counts. */
  readonly cohort?: { readonly accepts: Test<Cursor>; readonly nths: (at: Cursor) => readonly number[] }
}

export interface AggregateRequest {
  readonly property: Property
  readonly readings: readonly Reading[]
  readonly columns: readonly DimensionColumn[]
  readonly measures: readonly MeasureName[]
  readonly filter: Test<Cursor>
  /** Each counts the events that pass its own filter. */
  readonly comparisons: ReadonlyArray<{ readonly name: string; readonly test: Test<Cursor> }>
  /** Days and minutes since 1970, in the time zone of the property. */
  readonly now: { readonly day: DayNumber; readonly minute: number }
  /** Whether to measure everything together as well. */
  readonly hasTotals: boolean
  /** Keys of the groups that totals are made of. Default: all. */
  readonly kept?: ReadonlySet<string>
}

export interface Aggregate {
  readonly rows: Groups
  /** By range and comparison. */
  readonly totals: Groups
  /** What every event of the sample stands for. */
  readonly weight: number
  readonly sampled: { readonly read: number; readonly all: number } | undefined
  readonly hasOther: boolean
}

const wholeDay = 1_440
// Other calls may come in between; how often is a matter of milliseconds, not of correctness.
const eventsAtATime = 60_000

/** Reads every event of the ranges that passes, and measures it for its group. */
export async function aggregate(request: AggregateRequest): Promise<Aggregate> {
  const { property, readings, columns, measures, filter, comparisons, now, hasTotals, kept } = request
  const rows = new Groups(measures)
  const totals = new Groups(measures)
  const days = Math.max(0, ...readings.map(({ start, end }) => end - start + 1))
  const weight = days > property.sampledBeyondDays ? 2 : 1
  const firstDay = now.day - property.history
  const seen = { read: 0, all: 0, hasOther: false }
  let sinceBreath = 0
  let pass = 0

  for (const reading of readings) {
    pass += 1
    for (let day = Math.max(reading.start, firstDay); day <= Math.min(reading.end, now.day); day += 1) {
      const traffic = dayOfTraffic(property, day)
      sinceBreath += traffic.events
      if (sinceBreath > eventsAtATime) {
        sinceBreath = 0
        await breathe()
      }
      readDay(traffic, reading, day)
    }
  }
  const sampled = weight === 1 ? undefined : { read: seen.read, all: seen.all }
  return { rows, totals, weight, sampled, hasOther: seen.hasOther }

  function readDay(traffic: ReturnType<typeof dayOfTraffic>, reading: Reading, day: DayNumber): void {
    const from = Math.max(0, (reading.fromMinute ?? 0) - day * wholeDay)
    const until = Math.min(now.day * wholeDay + now.minute, reading.toMinute ?? Number.POSITIVE_INFINITY)
    const to = until - day * wholeDay
    const at: Cursor = {
      property,
      start: reading.start,
      day: traffic,
      event: 0,
      session: traffic.sessions[0] as Cursor['session'],
      nowMinute: (now.day - day) * wholeDay + now.minute,
      range: reading.name,
      comparison: '',
      nth: 0,
    }
    const combinations = new Set<string>()
    for (let event = 0; event < traffic.events; event += 1) {
      const minute = traffic.minute[event] ?? 0
      if (minute < from || minute > to) continue
      const number = traffic.session[event] ?? 0
      seen.all += 1
      if (weight > 1 && number % weight !== 0) continue
      seen.read += 1
      const session = traffic.sessions[number]
      if (session === undefined) continue
      at.event = event
      at.session = session
      if (reading.cohort?.accepts(at) === false || !filter(at)) continue
      for (const nth of reading.cohort?.nths(at) ?? [0]) {
        at.nth = nth
        for (const { name, test } of comparisons) {
          at.comparison = name
          if (test(at)) take(at, combinations)
        }
      }
    }
  }

  function take(at: Cursor, combinations: Set<string>): void {
    let values = columns.map(({ read }) => read(at))
    let key = values.join(separator)
    if (property.rowsBeforeOther < Number.POSITIVE_INFINITY) {
      if (combinations.size >= property.rowsBeforeOther && !combinations.has(key)) {
        seen.hasOther = true
        values = values.map((value, index) => (keepsValue(columns[index]) ? value : '(other)'))
        key = values.join(separator)
      } else combinations.add(key)
    }
    if (kept !== undefined && !kept.has(key)) return
    rows.add(key, () => values, at, weight, pass)
    if (!hasTotals) return
    const { range, comparison } = at
    totals.add(range + separator + comparison, () => [range, comparison], at, weight, pass)
  }
}

/** What stands between the values of a key. No value has it. */
export const separator = '\u0001'

const untouched = new Set([
  'date',
  'dateHour',
  'year',
  'month',
  'yearMonth',
  'week',
  'yearWeek',
  'dateRange',
  'comparison',
])

const keepsValue = (column: DimensionColumn | undefined): boolean =>
  column !== undefined && untouched.has(column.name)
