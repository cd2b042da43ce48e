import { pacificDate } from '@patchbay/google'

const dayLength = 86_400_000

/** The number of a date, counted from 1970. */
export const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / dayLength

export const dateOf = (day: number): string => new Date(day * dayLength).toISOString().slice(0, 10)

/** The number of the day that it is in California, whose days Search Console counts in. */
export const today = (now: number): number => dayOf(pacificDate(now))

/** How many days ago the last day was whose data is final. */
export const finalAge = 3

/** How many days ago the last day was whose data is whole, though it may still change. */
export const completeAge = 2

/** Data older than that is gone: 16 months. */
export const oldestAge = 486

/** Hours are kept for so many days. */
export const hourlyAge = 10

/** An hour in California, as Google writes it, such as `2026-11-20T07:00:00-08:00`. */
export function hourOf(day: number, hour: number): string {
  const date = dateOf(day)
  const zone = new Intl.DateTimeFormat('en-US', {
    timeZone: 'America/Los_Angeles',
    timeZoneName: 'longOffset',
  })
    .formatToParts(Date.parse(`${date}T20:00:00Z`))
    .find(({ type }) => type === 'timeZoneName')
    ?.value.slice(3)
  return `${date}T${String(hour).padStart(2, '0')}:00:00${zone ?? '-08:00'}`
}
