import type { DimensionFact, MetricFact, Scope } from '../../../catalogue/field.ts'
import { invalid } from '../refusal.ts'
import { dimensionFacts, metricFacts } from './field-names.ts'

// With what a kind of metric combines.
const partners: Readonly<Record<MetricFact['scope'], readonly Scope[]>> = {
  any: ['time', 'general', 'user', 'session', 'event'],
  item: ['time', 'general', 'user', 'session', 'item'],
  ads: ['time', 'user', 'session'],
  cohort: ['time', 'general', 'user', 'cohort'],
  organic: ['time', 'general', 'organic'],
}

// Metrics of all kinds that are also recorded for items.
const sharedWithItems = [
  'itemViewEvents',
  'addToCarts',
  'checkouts',
  'ecommercePurchases',
  'itemListViewEvents',
]
const organicDimensions = ['landingPage', 'landingPagePlusQueryString', 'country', 'deviceCategory']

function combine(dimension: DimensionFact, metric: MetricFact): boolean {
  if (metric.scope === 'organic')
    return dimension.scope === 'time' || organicDimensions.includes(dimension.name)
  if (metric.scope === 'any' && dimension.scope === 'item') return sharedWithItems.includes(metric.name)
  if (metric.scope === 'any' && dimension.scope === 'cohort') return true
  return partners[metric.scope].includes(dimension.scope)
}

const coexist = (one: DimensionFact, other: DimensionFact): boolean =>
  !(one.scope === 'item' && other.scope === 'event') && !(one.scope === 'event' && other.scope === 'item')

const mix = (one: MetricFact, other: MetricFact): boolean => {
  if (one.scope === other.scope) return true
  const scopes = [one.scope, other.scope]
  if (scopes.includes('any')) {
    const [any, special] = one.scope === 'any' ? [one, other] : [other, one]
    if (special.scope === 'item') return sharedWithItems.includes(any.name)
    return special.scope === 'cohort' || special.scope === 'ads'
  }
  return false
}

export interface Fields {
  readonly dimensions: readonly string[]
  readonly metrics: readonly string[]
}

/** Whether a field could be added to these. */
export function canJoin(
  name: string,
  kind: 'dimension' | 'metric',
  { dimensions, metrics }: Fields,
): boolean {
  const others = dimensions.flatMap((each) => dimensionFacts.get(each) ?? [])
  const otherMetrics = metrics.flatMap((each) => metricFacts.get(each) ?? [])
  if (kind === 'dimension') {
    const fact = dimensionFacts.get(name)
    if (fact === undefined) return false
    return others.every((each) => coexist(fact, each)) && otherMetrics.every((each) => combine(fact, each))
  }
  const fact = metricFacts.get(name)
  if (fact === undefined) return false
  return others.every((each) => combine(each, fact)) && otherMetrics.every((each) => mix(each, fact))
}

/** Refuses fields that do not go together, as Google does: naming what to leave out. */
export function assertCompatible({ dimensions, metrics }: Fields): void {
  const kept: { dimensions: string[]; metrics: string[] } = { dimensions: [], metrics: [] }
  const surplus: string[] = []
  for (const name of metrics) (canJoin(name, 'metric', kept) ? kept.metrics : surplus).push(name)
  for (const name of dimensions) (canJoin(name, 'dimension', kept) ? kept.dimensions : surplus).push(name)
  if (surplus.length === 0) return
  throw invalid(
    `Please remove ${surplus.join(', ')} to make the request compatible. The request's dimensions & metrics are incompatible. To learn more, see https://ga-dev-tools.google/ga4/dimensions-metrics-explorer/`,
  )
}
