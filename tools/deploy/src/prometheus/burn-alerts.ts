import {
  indicators,
  type Indicator,
  type ObjectiveGroup,
  type ObjectiveGroups,
  type Objectives,
} from '../objectives.ts'
import { ratioName, type Window } from './recording-rules.ts'
import type { AlertRule, RuleGroup } from './rule.ts'

interface Burn {
  /** How many times as fast as the budget of thirty days allows. */
  readonly rate: number
  readonly long: Window
  /** A twelfth of it, or less: so that the alert ends soon after its cause. */
  readonly short: Window
  readonly severity: 'page' | 'ticket'
}

/** As the workbook of Google's SRE has them (chapter 5, "Multiwindow, Multi-Burn-Rate Alerts"). */
export const burns: readonly Burn[] = [
  { rate: 14.4, long: '1h', short: '5m', severity: 'page' },
  { rate: 6, long: '6h', short: '30m', severity: 'page' },
  { rate: 3, long: '1d', short: '2h', severity: 'ticket' },
  { rate: 1, long: '3d', short: '6h', severity: 'ticket' },
]

const names = {
  availability: 'PatchbayAvailabilityBurning',
  latency: 'PatchbayLatencyBurning',
  freshness: 'PatchbayFreshnessBurning',
} as const

/** Calls a second below which a share says nothing: one failure of three calls is no outage. */
const fewest = 0.01

export function burnGroups(groups: ObjectiveGroups): RuleGroup[] {
  return indicators.map((indicator) => ({
    name: `patchbay-${indicator}-burn`,
    rules: groups[indicator].flatMap((group) => burns.map((burn) => burnAlert(indicator, group, burn))),
  }))
}

function burnAlert(indicator: Indicator, { matcher, objectives }: ObjectiveGroup, burn: Burn): AlertRule {
  const { rate, long, short, severity } = burn
  const budget = budgetOf(indicator, objectives)
  const over = (window: Window): string =>
    `${ratioName(indicator, window)}${matcher === '' ? '' : `{${matcher}}`} > ${rate} * ${budget}`
  const traffic = `sum by (connector) (rate(patchbay_calls_total[${long}])) > ${fewest}`
  const what = {
    availability: 'fail by a fault of the vendor or of Patchbay',
    latency: `take longer than ${objectives.latency.threshold} s`,
    freshness: 'are answered with what is older than its cache rule says',
  }[indicator]
  return {
    alert: names[indicator],
    expr: `${over(long)} and ${over(short)} and on (connector) ${traffic}`,
    labels: {
      severity,
      objective: indicator,
      target: String(targetOf(indicator, objectives)),
      ...(indicator === 'latency' ? { threshold: String(objectives.latency.threshold) } : {}),
      burn_rate: String(rate),
      long_window: long,
      short_window: short,
    },
    annotations: {
      summary: `{{ $labels.connector }}: the ${indicator} budget burns ${rate} times as fast as it may`,
      description: `Over ${long}, {{ $value | humanizePercentage }} of its calls ${what}; ${humanShare(budget)} may over 30 days. GET /v1/health/connectors says why, the dashboard "Patchbay connector" since when.`,
    },
  }
}

/** Share of calls that need not be good. */
export function budgetOf(indicator: Indicator, objectives: Objectives): number {
  return Number((1 - targetOf(indicator, objectives)).toFixed(6))
}

const targetOf = (indicator: Indicator, objectives: Objectives): number =>
  indicator === 'latency' ? objectives.latency.target : objectives[indicator]

const humanShare = (share: number): string => `${Number((share * 100).toFixed(4))} %`
