import type { Statistics, StatisticsPoint, StatisticsSeries } from '../../api/statistics.ts'
import type { ChartData, ChartSeries } from '../../parts/charts/chart-series.ts'

/** The charts of one series of statistics. */
export interface MetricData {
  readonly calls: ChartData
  readonly errors: ChartData
  readonly durations: ChartData
  readonly cache: ChartData
}

const nothing: Omit<StatisticsPoint, 'at'> = {
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

/** Every step of the range, those without a call as well, so that a pause is seen as one. */
export function everyStep(
  { from, to, step }: Statistics,
  points: readonly StatisticsPoint[],
): ReadonlyArray<StatisticsPoint & { readonly time: number }> {
  const known = new Map(points.map((point) => [Date.parse(point.at ?? '') / 1_000, point]))
  const [first] = [...known.keys()]
  if (first === undefined) return []
  const [begin, end] = [Date.parse(from) / 1_000, Date.parse(to) / 1_000]
  // The server chooses where steps begin; all of them are a whole number of steps away from each other.
  const steps = []
  for (let time = first - Math.floor((first - begin) / step) * step; time < end; time += step) {
    steps.push({ ...(known.get(time) ?? nothing), time })
  }
  return steps
}

/** What the charts of calls, failures, durations and the cache show. */
export function metricData(statistics: Statistics, series: StatisticsSeries | undefined): MetricData {
  const steps = everyStep(statistics, series?.points ?? [])
  const times = steps.map(({ time }) => time)
  const total = series?.total
  const line = (
    label: string,
    tone: ChartSeries['tone'],
    valueOf: (point: StatisticsPoint) => number | null,
  ): ChartSeries => ({
    label,
    tone,
    values: steps.map(valueOf),
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
