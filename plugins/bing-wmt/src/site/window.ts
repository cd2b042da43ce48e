import { Problem, Type } from '@patchbay/contract'

const dayLength = 86_400_000
const defaultDays = 28

const IsoDay = (description: string) => Type.String({ format: 'date', description, examples: ['2026-10-31'] })

/** The input fields of every report over a span of days. */
export const windowFields = {
  startDate: Type.Optional(IsoDay(`First day, inclusive. Default: ${defaultDays - 1} days before the last.`)),
  endDate: Type.Optional(IsoDay('Last day, inclusive. Default: today in UTC.')),
}

/**
 * Days from the first to the last, both inclusive, as ISO dates: comparing them as text compares them in
 * time.
 */
export interface Window {
  readonly startDate: string
  readonly endDate: string
}

/** The span of days that a call asks for. `now` is in milliseconds since 1970. */
export function windowOf(input: Partial<Window>, now: number): Window {
  const endDate = input.endDate ?? isoDay(now)
  const startDate = input.startDate ?? isoDay(Date.parse(endDate) - (defaultDays - 1) * dayLength)
  if (startDate <= endDate) return { startDate, endDate }
  throw new Problem('invalid_input', {
    detail: `The window would begin on ${startDate}, after its end on ${endDate}.`,
    errors: [{ path: '/startDate', message: `must not be later than ${endDate}` }],
  })
}

/** The span of days that a window is compared with: as long as it, right before it, unless the call says otherwise. */
export function windowBefore(
  { startDate, endDate }: Window,
  input: { readonly previousStartDate?: string; readonly previousEndDate?: string },
): Window {
  const length = Date.parse(endDate) - Date.parse(startDate)
  const end = input.previousEndDate ?? isoDay(Date.parse(startDate) - dayLength)
  const start = input.previousStartDate ?? isoDay(Date.parse(end) - length)
  if (start <= end) return { startDate: start, endDate: end }
  throw new Problem('invalid_input', {
    detail: `The window before would begin on ${start}, after its end on ${end}.`,
    errors: [{ path: '/previousStartDate', message: `must not be later than ${end}` }],
  })
}

export function isWithin({ startDate, endDate }: Window, day: string): boolean {
  return startDate <= day && day <= endDate
}

function isoDay(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10)
}
