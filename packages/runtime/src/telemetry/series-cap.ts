import { Gauge, type Registry } from 'prom-client'

interface Cap {
  readonly most: number
  readonly capped: Gauge
}

const fallback = 5_000
const caps = new WeakMap<Registry, Cap>()

/**
 * Bounds the sets of labels of each metric of durations in this registry. Labels are bounded by themselves: operations,
 * limits, origins as connectors name them, codes. This is for the connector that names ten thousand of them.
 */
export function limitSeries(registry: Registry, most: number): void {
  const capped = new Gauge({
    name: 'patchbay_metric_series_capped',
    help: '1 for a metric of which there are more sets of labels than may be, so that what came last is counted together, as `other`.',
    labelNames: ['metric'],
    registers: [registry],
  })
  caps.set(registry, { most, capped })
}

export const mostSeriesOf = (registry: Registry): number => caps.get(registry)?.most ?? fallback

/** There was no place for another one in the metric of this name. */
export function capped(registry: Registry, metric: string): void {
  caps.get(registry)?.capped.set({ metric }, 1)
}

export const otherOf = (labels: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.keys(labels).map((name) => [name, 'other']))
