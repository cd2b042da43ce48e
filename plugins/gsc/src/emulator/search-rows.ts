import { completeAge, dateOf, finalAge, hourlyAge, hourOf, oldestAge, today } from './calendar.ts'
import { filterSeries, valueOf } from './filter-series.ts'
import type { SearchQuery } from './search-query.ts'
import type { Series } from './seed/series.ts'
import { chanceOf } from './seed/chance.ts'
import { visitsOn, type Visits } from './seed/traffic.ts'

/** A row, as Google answers it. */
export interface WireRow {
  keys?: string[]
  clicks: number
  impressions: number
  ctr: number
  /** Absent where there are no positions: in Discover and Google News. */
  position?: number
}

interface Sum {
  readonly keys: string[]
  clicks: number
  impressions: number
  weighted: number
}

/** Google shows no more rows of a day and type. */
export const mostRowsOfDay = 50_000

const separator = '\u0000'

/** All rows of a query, in Google's order: days in theirs, everything else by clicks. */
export function searchRows(series: readonly Series[], query: SearchQuery, now: number): WireRow[] {
  const { dimensions, aggregation, dataState } = query
  const seen = filterSeries(series, query)
  const present = today(now)
  const youngest = dataState === 'final' ? finalAge : 0
  const first = Math.max(query.firstDay, present - (dataState === 'hourlyall' ? hourlyAge : oldestAge))
  const last = Math.min(query.lastDay, present - youngest)
  const others = dimensions.filter((dimension) => dimension !== 'date' && dimension !== 'hour')
  const values = seen.map((one) => others.map((dimension) => valueOf(one, dimension)))
  const texts = values.map((one) => one.join(separator))
  const isByHour = dimensions.includes('hour')
  const isByDay = dimensions.includes('date')
  const rows: Sum[] = []
  let sums = new Map<string, Sum>()

  const add = (index: number, prefix: readonly string[], part: Visits): void => {
    const one = seen[index] as Series
    const key = `${prefix.join(separator)}${separator}${texts[index]}`
    let sum = sums.get(key)
    if (sum === undefined) {
      sum = { keys: keysOf(dimensions, prefix, values[index] ?? []), clicks: 0, impressions: 0, weighted: 0 }
      sums.set(key, sum)
    }
    // Of a property, a search counts once, however many of its pages it shows.
    const impressions = aggregation === 'byPage' || one.isFirstPage ? part.impressions : 0
    sum.clicks += part.clicks
    sum.impressions += Math.max(impressions, part.clicks)
    sum.weighted += part.position * Math.max(impressions, part.clicks)
  }

  for (let day = first; day <= last; day += 1) {
    const age = present - day
    const share = age === 0 ? 0.3 : age < completeAge ? 0.6 : 1
    for (let index = 0; index < seen.length; index += 1) {
      const whole = visitsOn(seen[index] as Series, day, age)
      if (whole.impressions === 0) continue
      const visits = share === 1 ? whole : scaled(whole, share)
      if (!isByHour) {
        if (visits.impressions > 0) add(index, isByDay ? [dateOf(day)] : [], visits)
        continue
      }
      for (const [hour, part] of hoursOf(visits, index, day)) {
        add(index, isByDay ? [dateOf(day), hourOf(day, hour)] : [hourOf(day, hour)], part)
      }
    }
    if (!isByDay) continue
    for (const sum of ordered(sums, isByHour || others.length === 0).slice(0, mostRowsOfDay)) rows.push(sum)
    sums = new Map()
  }
  if (!isByDay) {
    const most = mostRowsOfDay * Math.max(1, last - first + 1)
    for (const sum of ordered(sums, isByHour).slice(0, most)) rows.push(sum)
  }
  const hasPosition = query.type !== 'discover' && query.type !== 'googlenews'
  return rows.filter(({ impressions }) => impressions > 0).map((sum) => rowOf(sum, hasPosition))
}

/** Keys in the order in which the dimensions were asked for. */
function keysOf(
  dimensions: readonly string[],
  prefix: readonly string[],
  values: readonly string[],
): string[] {
  let time = 0
  let other = 0
  return dimensions.map((dimension) =>
    dimension === 'date' || dimension === 'hour'
      ? // Days come before hours in the prefix.
        (prefix[dimension === 'hour' ? prefix.length - 1 : time++] ?? '')
      : (values[other++] ?? ''),
  )
}

function ordered(sums: ReadonlyMap<string, Sum>, isByTime: boolean): Sum[] {
  const all = [...sums.values()]
  return isByTime
    ? all.sort((a, b) => ((a.keys[0] ?? '') < (b.keys[0] ?? '') ? -1 : 1))
    : all.sort((a, b) => b.clicks - a.clicks || b.impressions - a.impressions)
}

/** How much of a day has passed when an hour begins, in visits: most of them come in the afternoon. */
const shareUpTo = Array.from(
  { length: 24 },
  (_, hour) => 1 + 0.9 * Math.sin(((hour - 8) / 24) * 2 * Math.PI),
).reduce((sums, weight) => [...sums, (sums.at(-1) ?? 0) + weight / 24], [0])

/** The hours of a day's visits: few of them are all in one. */
function hoursOf(visits: Visits, index: number, day: number): Array<readonly [number, Visits]> {
  if (visits.impressions < 48) return [[Math.floor(chanceOf(index * 31, day) * 24), visits]]
  const parts: Array<readonly [number, Visits]> = []
  let given = 0
  for (let hour = 0; hour < 24; hour += 1) {
    // Differences of rounded sums, so that the hours add up to the day.
    const upTo = scaled(visits, shareUpTo[hour + 1] ?? 1)
    const before = scaled(visits, shareUpTo[hour] ?? 0)
    const impressions = upTo.impressions - before.impressions
    const clicks = Math.min(impressions, upTo.clicks - given)
    given += clicks
    if (impressions > 0) parts.push([hour, { impressions, clicks, position: visits.position }])
  }
  return parts
}

const scaled = ({ impressions, clicks, position }: Visits, share: number): Visits => {
  const shown = Math.round(impressions * share)
  return { impressions: shown, clicks: Math.min(shown, Math.round(clicks * share)), position }
}

function rowOf({ keys, clicks, impressions, weighted }: Sum, hasPosition: boolean): WireRow {
  return {
    ...(keys.length === 0 ? {} : { keys }),
    clicks,
    impressions,
    ctr: clicks / impressions,
    ...(hasPosition ? { position: weighted / impressions } : {}),
  }
}
