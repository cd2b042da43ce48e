import type { ConnectorHealth } from '../../api/connector-health.ts'
import type { Limit } from '../../api/limits.ts'
import type { Objective } from '../../api/objectives.ts'
import type { Statistics, StatisticsSeries } from '../../api/statistics.ts'
import { everyStep } from '../../parts/charts/every-step.ts'
import type { MiniBar } from '../../parts/charts/mini-bar-shapes.ts'

/** Of these, the one with the least left; undefined where none is known. */
function scarcest<Entry>(
  entries: readonly Entry[],
  leftOf: (entry: Entry) => number | null,
): Entry | undefined {
  let found: Entry | undefined
  let least = Infinity
  for (const entry of entries) {
    const left = leftOf(entry)
    if (left === null || left >= least) continue
    least = left
    found = entry
  }
  return found
}

/** The objective whose budget is nearest to its end. */
export const tightestObjective = (objectives: readonly Objective[]): Objective | undefined =>
  scarcest(objectives, ({ budget }) => budget.left)

export const shareLeft = ({ left, capacity }: Limit): number => (capacity === 0 ? 0 : left / capacity)

/** The count of a limit of which the least is left. */
export const tightestLimit = (limits: readonly Limit[]): Limit | undefined => scarcest(limits, shareLeft)

const urgency = ['down', 'degraded', 'ok']

/** Those that need a look come first; otherwise by name, so that each keeps its place. */
export const unwellFirst = (connectors: readonly ConnectorHealth[]): readonly ConnectorHealth[] =>
  connectors.toSorted(
    (one, other) =>
      urgency.indexOf(one.status) - urgency.indexOf(other.status) || one.title.localeCompare(other.title),
  )

/** How many connectors are in each state, as far as there are any. */
export function countStates(connectors: readonly ConnectorHealth[]): {
  readonly ok: number
  readonly degraded: number
  readonly down: number
} {
  const counts = { ok: 0, degraded: 0, down: 0 }
  for (const { status } of connectors) counts[status] += 1
  return counts
}

/** How many ways to vendors there are, and how many of these are not open to calls. */
export function countBreakers(connectors: readonly ConnectorHealth[]): {
  readonly all: number
  readonly open: number
} {
  const states = connectors.flatMap(({ origins }) => origins.map(({ breaker }) => breaker))
  return { all: states.length, open: states.filter((state) => state !== 'closed').length }
}

/** Calls step by step, with those that vendors and Patchbay let fail. Undefined stands for a series without calls. */
export const trafficBars = (
  statistics: Statistics,
  series: StatisticsSeries | undefined,
): readonly MiniBar[] =>
  everyStep(statistics, series?.points ?? []).map(({ time, point }) => ({
    at: String(time),
    value: point?.calls ?? 0,
    failed: point === undefined ? 0 : point.errors.vendor + point.errors.patchbay,
  }))
