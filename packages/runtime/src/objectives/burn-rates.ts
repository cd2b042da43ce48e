/** The stretches of time over which it is told how fast a budget is spent, in milliseconds. */
export const burnWindows = {
  '5m': 300_000,
  '30m': 1_800_000,
  '1h': 3_600_000,
  '2h': 7_200_000,
  '6h': 21_600_000,
  '1d': 86_400_000,
  '3d': 259_200_000,
} as const

export type BurnWindow = keyof typeof burnWindows

export const burnWindowNames = Object.keys(burnWindows) as readonly BurnWindow[]

/** Within which a budget is to last, in milliseconds. */
export const budgetWindow = 30 * 86_400_000

export const severities = ['page', 'ticket'] as const
export type Severity = (typeof severities)[number]

/**
 * A budget is spent at more than `rate` times the speed at which it lasts, over a long window, so that it matters, and
 * over a short one as well, so that it is still going on.
 */
export interface BurnRule {
  readonly severity: Severity
  readonly rate: number
  readonly long: BurnWindow
  readonly short: BurnWindow
}

/**
 * The table of the SRE workbook (chapter 5, "Multiwindow, Multi-Burn-Rate Alerts"): 2 % of the budget of 30 days within an
 * hour or 5 % within six wake somebody; 10 % within a day or three days wait for the morning. The more urgent first.
 */
export const burnRules: readonly BurnRule[] = [
  { severity: 'page', rate: 14.4, long: '1h', short: '5m' },
  { severity: 'page', rate: 6, long: '6h', short: '30m' },
  { severity: 'ticket', rate: 3, long: '1d', short: '2h' },
  { severity: 'ticket', rate: 1, long: '3d', short: '6h' },
]

/**
 * Bad events that the long window must hold before a rule speaks. Without it the one failure of two calls in a night would
 * wake somebody; with it a connector of a few calls an hour is told of later, by the rules with the longer windows.
 */
export const fewestBadEvents = 10

/** What an objective counts: all that it is about, and what of that was as promised. */
export interface Events {
  readonly total: number
  readonly good: number
}

/** By window. */
export type WindowedEvents = Readonly<Record<BurnWindow, Events>>

/** How many times as fast as it may a budget is spent: 1 spends it within the budget's window. 0 without events. */
export function burnRate({ total, good }: Events, target: number): number {
  return total === 0 ? 0 : (total - good) / total / (1 - target)
}

/** The rules that hold now, the more urgent first. */
export function burningRules(events: WindowedEvents, target: number): readonly BurnRule[] {
  return burnRules.filter(({ rate, long, short }) => {
    const { total, good } = events[long]
    return (
      total - good >= fewestBadEvents &&
      burnRate(events[long], target) > rate &&
      burnRate(events[short], target) > rate
    )
  })
}

/** What a budget came to. */
export interface Budget {
  /** Bad events that it allows; of what has happened so far. */
  readonly total: number
  readonly spent: number
  /** What is left of it, as a share; below zero where more was spent. Null without events. */
  readonly left: number | null
}

export function budgetOf({ total, good }: Events, target: number): Budget {
  const allowed = total * (1 - target)
  const spent = total - good
  return { total: allowed, spent, left: total === 0 ? null : 1 - spent / allowed }
}
