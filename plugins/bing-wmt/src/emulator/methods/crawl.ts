import { data, failure, typed } from '../answers.ts'
import { bucketDate, lastReportedDay, reportedDays, type DayNumber } from '../calendar.ts'
import { fields, onSite, type Methods } from '../method.ts'
import { recordsOf } from '../records.ts'
import { chance } from '../seed/chance.ts'
import type { Site } from '../seed/sites.ts'

export const crawl: Methods = {
  GetCrawlStats: onSite('GET', (site, { now }) => {
    if (site.paths.length === 0) return data([])
    const lastDay = lastReportedDay(now)
    const days = Array.from({ length: reportedDays }, (_, index) => lastDay - reportedDays + 1 + index)
    return data(days.map((day) => crawlStats(site, day)))
  }),
  GetCrawlIssues: onSite('GET', (site) =>
    data(
      site.paths.flatMap((path) => {
        const known = troubles[path]
        const issue = known && { ...known, Url: new URL(path, site.url).href }
        return issue === undefined ? [] : [typed('UrlWithCrawlIssues', issue)]
      }),
    ),
  ),
  GetCrawlSettings: onSite('GET', (site, { state, now }) => {
    const { isBoostAvailable, isBoostEnabled, rates } = recordsOf(state, site, now).crawl
    return data(
      typed('CrawlSettings', {
        CrawlBoostAvailable: isBoostAvailable,
        CrawlBoostEnabled: isBoostEnabled,
        CrawlRate: rates,
      }),
    )
  }),
  SaveCrawlSettings: onSite('POST', (site, call) => {
    const settings = fields(call, 'crawlSettings')
    const rates: unknown = settings?.parameters['CrawlRate']
    const isRate = (rate: unknown) => typeof rate === 'number' && rate >= 1 && rate <= 10
    if (!Array.isArray(rates) || rates.length !== 24 || !rates.every(isRate)) return failure(8)
    const { crawl: kept } = recordsOf(call.state, site, call.now)
    // What is not offered is ignored without a word.
    const isBoostEnabled = kept.isBoostAvailable && settings?.parameters['CrawlBoostEnabled'] === true
    Object.assign(kept, { rates: rates.map(Number), isBoostEnabled })
    return data(null)
  }),
}

/** Pages with crawl issues, whose flags may be several. */
const troubles: Readonly<Record<string, { HttpCode: number; InLinks: number; Issues: number }>> = {
  '/old-catalogue/': { HttpCode: 404, InLinks: 12, Issues: 4 },
  '/returns/': { HttpCode: 0, InLinks: 3, Issues: 16 | 256 },
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
