import { reportedDays, weekdayOf, type DayNumber } from '../calendar.ts'
import { chances } from './chance.ts'
import type { Site } from './sites.ts'

/** What one query brought to one page on one day. Every report is a sum of these, so that they agree. */
export interface Visits {
  readonly day: DayNumber
  readonly query: string
  readonly page: string
  readonly clicks: number
  readonly impressions: number
  readonly position: number
  readonly clickPosition: number
}

/** From Sunday: gardens are for weekends. */
const weekdays = [1.3, 0.9, 0.85, 0.9, 0.95, 1.05, 1.35]

/** Highest in June, lowest in December. */
const season = (day: DayNumber) => 1 + 0.35 * Math.sin((2 * Math.PI * ((day % 365.25) - 75)) / 365.25)

/** All visits of a site, oldest first. A day has the same numbers whenever they are asked for. */
export function visitsOf({ url, demand }: Site, lastDay: DayNumber): Visits[] {
  const sources = demand.map((each) => ({
    ...each,
    page: new URL(each.path, url).href,
    roll: chances(url, each.query, each.path),
  }))
  const visits: Visits[] = []
  for (let day = lastDay - reportedDays + 1; day <= lastDay; day += 1) {
    const factor = (weekdays[weekdayOf(day)] ?? 1) * season(day)
    for (const { query, page, perDay, position: usual, isOvercounted, roll } of sources) {
      const chance = (about: number) => roll(day, about)
      const { impressions, clicks } =
        isOvercounted === true ? overcounted(day) : counts(perDay * factor, usual, chance)
      if (impressions === 0) continue
      const position = Math.max(1, usual + Math.round(chance(4) * 2) - 1)
      const clickPosition = Math.max(1, position - 1)
      visits.push({ day, query, page, impressions, clicks, position, clickPosition })
    }
  }
  return visits
}

function counts(expected: number, position: number, chance: (about: number) => number) {
  const impressions = Math.floor(expected * (0.8 + 0.4 * chance(1)) + chance(2))
  const clicks = Math.floor((impressions * 0.3) / position + chance(3) * 0.9)
  return { impressions, clicks: Math.min(clicks, impressions) }
}

/** One impression a week, clicked twice. */
function overcounted(day: DayNumber) {
  return weekdayOf(day) === 1 ? { impressions: 1, clicks: 2 } : { impressions: 0, clicks: 0 }
}
