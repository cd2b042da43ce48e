import {
  compactDate,
  dateOf,
  isoWeek,
  monthsBetween,
  weekdayOf,
  weekOfYear,
  type DayNumber,
} from '../calendar.ts'
import type { Cursor, Reader } from './cursor.ts'

const two = (value: number): string => String(value).padStart(2, '0')
const four = (value: number): string => String(value).padStart(4, '0')

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

function factsOf(day: DayNumber) {
  const [year = '', month = '', date = ''] = dateOf(day).split('-')
  const iso = isoWeek(day)
  return { compact: compactDate(day), year, month, date, week: two(weekOfYear(day)), iso }
}

const known = new Map<DayNumber, ReturnType<typeof factsOf>>()

/** What is to be said of a day; made once, for many events share it. */
function dateFacts(day: DayNumber): ReturnType<typeof factsOf> {
  const facts = known.get(day) ?? factsOf(day)
  known.set(day, facts)
  return facts
}

const dayAt = (at: Cursor) => dateFacts(at.day.day)
const minuteAt = (at: Cursor): number => at.day.minute[at.event] ?? 0
const hourAt = (at: Cursor): number => Math.floor(minuteAt(at) / 60)
const daysIn = (at: Cursor): number => at.day.day - at.start

/** Readers of dimensions of time. */
export const timeReaders: Readonly<Record<string, Reader>> = {
  date: (at) => dayAt(at).compact,
  dateHour: (at) => dayAt(at).compact + two(hourAt(at)),
  dateHourMinute: (at) => dayAt(at).compact + two(hourAt(at)) + two(minuteAt(at) % 60),
  day: (at) => dayAt(at).date,
  dayOfWeek: (at) => String(weekdayOf(at.day.day)),
  dayOfWeekName: (at) => weekdays[weekdayOf(at.day.day)] ?? '',
  hour: (at) => two(hourAt(at)),
  isoWeek: (at) => two(dayAt(at).iso.week),
  isoYear: (at) => dayAt(at).iso.year,
  isoYearIsoWeek: (at) => dayAt(at).iso.year + two(dayAt(at).iso.week),
  minute: (at) => two(minuteAt(at) % 60),
  minutesAgo: (at) => two(at.nowMinute - minuteAt(at)),
  month: (at) => dayAt(at).month,
  nthDay: (at) => four(daysIn(at)),
  nthHour: (at) => four(daysIn(at) * 24 + hourAt(at)),
  nthMinute: (at) => four(daysIn(at) * 1_440 + minuteAt(at)),
  nthMonth: (at) => four(monthsBetween(at.start, at.day.day)),
  nthWeek: (at) => four(Math.floor((daysIn(at) + weekdayOf(at.start)) / 7)),
  nthYear: (at) => four(Number(dayAt(at).year) - Number(dateFacts(at.start).year)),
  week: (at) => dayAt(at).week,
  year: (at) => dayAt(at).year,
  yearMonth: (at) => dayAt(at).year + dayAt(at).month,
  yearWeek: (at) => dayAt(at).year + dayAt(at).week,
  cohort: (at) => at.range,
  cohortNthDay: (at) => four(at.nth),
  cohortNthMonth: (at) => four(at.nth),
  cohortNthWeek: (at) => four(at.nth),
  comparison: (at) => at.comparison,
  dateRange: (at) => at.range,
  firstSessionDate: (at) => dateFacts(at.session.firstDay).compact,
}
