/** A calendar day in some time zone. */
export interface CalendarDay {
  /** Such as `2026-11-22`. */
  readonly name: string
  /** In milliseconds since 1970. */
  readonly endsAt: number
}

/** No day is longer: 24 hours, one more where clocks are set back, and some to spare. */
const longestDay = 27 * 3_600_000

/** The day at a moment (milliseconds since 1970), whatever its length. Throws a RangeError on an unknown time zone. */
export function calendarDay(timeZone: string, at: number): CalendarDay {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
  const name = format.format(at)
  // The time zone's rules are not ours to know, so the end is searched for: where the name changes.
  let within = at
  let after = at + longestDay
  while (after - within > 1) {
    const middle = Math.floor((within + after) / 2)
    if (format.format(middle) === name) within = middle
    else after = middle
  }
  return { name, endsAt: after }
}
