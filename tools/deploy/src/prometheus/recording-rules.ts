import { bad, good } from '../outcomes.ts'
import {
  defaultObjectives,
  indicators,
  type Indicator,
  type ObjectiveGroup,
  type ObjectiveGroups,
} from '../objectives.ts'
import type { RecordingRule, RuleGroup } from './rule.ts'

/** Spans of time that burn rates are looked at over. */
export const windows = ['5m', '30m', '1h', '2h', '6h', '1d', '3d'] as const
export type Window = (typeof windows)[number]

/** Rates of the shortest span are summed once; a longer one reads the calls of all instances in that time. */
const calls = (metric: string, matchers: readonly string[], window: string): string =>
  `sum by (connector) (rate(${metric}{${matchers.filter((matcher) => matcher !== '').join(',')}}[${window}]))`

/** Share of the calls that did not do what the objective asks for. */
function errorRatio(indicator: Indicator, { matcher, objectives }: ObjectiveGroup, window: Window): string {
  const counted = calls('patchbay_calls_total', [matcher, `outcome=~"${good}|${bad}"`], window)
  if (indicator === 'availability') {
    const failed = calls('patchbay_calls_total', [matcher, `outcome=~"${bad}"`], window)
    // Without a failure so far there is no series of failures, which is not the same as no answer.
    return `(${failed} or 0 * ${counted}) / ${counted}`
  }
  if (indicator === 'freshness') {
    const answered = calls('patchbay_calls_total', [matcher, `outcome=~"${good}"`], window)
    const stale = calls('patchbay_cache_results_total', [matcher, 'status="stale"'], window)
    return `(${stale} or 0 * ${answered}) / ${answered}`
  }
  // Whoever waits for a failure waits as well.
  const { threshold } = objectives.latency
  const waited = `outcome=~"${good}|${bad}"`
  const all = calls('patchbay_call_duration_seconds_count', [matcher, waited], window)
  const quick = calls('patchbay_call_duration_seconds_bucket', [matcher, waited, `le="${threshold}"`], window)
  return `1 - ${quick} / ${all}`
}

export const ratioName = (indicator: Indicator, window: Window): string =>
  `connector:patchbay_${indicator}_error_ratio:rate${window}`

/** What is counted depends on what is promised for latency alone: its threshold. */
const everyone: readonly ObjectiveGroup[] = [{ matcher: '', objectives: defaultObjectives }]

export function recordingGroups(groups: ObjectiveGroups): RuleGroup[] {
  return [
    ...indicators.map((indicator): RuleGroup => ({
      name: `patchbay-${indicator}`,
      interval: '30s',
      rules: (indicator === 'latency' ? groups.threshold : everyone).flatMap((group) =>
        windows.map((window): RecordingRule => ({
          record: ratioName(indicator, window),
          expr: errorRatio(indicator, group, window),
          // Two rules of one name have to differ in their labels.
          ...(indicator === 'latency'
            ? { labels: { threshold: String(group.objectives.latency.threshold) } }
            : {}),
        })),
      ),
    })),
    { name: 'patchbay-traffic', interval: '30s', rules: traffic },
  ]
}

/** What dashboards ask for again and again. */
const traffic: readonly RecordingRule[] = [
  { record: 'connector:patchbay_calls:rate5m', expr: 'sum by (connector) (rate(patchbay_calls_total[5m]))' },
  {
    record: 'connector_le:patchbay_call_duration_seconds_bucket:rate5m',
    expr: 'sum by (connector, le) (rate(patchbay_call_duration_seconds_bucket[5m]))',
  },
  {
    record: 'connector_le:patchbay_vendor_attempt_duration_seconds_bucket:rate5m',
    expr: 'sum by (connector, le) (rate(patchbay_vendor_attempt_duration_seconds_bucket[5m]))',
  },
]
