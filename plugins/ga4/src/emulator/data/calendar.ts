/** Days are counted since 1970-01-01. */
export type DayNumber = number

const dayLength = 86_400_000

const formats = new Map<string, Intl.DateTimeFormat>()

/** The calendar day in a time zone, and how many minutes of it have passed. */
export function localTime(milliseconds: number, timeZone: string): { day: DayNumber; minute: number } {
  const known = formats.get(timeZone)
  const format =
    known ??
    new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
  if (known === undefined) formats.set(timeZone, format)
  const parts = Object.fromEntries(format.formatToParts(milliseconds).map(({ type, value }) => [type, value]))
  return {
    day: dayOf(`${parts['year']}-${parts['month']}-${parts['day']}`),
    minute: Number(parts['hour']) * 60 + Number(parts['minute']),
  }
}

/** The number of a date, as YYYY-MM-DD. NaN where it is none. */
export function dayOf(date: string): DayNumber {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return Number.NaN
  const time = Date.parse(`${date}T00:00:00Z`)
  return Number.isNaN(time) || dateOf(time / dayLength) !== date ? Number.NaN : time / dayLength
}

export const dateOf = (day: DayNumber): string => new Date(day * dayLength).toISOString().slice(0, 10)

/** As dimensions write it: YYYYMMDD. */
export const compactDate = (day: DayNumber): string => dateOf(day).replaceAll('-', '')

/** 0 is Sunday. */
export const weekdayOf = (day: DayNumber): number => (day + 4) % 7

/** The week of its year, the first one being that with January 1st, and each beginning on Sunday. */
export function weekOfYear(day: DayNumber): number {
  const first = dayOf(`${dateOf(day).slice(0, 4)}-01-01`)
  return Math.floor((day - first + weekdayOf(first)) / 7) + 1
}

/** Year and week by ISO 8601: the week belongs to the year of its Thursday. */
export function isoWeek(day: DayNumber): { year: string; week: number } {
  const thursday = day - ((weekdayOf(day) + 6) % 7) + 3
  const year = dateOf(thursday).slice(0, 4)
  return { year, week: Math.floor((thursday - dayOf(`${year}-01-01`)) / 7) + 1 }
}

/** How many calendar months lie between the months of two days. */
export function monthsBetween(first: DayNumber, second: DayNumber): number {
  const months = (day: DayNumber): number => {
    const [year = 0, month = 0] = dateOf(day).split('-').map(Number)
    return year * 12 + month
  }
  return months(second) - months(first)
}
