/** The zone in which days of Google's quotas, and of Search Console's reports, begin and end. */
export const pacific = 'America/Los_Angeles'

const clock = new Intl.DateTimeFormat('en-CA', {
  timeZone: pacific,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})

/** The date in California at a moment in milliseconds since 1970, such as `2026-11-27`. */
export function pacificDate(at: number): string {
  return clock.format(at).slice(0, 10)
}

const hour = 3_600_000

/**
 * Whole seconds from a moment (milliseconds since 1970) until the next midnight in California, in summer and in winter
 * time; undefined where the moment is not a number.
 */
export function secondsToPacificMidnight(at: number): number | undefined {
  if (!Number.isFinite(at)) return undefined
  const today = pacificDate(at)
  // A day has 23, 24 or 25 hours there, so the end is searched for instead of computed.
  let within = at
  let after = at + 26 * hour
  while (after - within > 1) {
    const middle = Math.floor((within + after) / 2)
    if (pacificDate(middle) === today) within = middle
    else after = middle
  }
  return Math.ceil((after - at) / 1_000)
}
