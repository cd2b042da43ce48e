import type { Alert } from '../../api/alerts.ts'
import type { Objective } from '../../api/objectives.ts'
import { formatSeconds, formatShare } from '../../parts/format.ts'

/** Many times faster than it lasts, as people write it. */
export const formatRate = (rate: number): string =>
  `${rate >= 10 ? Math.round(rate) : Number(rate.toFixed(1))}×`

/** Why an alert is one. */
export function describeRule({ name, connector, subject, rule, burn }: Alert): string {
  const about = [connector, subject ?? name].filter((part) => part !== null).join(' · ')
  if (rule === null) return about
  const now = burn === null ? '' : `, now ${formatRate(burn)}`
  return `${about} · budget burns ${formatRate(rule.rate)} too fast over ${rule.long} and ${rule.short}${now}`
}

/** What an objective promises. */
export function describeObjective({ kind, target, threshold }: Objective): string {
  const share = formatShare(target)
  if (kind === 'latency') return `${share} of calls are over within ${formatSeconds(threshold)}`
  if (kind === 'freshness') return `${share} of answers are not stale`
  return `${share} of calls do not fail by the vendor or Patchbay`
}

/** How bad a burn rate is: at 1 the budget lasts exactly its window. */
export function burnColor(rate: number): 'red' | 'yellow' | undefined {
  if (rate <= 1) return undefined
  return rate >= 6 ? 'red' : 'yellow'
}

const sources = {
  default: 'by default',
  connector: 'by the connector',
  tenant: 'by your tenant',
} as const

export const describeSource = (source: Objective['source']): string => sources[source]

/** The bounds that durations are counted by, as far as they make a promise. The server has the last word. */
const thresholds = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

/** Seconds that can be chosen, with those that are now. */
export const thresholdChoices = (now: number): readonly number[] =>
  [...new Set([...thresholds, now])].toSorted((one, other) => one - other)
