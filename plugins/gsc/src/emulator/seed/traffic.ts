import { chanceOf } from './chance.ts'
import type { Series } from './series.ts'

/** What one series had on one day. */
export interface Visits {
  readonly impressions: number
  readonly clicks: number
  /** Of the topmost link, from 1. */
  readonly position: number
}

/** Sunday first: fewer people look for garden tools in the middle of the week. */
const weekdays = [1.25, 1, 0.92, 0.88, 0.9, 0.98, 1.3] as const

/** What share of people click at a position. */
const clickRate = (position: number): number => 0.32 / position ** 0.95

/**
 * The traffic of a series on a day, numbered from 1970. `age` is how many days ago that was, for what changes towards the
 * present.
 */
export function visitsOn(series: Series, day: number, age: number): Visits {
  const weekday = weekdays[(day + 4) % 7] ?? 1
  const season = 1 + 0.15 * Math.sin((day / 365) * 2 * Math.PI)
  const noise = 0.75 + chanceOf(series.number, day) * 0.5
  const expected = series.impressions * weekday * season * noise * courseAt(series, age)
  // What is less than one happens on some days only.
  const impressions = Math.floor(expected + chanceOf(day, series.number))
  if (impressions === 0) return { impressions, clicks: 0, position: series.position }
  const position = Math.max(1, series.position + (chanceOf(series.number + 1, day + 1) - 0.5) * 0.8)
  const rate = clickRate(position) * (series.number % 23 === 9 ? 0.2 : 1)
  const clicks = Math.min(impressions, Math.floor(impressions * rate + chanceOf(day + 2, series.number)))
  return { impressions, clicks, position }
}

/** How much of its usual traffic a series has at an age in days. */
function courseAt({ course, country }: Series, age: number): number {
  switch (course) {
    case 'decaying':
      return Math.min(1, 0.25 + age / 160)
    case 'new':
      return age < 30 ? 1 : 0
    case 'lost':
      return age > 32 ? 1 : 0
    case 'dropped':
      return age < 17 && country === 'usa' ? 0.3 : 1
    case 'steady':
      return 1
  }
}
