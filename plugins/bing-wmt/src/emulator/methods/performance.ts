import { data, failure, typed } from '../answers.ts'
import { bucketDate, weekOf, type DayNumber } from '../calendar.ts'
import { onSite, text, type Call, type Methods } from '../method.ts'
import type { Site } from '../seed/sites.ts'
import type { Visits } from '../seed/traffic.ts'
import { reportedVisits } from '../state.ts'

/** Bing has days for so many queries of a site, those with most impressions. */
const topQueries = 20

/** Totals exceed the sum of the queries that Bing names, since rare ones stay unnamed. */
const unnamed = 1.15

export const performance: Methods = {
  GetRankAndTrafficStats: onSite('GET', (site, call) =>
    data(daily(reportedVisits(call.state, site, call.now), unnamed)),
  ),
  GetQueryTrafficStats: onSite('GET', (site, call) => {
    const query = text(call, 'query')
    if (query === undefined) return failure(8)
    const visits = reportedVisits(call.state, site, call.now)
    return data(isTop(visits, query) ? daily(visits.filter((each) => each.query === query)) : [])
  }),
  GetQueryStats: onSite('GET', (site, call) =>
    data(weekly(reportedVisits(call.state, site, call.now), 'query')),
  ),
  GetPageStats: onSite('GET', (site, call) =>
    data(weekly(reportedVisits(call.state, site, call.now), 'page')),
  ),
  GetPageQueryStats: onSite('GET', (site, call) => {
    const visits = visitsWhere(site, call, 'page')
    return visits === undefined ? failure(8) : data(weekly(visits, 'query'))
  }),
  GetQueryPageStats: onSite('GET', (site, call) => {
    const visits = visitsWhere(site, call, 'query')
    return visits === undefined ? failure(8) : data(weekly(visits, 'page'))
  }),
  GetQueryPageDetailStats: onSite('GET', (site, call) => {
    const page = text(call, 'page')
    const visits = visitsWhere(site, call, 'query')
    if (page === undefined || visits === undefined) return failure(8)
    const buckets = Map.groupBy(
      visits.filter((each) => each.page === page),
      ({ day }) => weekOf(day),
    )
    return data(
      [...buckets].map(([week, bucket]) =>
        typed('DetailedQueryStats', {
          Clicks: sum(bucket, 'clicks'),
          Date: bucketDate(week, 'plain'),
          Impressions: sum(bucket, 'impressions'),
          Position: mean(bucket, 'position', 'impressions'),
        }),
      ),
    )
  }),
}

function visitsWhere(site: Site, call: Call, field: 'query' | 'page'): Visits[] | undefined {
  const value = text(call, field)
  if (value === undefined) return undefined
  return reportedVisits(call.state, site, call.now).filter((each) => each[field] === value)
}

function isTop(visits: readonly Visits[], query: string): boolean {
  const byQuery = [...Map.groupBy(visits, (each) => each.query)]
    .map(([name, each]) => ({ name, impressions: sum(each, 'impressions') }))
    .toSorted((a, b) => b.impressions - a.impressions)
  return byQuery.slice(0, topQueries).some(({ name }) => name === query)
}

function daily(visits: readonly Visits[], factor = 1) {
  return [...Map.groupBy(visits, ({ day }) => day)].map(([day, bucket]) =>
    typed('RankAndTrafficStats', {
      Clicks: Math.round(sum(bucket, 'clicks') * factor),
      Date: bucketDate(day, 'offset'),
      Impressions: Math.round(sum(bucket, 'impressions') * factor),
    }),
  )
}

/** One row per key and week, oldest first; the key is called Query even where it is a page. */
function weekly(visits: readonly Visits[], key: 'query' | 'page') {
  return [...Map.groupBy(visits, ({ day }) => weekOf(day))].flatMap(([week, ofWeek]) =>
    [...Map.groupBy(ofWeek, (each) => each[key])].map(([name, bucket]) => queryStats(name, week, bucket)),
  )
}

function queryStats(name: string, week: DayNumber, bucket: readonly Visits[]) {
  return typed('QueryStats', {
    AvgClickPosition: mean(bucket, 'clickPosition', 'clicks'),
    AvgImpressionPosition: mean(bucket, 'position', 'impressions'),
    Clicks: sum(bucket, 'clicks'),
    Date: bucketDate(week, 'plain'),
    Impressions: sum(bucket, 'impressions'),
    Query: name,
  })
}

type Numbers = 'clicks' | 'impressions' | 'position' | 'clickPosition'

function sum(visits: readonly Visits[], field: Numbers): number {
  return visits.reduce((total, each) => total + each[field], 0)
}

/** A whole number, or -1 where there is nothing to take the mean of. */
function mean(visits: readonly Visits[], field: Numbers, weight: Numbers): number {
  const total = sum(visits, weight)
  if (total === 0) return -1
  return Math.round(visits.reduce((all, each) => all + each[field] * each[weight], 0) / total)
}
