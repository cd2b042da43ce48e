import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { spanOf, stepOf, type TimeRange } from '../parts/time-range.ts'
import { polling } from './polling.ts'
import { ask } from './request.ts'

/** What calls came to within a stretch of time. Durations are in seconds, null where nothing was measured. */
export interface StatisticsPoint {
  readonly at?: string
  readonly calls: number
  readonly errors: { readonly caller: number; readonly vendor: number; readonly patchbay: number }
  readonly cacheHits: number
  /** Failures of vendors and of Patchbay, as a share of the calls that were not the caller's fault. */
  readonly errorRatio: number | null
  readonly p50: number | null
  readonly p95: number | null
  readonly p99: number | null
}

export interface StatisticsSeries {
  readonly connector?: string
  readonly operation?: string
  readonly total: StatisticsPoint
  readonly points: readonly StatisticsPoint[]
}

export interface Statistics {
  readonly from: string
  readonly to: string
  /** Seconds between two points. */
  readonly step: number
  readonly series: readonly StatisticsSeries[]
}

export interface StatisticsQuestion {
  readonly range: TimeRange
  readonly connector?: string | undefined
  readonly operation?: string | undefined
  /** What has a series of its own. The tenant is one, so that all of it is in one series. */
  readonly by: 'tenant' | 'connector' | 'operation'
}

/** How the calls went in a range of time. While another range is fetched, the last one stays. */
export const statisticsQuery = ({ range, connector, operation, by }: StatisticsQuestion) =>
  queryOptions({
    queryKey: ['statistics', range, connector, operation, by],
    queryFn: ({ signal }) => {
      const { from, to } = spanOf(range, Date.now())
      return ask<Statistics>('GET', '/v1/statistics', {
        query: {
          from: new Date(from).toISOString(),
          to: new Date(to).toISOString(),
          step: stepOf(to - from),
          connector,
          operation,
          by,
        },
        signal,
      })
    },
    placeholderData: keepPreviousData,
    ...(refreshOf(range) === false ? {} : { refetchInterval: polling(refreshOf(range) as number) }),
  })

/** Milliseconds after which something new can be seen; false where the range has ended. */
function refreshOf(range: TimeRange): number | false {
  if (range.kind === 'custom') return false
  if (range.seconds <= 3_600) return 5_000
  return range.seconds <= 86_400 ? 15_000 : 60_000
}
