/** Days are counted since 1970-01-01. */
export type DayNumber = number

const dayLength = 86_400_000
const hour = 3_600_000

const pacificHour = new Intl.DateTimeFormat('en-US', {
  timeZone: 'America/Los_Angeles',
  hour: '2-digit',
  hourCycle: 'h23',
})

export function dayOf(milliseconds: number): DayNumber {
  return Math.floor(milliseconds / dayLength)
}

/** Reports are two days behind. */
export function lastReportedDay(now: number): DayNumber {
  return dayOf(now) - 2
}

/** How far reports go back from the last day, in days. */
export const reportedDays = 183

/** The Saturday with which the week of a day begins. */
export function weekOf(day: DayNumber): DayNumber {
  const firstSaturday = 2
  return day - ((((day - firstSaturday) % 7) + 7) % 7)
}

/** 0 is Sunday. */
export function weekdayOf(day: DayNumber): number {
  return (day + 4) % 7
}

/** The bucket of a day: its midnight in the Pacific zone. Bing writes some methods' dates with the offset. */
export function bucketDate(day: DayNumber, form: 'plain' | 'offset'): string {
  const standardMidnight = day * dayLength + 8 * hour
  const isSummer = Number(pacificHour.format(standardMidnight)) === 1
  const midnight = isSummer ? standardMidnight - hour : standardMidnight
  return wireDate(midnight, form === 'plain' ? '' : isSummer ? '-0700' : '-0800')
}

/** A moment as Bing writes it. */
export function wireDate(milliseconds: number, offset = ''): string {
  return `/Date(${milliseconds}${offset})/`
}
