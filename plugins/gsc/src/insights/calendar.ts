const millisecondsPerDay = 86_400_000

/** Days since 1970-01-01, or null where the text is no date. */
export function dayNumberOf(date: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return null
  const time = Date.parse(`${date}T00:00:00Z`)
  return Number.isNaN(time) ? null : time / millisecondsPerDay
}

export function dateOf(dayNumber: number): string {
  return new Date(dayNumber * millisecondsPerDay).toISOString().slice(0, 10)
}

/** 0 is Monday, 6 is Sunday. */
export function weekdayOf(dayNumber: number): number {
  // 1970-01-01 was a Thursday.
  return (((dayNumber + 3) % 7) + 7) % 7
}

/** First and last day of the week, from Monday on, or of the calendar month that a day lies in. */
export function periodOf(dayNumber: number, granularity: 'week' | 'month'): { first: number; last: number } {
  if (granularity === 'week') {
    const first = dayNumber - weekdayOf(dayNumber)
    return { first, last: first + 6 }
  }
  const date = new Date(dayNumber * millisecondsPerDay)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()]
  return {
    first: Date.UTC(year, month, 1) / millisecondsPerDay,
    last: Date.UTC(year, month + 1, 0) / millisecondsPerDay,
  }
}
