import type { RouteData } from '@patchbay/client'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { spanOf, stepOf, type TimeRange } from '../parts/time-range.ts'
import { polling } from './polling.ts'
import { ask } from './request.ts'

export type Statistics = RouteData<'get', '/v1/statistics'>
export type StatisticsSeries = Statistics['series'][number]

/** What calls came to within a stretch of time. Durations are in seconds, null where nothing was measured. */
export type StatisticsPoint = StatisticsSeries['total']

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
      return ask('GET', '/v1/statistics', {
        query: {
          from: new Date(from).toISOString(),
          to: new Date(to).toISOString(),
          step: stepOf(to - from),
          connector,
          operation,
          by: [by],
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
