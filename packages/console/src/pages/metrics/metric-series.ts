import type { Statistics, StatisticsPoint, StatisticsSeries } from '../../api/statistics.ts'
import { everyStep } from '../../parts/charts/every-step.ts'
import type { ChartData, ChartSeries } from '../../parts/charts/chart-series.ts'

/** The charts of one series of statistics. */
export interface MetricData {
  readonly calls: ChartData
  readonly errors: ChartData
  readonly durations: ChartData
  readonly cache: ChartData
}

const nothing: StatisticsPoint = {
  calls: 0,
  errors: { caller: 0, vendor: 0, patchbay: 0 },
  cacheHits: 0,
  errorRatio: null,
  p50: null,
  p95: null,
  p99: null,
}

/** The share of calls that a cache answered; null where nothing was called. */
export const cacheShare = ({ calls, cacheHits }: StatisticsPoint): number | null =>
  calls === 0 ? null : cacheHits / calls

const succeeded = ({ calls, errors }: StatisticsPoint): number =>
  Math.max(0, calls - errors.caller - errors.vendor - errors.patchbay)

/** What the charts of calls, failures, durations and the cache show. */
export function metricData(statistics: Statistics, series: StatisticsSeries | undefined): MetricData {
  const steps = series === undefined ? [] : everyStep(statistics, series.points)
  const times = steps.map(({ time }) => time)
  const total = series?.total
  const line = (
    label: string,
    tone: ChartSeries['tone'],
    valueOf: (point: StatisticsPoint) => number | null,
  ): ChartSeries => ({
    label,
    tone,
    values: steps.map(({ point }) => valueOf(point ?? nothing)),
    overall: total === undefined ? null : valueOf(total),
  })
  return {
    calls: {
      times,
      series: [
        line('succeeded', 'good', succeeded),
        line('wrong by the caller', 'caller', ({ errors }) => errors.caller),
        line('failed by vendors', 'vendor', ({ errors }) => errors.vendor),
        line('failed by Patchbay', 'patchbay', ({ errors }) => errors.patchbay),
      ],
    },
    errors: { times, series: [line('failed', 'patchbay', ({ errorRatio }) => errorRatio)] },
    durations: {
      times,
      series: [
        line('p50', 'fast', ({ p50 }) => p50),
        line('p95', 'usual', ({ p95 }) => p95),
        line('p99', 'rare', ({ p99 }) => p99),
      ],
    },
    cache: { times, series: [line('from the cache', 'cache', cacheShare)] },
  }
}
