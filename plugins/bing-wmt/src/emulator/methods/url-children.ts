import { data, failure, typed } from '../answers.ts'
import { fields, isOfSite, onSite, text, whole, type Methods } from '../method.ts'
import type { Site } from '../seed/sites.ts'
import { reportedVisits } from '../state.ts'
import { urlInfo } from './urls.ts'

const pageSize = 20
const dayLength = 86_400_000

export const urlChildren: Methods = {
  GetChildrenUrlInfo: {
    ...onSite('POST', (site, call) => {
      const [url, page] = [text(call, 'url'), whole(call, 'page')]
      const filters = fields(call, 'filterProperties')
      if (url === undefined || page === undefined || filters === undefined) return failure(8)
      if (site.paths.length === 0) return failure(2)
      if (!isOfSite(site, url)) return failure(7)
      const flags = whole(filters, 'DocFlagsFilters') ?? 0
      const codes = whole(filters, 'HttpCodeFilters') ?? 0
      const weeks = whole(filters, 'CrawlDateFilter') ?? 0
      const found = childrenOf(site, url)
        .map((child) => urlInfo(site, child, call.now))
        .filter((info) => info !== null)
        // No page of the account is blocked or harmful.
        .filter(() => flags === 0)
        .filter((info) => codes === 0 || (codes & codeFlags(info.HttpStatus)) !== 0)
        .filter((info) => weeks === 0 || crawledAt(info) >= call.now - weeksOf(weeks) * 7 * dayLength)
      return data(found.slice(page * pageSize, (page + 1) * pageSize))
    }),
    isRead: true,
  },
  GetChildrenUrlTrafficInfo: onSite('GET', (site, call) => {
    const [url, page] = [text(call, 'url'), whole(call, 'page')]
    if (url === undefined || page === undefined) return failure(8)
    if (site.paths.length === 0) return failure(2)
    if (!isOfSite(site, url)) return failure(7)
    const visits = reportedVisits(call.state, site, call.now)
    const pages = new Set(site.paths.map((path) => new URL(path, site.url).href))
    const rows = childrenOf(site, url).map((child) => {
      const below = visits.filter((each) => each.page.startsWith(child))
      return typed('UrlTrafficInfo', {
        Clicks: below.reduce((total, { clicks }) => total + clicks, 0),
        Impressions: below.reduce((total, { impressions }) => total + impressions, 0),
        IsPage: pages.has(child),
        Url: child,
      })
    })
    return data(rows.slice(page * pageSize, (page + 1) * pageSize))
  }),
}

/** What is right below a folder: pages, and folders of pages. */
function childrenOf(site: Site, folder: string): string[] {
  const children = site.paths
    .map((path) => new URL(path, site.url).href)
    .filter((page) => folder.endsWith('/') && page.startsWith(folder) && page !== folder)
    .map((page) => `${folder}${page.slice(folder.length).split('/', 1)[0]}/`)
  return [...new Set(children)]
}

function codeFlags(status: number): number {
  if (status === 0) return 0
  const byStatus: Readonly<Record<number, number>> = { 2: 1, 3: 2, 4: 16, 5: 32 }
  const exact = status === 301 ? 4 : status === 302 ? 8 : 0
  return (byStatus[Math.floor(status / 100)] ?? 64) | exact
}

/** The filter is 1, 2 or 4 for one, two or three weeks. */
function weeksOf(filter: number): number {
  return filter === 4 ? 3 : filter
}

function crawledAt({ LastCrawledDate }: { readonly LastCrawledDate: string }): number {
  return Number(/-?\d+/.exec(LastCrawledDate)?.[0])
}
