import type { CallHistoryLine } from '../statistics/call-history.ts'
import {
  budgetOf,
  burnRate,
  burnWindowNames,
  type Budget,
  type BurnWindow,
  type Events,
  type WindowedEvents,
} from './burn-rates.ts'
import { addEvents, countEvents, noEvents } from './count-events.ts'
import type { Objective } from './objective.ts'
import { installation } from './scope.ts'
import type { WindowCounts } from './window-counts.ts'

/** An objective and how it is kept. */
export interface MeasuredObjective {
  readonly objective: Objective
  /** Of the budget's window. */
  readonly events: Events
  /** Share of what was good; null without events. */
  readonly attained: number | null
  readonly budget: Budget
  readonly windows: WindowedEvents
  readonly burn: Readonly<Record<BurnWindow, number>>
}

/** Measures objectives of one scope by what was counted; of a tenant where the lines tell tenants apart. */
export function measureObjectives(
  objectives: readonly Objective[],
  counts: WindowCounts,
  tenant?: string,
): MeasuredObjective[] {
  const isOurs = (line: CallHistoryLine): boolean => tenant === undefined || line.tenant === tenant
  const byConnector = new Map(
    Object.entries(counts).map(([name, lines]) => [
      name,
      Map.groupBy(lines.filter(isOurs), ({ connector = '' }) => connector),
    ]),
  )
  return objectives.map((objective) => {
    const eventsIn = (name: BurnWindow | 'budget'): Events =>
      (byConnector.get(name)?.get(objective.connector) ?? [])
        .map((line) => countEvents(objective, line))
        .reduce(addEvents, noEvents)
    const windows = byWindow(eventsIn)
    const events = eventsIn('budget')
    const { target } = objective
    return {
      objective,
      events,
      attained: events.total === 0 ? null : events.good / events.total,
      budget: budgetOf(events, target),
      windows,
      burn: byWindow((name) => burnRate(windows[name], target)),
    }
  })
}

const byWindow = <T>(valueOf: (name: BurnWindow) => T): Readonly<Record<BurnWindow, T>> =>
  Object.fromEntries(burnWindowNames.map((name) => [name, valueOf(name)])) as Record<BurnWindow, T>

/** The tenant that a scope stands for; undefined for the installation. */
export const tenantOf = (scope: string): string | undefined => (scope === installation ? undefined : scope)
