/** A stretch of time that a page is about: up to now, or between two moments. */
export type TimeRange =
  | { readonly kind: 'last'; readonly seconds: number }
  | { readonly kind: 'custom'; readonly from: number; readonly to: number }

/** The stretches up to now that can be chosen, by how they stand in the address of the page. */
export const lastRanges = [
  { value: '15m', seconds: 900, label: '15 m', title: 'Last 15 minutes' },
  { value: '1h', seconds: 3_600, label: '1 h', title: 'Last hour' },
  { value: '6h', seconds: 21_600, label: '6 h', title: 'Last 6 hours' },
  { value: '24h', seconds: 86_400, label: '24 h', title: 'Last 24 hours' },
  { value: '7d', seconds: 604_800, label: '7 d', title: 'Last 7 days' },
  { value: '30d', seconds: 2_592_000, label: '30 d', title: 'Last 30 days' },
] as const

export const lastHour: TimeRange = { kind: 'last', seconds: 3_600 }

/** What the address of the page says of the range; the last hour where it says nothing that can be read. */
export function readTimeRange(search: URLSearchParams): TimeRange {
  const found = lastRanges.find(({ value }) => value === search.get('range'))
  if (found !== undefined) return { kind: 'last', seconds: found.seconds }
  const [from, to] = [Date.parse(search.get('from') ?? ''), Date.parse(search.get('to') ?? '')]
  return from < to ? { kind: 'custom', from, to } : lastHour
}

/** The address with the range in it, and all else as it was. */
export function writeTimeRange(search: URLSearchParams, range: TimeRange): URLSearchParams {
  const written = new URLSearchParams(search)
  for (const name of ['range', 'from', 'to']) written.delete(name)
  if (range.kind === 'custom') {
    written.set('from', new Date(range.from).toISOString())
    written.set('to', new Date(range.to).toISOString())
  } else {
    const found = lastRanges.find(({ seconds }) => seconds === range.seconds)
    if (found !== undefined) written.set('range', found.value)
  }
  return written
}

/** The moments at which the range begins and ends, in milliseconds since 1970. */
export const spanOf = (range: TimeRange, now: number): { readonly from: number; readonly to: number } =>
  range.kind === 'custom' ? range : { from: now - range.seconds * 1_000, to: now }

const steps = [60, 300, 900, 3_600, 21_600, 86_400] as const
/** More points than this are closer together than can be told apart. */
const mostPoints = 180

/** Seconds between two points of a chart that is that many milliseconds wide. */
export function stepOf(milliseconds: number): (typeof steps)[number] {
  const atLeast = milliseconds / 1_000 / mostPoints
  return steps.find((step) => step >= atLeast) ?? 86_400
}

/** The range in words, after "in". */
export function describeTimeRange(range: TimeRange): string {
  if (range.kind === 'custom') return 'the chosen time'
  const found = lastRanges.find(({ seconds }) => seconds === range.seconds)
  return `the ${(found?.title ?? 'chosen time').toLowerCase()}`
}
