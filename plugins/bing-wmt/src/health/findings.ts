import type { SitemapVerdict } from '../sitemaps/judge.ts'
import type { Sitemap } from '../sitemaps/wire.ts'

/** What somebody should know or do about a site. */
export interface Finding {
  readonly severity: 'critical' | 'warning' | 'notice'
  /** Stable, in snake_case. */
  readonly code: string
  readonly message: string
}

/** The crawling of some days, added up. */
export interface CrawlTotals {
  readonly crawledPages: number
  readonly crawlErrors: number
  readonly code5xx: number
  readonly blockedByRobotsTxt: number
  readonly containsMalware: number
  /** On the last day that Bing has. */
  readonly inIndex: number
}

/** What is known of a site; null where Bing did not say. */
export interface HealthFacts {
  readonly crawl: CrawlTotals | null
  readonly issues: number | null
  readonly sitemaps: ReadonlyArray<Sitemap & SitemapVerdict> | null
  readonly traffic: { readonly before: number; readonly after: number } | null
  readonly quotaLeft: { readonly daily: number; readonly monthly: number } | null
}

const severities = ['critical', 'warning', 'notice'] as const

/** What stands out, the worst first. */
export function findingsOf({ crawl, issues, sitemaps, traffic, quotaLeft }: HealthFacts): Finding[] {
  const findings = [
    ...(crawl === null ? [] : aboutCrawling(crawl)),
    ...(issues === null || issues === 0
      ? []
      : [notice('crawl_issues', `${issues} pages have crawl issues; crawl.issues lists them.`)]),
    ...(sitemaps === null ? [] : aboutSitemaps(sitemaps)),
    ...(traffic === null ? [] : aboutTraffic(traffic)),
    ...(quotaLeft !== null && Math.min(quotaLeft.daily, quotaLeft.monthly) <= 0
      ? [notice('quota_spent', 'No more URLs can be submitted at present.')]
      : []),
  ]
  return findings.toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity))
}

const critical = (code: string, message: string): Finding => ({ severity: 'critical', code, message })
const warning = (code: string, message: string): Finding => ({ severity: 'warning', code, message })
const notice = (code: string, message: string): Finding => ({ severity: 'notice', code, message })

function aboutCrawling(crawl: CrawlTotals): Finding[] {
  const { crawledPages, crawlErrors, code5xx, blockedByRobotsTxt, containsMalware, inIndex } = crawl
  const findings: Finding[] = []
  if (containsMalware > 0)
    findings.push(critical('malware', `Bing found malware on ${containsMalware} pages.`))
  if (crawledPages === 0)
    findings.push(warning('not_crawled', 'Bing has not crawled the site in these days.'))
  else if (crawlErrors / crawledPages > 0.1)
    findings.push(warning('crawl_errors', `${crawlErrors} of ${crawledPages} pages could not be crawled.`))
  if (code5xx > 0) findings.push(notice('server_errors', `The server failed ${code5xx} times.`))
  if (blockedByRobotsTxt > 0)
    findings.push(notice('robots_txt', `robots.txt kept Bing from ${blockedByRobotsTxt} pages.`))
  if (inIndex === 0 && crawledPages > 0)
    findings.push(critical('not_indexed', 'No page of the site is in the index of Bing.'))
  return findings
}

function aboutSitemaps(sitemaps: ReadonlyArray<Sitemap & SitemapVerdict>): Finding[] {
  if (sitemaps.length === 0) return [warning('no_sitemap', 'Bing knows no sitemap of the site.')]
  return sitemaps.flatMap(({ url, state, reason }) =>
    state === 'good' || state === 'pending' ? [] : [warning(`sitemap_${state}`, `${url}: ${reason}`)],
  )
}

function aboutTraffic({ before, after }: { before: number; after: number }): Finding[] {
  if (before === 0 && after === 0) return [notice('no_traffic', 'Bing has sent nobody to the site.')]
  if (before < 20 || after >= before * 0.7) return []
  const loss = Math.round((1 - after / before) * 100)
  return [
    warning('traffic_down', `Clicks are ${loss} % fewer than in the days before: ${after}, after ${before}.`),
  ]
}
