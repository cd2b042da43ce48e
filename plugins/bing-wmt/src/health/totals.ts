import type { WireDay } from '../crawl/wire.ts'
import type { WireRow } from '../performance/rows.ts'
import { isWithin, type Window } from '../site/window.ts'
import { day } from '../wire/date.ts'
import type { CrawlTotals } from './findings.ts'

/** The crawling of the days of a window, added up. */
export function crawlTotals(days: readonly WireDay[], window: Window): CrawlTotals {
  const within = days.filter(({ Date: date }) => isIn(window, date))
  const sum = (
    field: 'CrawledPages' | 'CrawlErrors' | 'Code5xx' | 'BlockedByRobotsTxt' | 'ContainsMalware',
  ) => within.reduce((total, each) => total + each[field], 0)
  const last = within.toSorted((a, b) => ((day(a.Date) ?? '') < (day(b.Date) ?? '') ? 1 : -1))[0]
  return {
    crawledPages: sum('CrawledPages'),
    crawlErrors: sum('CrawlErrors'),
    code5xx: sum('Code5xx'),
    blockedByRobotsTxt: sum('BlockedByRobotsTxt'),
    containsMalware: sum('ContainsMalware'),
    inIndex: last?.InIndex ?? 0,
  }
}

/** Clicks in two windows. */
export function trafficChange(
  rows: readonly WireRow[],
  before: Window,
  after: Window,
): { before: number; after: number } {
  const clicks = (window: Window) =>
    rows.reduce((total, { Clicks, Date: date }) => (isIn(window, date) ? total + Clicks : total), 0)
  return { before: clicks(before), after: clicks(after) }
}

function isIn(window: Window, wire: string): boolean {
  const date = day(wire)
  return date !== null && isWithin(window, date)
}
