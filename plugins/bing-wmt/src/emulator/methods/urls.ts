import { data, failure, typed } from '../answers.ts'
import { lastReportedDay, wireDate } from '../calendar.ts'
import { isOfSite, onSite, text, type Methods } from '../method.ts'
import { chance } from '../seed/chance.ts'
import type { Site } from '../seed/sites.ts'
import { reportedVisits } from '../state.ts'

const dayLength = 86_400_000

/** "Never" in two of the forms that Bing has for it. */
const never = { plain: wireDate(-62_135_596_800_000), offset: wireDate(-62_135_568_000_000, '-0800') }

export const urls: Methods = {
  GetUrlInfo: onSite('GET', (site, call) => {
    const url = text(call, 'url')
    if (url === undefined) return failure(8)
    if (site.paths.length === 0) return failure(2)
    return isOfSite(site, url) ? data(urlInfo(site, url, call.now)) : failure(7)
  }),
  GetUrlTrafficInfo: onSite('GET', (site, call) => {
    const url = text(call, 'url')
    if (url === undefined) return failure(8)
    if (site.paths.length === 0) return failure(2)
    if (!isOfSite(site, url)) return failure(7)
    const pages = pagesBelow(site, url)
    if (pages.length === 0) return data(null)
    const visits = reportedVisits(call.state, site, call.now).filter(({ page }) => pages.includes(page))
    return data(
      typed('UrlTrafficInfo', {
        Clicks: visits.reduce((total, { clicks }) => total + clicks, 0),
        Impressions: visits.reduce((total, { impressions }) => total + impressions, 0),
        IsPage: pages.includes(url),
        Url: url,
      }),
    )
  }),
}

/** What Bing knows of a URL; null where that is nothing. */
export function urlInfo(site: Site, url: string, now: number) {
  const pages = pagesBelow(site, url)
  if (pages.length === 0) return null
  const isPage = pages.includes(url)
  const { pathname } = new URL(url)
  const midnight = lastReportedDay(now) * dayLength
  const crawled = midnight - Math.floor(chance('crawled', url) * 14 * dayLength)
  const discovered = Date.UTC(2025, 0, 1) + Math.floor(chance('discovered', url) * 200 * dayLength)
  const isCrawled = isPage && pathname !== '/new-in/'
  return typed('UrlInfo', {
    AnchorCount: Math.floor(chance('anchors', url) * 30),
    DiscoveryDate: isPage ? wireDate(discovered) : never.plain,
    DocumentSize: isCrawled ? 20_000 + Math.floor(chance('size', url) * 60_000) : 0,
    HttpStatus: isCrawled ? statusOf(url, pathname) : 0,
    IsPage: isPage,
    LastCrawledDate: isCrawled ? wireDate(crawled, '-0800') : never.offset,
    TotalChildUrlCount: pages.filter((page) => page !== url).length,
    Url: url,
  })
}

/** Bing often gives 0 for a page that it has fetched well. */
function statusOf(url: string, pathname: string): number {
  if (pathname === '/old-catalogue/') return 404
  return chance('status', url) < 0.5 ? 0 : 200
}

function pagesBelow(site: Site, url: string): string[] {
  return site.paths.map((path) => new URL(path, site.url).href).filter((page) => isAtOrBelow(page, url))
}

function isAtOrBelow(page: string, url: string): boolean {
  return page === url || (url.endsWith('/') && page.startsWith(url))
}
