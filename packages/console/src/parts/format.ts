const count = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 })
const whole = new Intl.NumberFormat('en')
const share = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 2 })
/** Of what is far beyond the whole, fractions say nothing, and do not fit. */
const wholeShare = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 0 })
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' })
const moment = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium' })

/** What stands for a figure that there is none of. */
export const none = '–'

export const formatCount = (value: number): string => (value < 10_000 ? whole : count).format(value)
export const formatShare = (value: number | null | undefined): string =>
  value === null || value === undefined ? none : (Math.abs(value) >= 10 ? wholeShare : share).format(value)
export const formatTime = (value: string | number): string => moment.format(new Date(value))

/** Milliseconds as short as a call is: fractions where it took a few. */
export function formatMilliseconds(value: number): string {
  return value < 10 ? `${Number(value.toFixed(1))} ms` : formatSeconds(value / 1_000)
}

/** Seconds, in the unit that reads best. */
export function formatSeconds(value: number | null | undefined): string {
  if (value === null || value === undefined) return none
  if (value < 1) return `${Math.round(value * 1_000)} ms`
  return value < 60 ? `${Number(value.toPrecision(3))} s` : `${Math.round(value / 60)} min`
}

const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const

/** A stretch of seconds to minutes, hours or days. */
export function formatDuration(seconds: number): string {
  if (seconds < 120) return `${Math.ceil(seconds)} s`
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min`
  return seconds < 172_800 ? `${Math.round(seconds / 3_600)} h` : `${Math.round(seconds / 86_400)} days`
}

/** How long ago, or how soon. */
export function formatAgo(value: string | number, now = Date.now()): string {
  const seconds = (new Date(value).getTime() - now) / 1_000
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? (['second', 1] as const)
  return relative.format(Math.round(seconds / size), unit)
}
