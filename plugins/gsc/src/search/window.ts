import { Problem } from '@patchbay/contract'
import { pacificDate } from '@patchbay/google'

const dayLength = 86_400_000
const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / dayLength
const dateOf = (day: number): string => new Date(day * dayLength).toISOString().slice(0, 10)

/** Days, both of which count. */
export interface Window {
  readonly startDate: string
  readonly endDate: string
}

export interface GivenWindow {
  readonly startDate?: string
  readonly endDate?: string
  readonly days?: number
}

/** Data is final after two to three days. */
const finalAfter = 3

const usualDays = 28

/** The days that a call asks for. `lag` is how many days ago the last one is, where the call does not say. */
export function windowOf(given: GivenWindow, now: number, lag = finalAfter, usual = usualDays): Window {
  const end = given.endDate === undefined ? dayOf(pacificDate(now)) - lag : dayOf(given.endDate)
  if (given.startDate === undefined) {
    return { startDate: dateOf(end - (given.days ?? usual) + 1), endDate: dateOf(end) }
  }
  if (given.days !== undefined) {
    throw new Problem('invalid_input', {
      detail: 'A call names the first day or the number of days, not both.',
      errors: [{ path: '/days', message: 'is not for calls with a startDate' }],
    })
  }
  if (dayOf(given.startDate) > end) {
    throw new Problem('invalid_input', {
      detail: `The window begins at ${given.startDate}, after its last day ${dateOf(end)}.`,
      errors: [{ path: '/startDate', message: `is after the last day ${dateOf(end)}` }],
    })
  }
  return { startDate: given.startDate, endDate: dateOf(end) }
}

export const lengthOf = ({ startDate, endDate }: Window): number => dayOf(endDate) - dayOf(startDate) + 1

/** A window moved by so many days. */
export const moved = ({ startDate, endDate }: Window, days: number): Window => ({
  startDate: dateOf(dayOf(startDate) + days),
  endDate: dateOf(dayOf(endDate) + days),
})

/** The days of a window, first to last. */
export function daysOf({ startDate, endDate }: Window): string[] {
  const first = dayOf(startDate)
  return Array.from({ length: dayOf(endDate) - first + 1 }, (_, index) => dateOf(first + index))
}

/**
 * The window that another one is compared with: just before it; before it and on the same days of the week; or 52 weeks
 * before it, which are the same days of the week as well.
 */
export function windowBefore(
  window: Window,
  mode: 'previous_period' | 'same_weekdays' | 'previous_year',
): Window {
  const length = lengthOf(window)
  if (mode === 'previous_year') return moved(window, -364)
  return moved(window, mode === 'previous_period' ? -length : -Math.ceil(length / 7) * 7)
}
