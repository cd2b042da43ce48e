import type { ObjectiveGroup } from '../objectives.ts'
import { ratioName, type Indicator, type Window } from './recording-rules.ts'
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

const names = { availability: 'PatchbayAvailabilityBurning', latency: 'PatchbayLatencyBurning' } as const

/** Calls a second below which a share says nothing: one failure of three calls is no outage. */
const fewest = 0.01

export function burnGroups(groups: readonly ObjectiveGroup[]): RuleGroup[] {
  return (['availability', 'latency'] as const).map((indicator) => ({
    name: `patchbay-${indicator}-burn`,
    rules: groups.flatMap((group) => burns.map((burn) => burnAlert(indicator, group, burn))),
  }))
}

function burnAlert(indicator: Indicator, { matcher, objectives }: ObjectiveGroup, burn: Burn): AlertRule {
  const { rate, long, short, severity } = burn
  const target = indicator === 'availability' ? objectives.availability : objectives.latency.target
  const budget = Number((1 - target).toFixed(6))
  const over = (window: Window): string =>
    `${ratioName(indicator, window)}${matcher === '' ? '' : `{${matcher}}`} > ${rate} * ${budget}`
  const traffic = `sum by (connector) (rate(patchbay_calls_total[${long}])) > ${fewest}`
  const what =
    indicator === 'availability'
      ? 'fail by a fault of the vendor or of Patchbay'
      : `take longer than ${objectives.latency.threshold} s`
  return {
    alert: names[indicator],
    expr: `${over(long)} and ${over(short)} and ${traffic}`,
    labels: {
      severity,
      objective: indicator,
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

const humanShare = (share: number): string => `${Number((share * 100).toFixed(4))} %`
