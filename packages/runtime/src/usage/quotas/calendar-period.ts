/** A day or a month of the calendar in UTC. */
export interface CalendarPeriod {
  /** Such as `2026-11` or `2026-11-22`. */
  readonly name: string
  /** In milliseconds since 1970. */
  readonly startsAt: number
  /** In milliseconds since 1970; the first moment that is not in it any more. */
  readonly endsAt: number
}

export function calendarPeriod(period: 'day' | 'month', at: number): CalendarPeriod {
  const date = new Date(at)
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()]
  const text = date.toISOString()
  return period === 'day'
    ? {
        name: text.slice(0, 10),
        startsAt: Date.UTC(year, month, day),
        endsAt: Date.UTC(year, month, day + 1),
      }
    : { name: text.slice(0, 7), startsAt: Date.UTC(year, month), endsAt: Date.UTC(year, month + 1) }
}
