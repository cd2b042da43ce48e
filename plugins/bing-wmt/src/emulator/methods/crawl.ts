import { data, typed } from '../answers.ts'
import { bucketDate, lastReportedDay, reportedDays, type DayNumber } from '../calendar.ts'
import { onSite, type Methods } from '../method.ts'
import { chance } from '../seed/chance.ts'
import type { Site } from '../seed/sites.ts'

export const crawl: Methods = {
  GetCrawlStats: onSite('GET', (site, { now }) => {
    if (site.paths.length === 0) return data([])
    const lastDay = lastReportedDay(now)
    const days = Array.from({ length: reportedDays }, (_, index) => lastDay - reportedDays + 1 + index)
    return data(days.map((day) => crawlStats(site, day)))
  }),
}

function crawlStats({ url, paths }: Site, day: DayNumber) {
  const some = (what: string, most: number) => Math.floor(chance(what, url, day) * (most + 1))
  // About once in three weeks the server has a bad day.
  const code5xx = chance('outage', url, day) < 0.05 ? some('5xx', 12) : 0
  const code2xx = Math.floor(paths.length / 2) + some('2xx', paths.length)
  const code301 = some('301', 3)
  const code302 = some('302', 1)
  const code4xx = some('4xx', 4)
  const timeouts = code5xx > 0 ? some('timeout', 3) : 0
  return typed('CrawlStats', {
    AllOtherCodes: 0,
    BlockedByRobotsTxt: some('robots', 2),
    Code2xx: code2xx,
    Code301: code301,
    Code302: code302,
    Code4xx: code4xx,
    Code5xx: code5xx,
    ConnectionTimeout: timeouts,
    ContainsMalware: 0,
    CrawlErrors: code4xx + code5xx + timeouts,
    CrawledPages: code2xx + code301 + code302 + code4xx + code5xx,
    Date: bucketDate(day, 'offset'),
    DnsFailures: 0,
    InIndex: paths.length - some('index', 3),
    InLinks: paths.length * 10 + (day % 1000),
  })
}
