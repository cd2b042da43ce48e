import type { DayNumber } from '../calendar.ts'
import type { Feed, SiteRecords } from '../records.ts'
import type { Site } from './sites.ts'

const dayLength = 86_400_000
const evenRates = Array.from({ length: 24 }, () => 10)

/** What a site holds at the start. The shop has some of everything, the others little. */
export function seedRecords(site: Site, today: DayNumber): SiteRecords {
  const daysAgo = (days: number) => (today - days) * dayLength + 9 * 3_600_000
  const feed = (path: string, more: Partial<Feed> = {}): Feed => ({
    url: new URL(path, site.url).href,
    type: 'Sitemap',
    status: 'Success',
    submitted: daysAgo(300),
    crawled: daysAgo(2),
    urls: site.paths.length,
    size: 160 + site.paths.length * 120,
    children: [],
    ...more,
  })
  const nothing: SiteRecords = {
    feeds: [],
    blocked: [],
    previews: [],
    parameters: [],
    regions: [],
    deepLinks: [],
    connected: [],
    roles: [{ email: 'owner@fernhill.example', role: 0, delegator: null, date: daysAgo(700) }],
    fetches: [],
    crawl: { isBoostAvailable: false, isBoostEnabled: false, rates: evenRates },
    contents: new Map(),
  }
  const at = (path: string) => new URL(path, site.url).href
  if (site.paths.length === 0) return nothing
  if (new URL(site.url).hostname !== 'www.fernhill.example')
    return { ...nothing, feeds: [feed('/sitemap.xml')] }
  return {
    ...nothing,
    feeds: [
      feed('/sitemap.xml', {
        type: 'Sitemap Index',
        size: 320,
        children: [feed('/sitemap-shop.xml', { urls: 11 }), feed('/sitemap-guides.xml', { urls: 11 })],
      }),
      feed('/old-sitemap.xml', { submitted: daysAgo(900), crawled: daysAgo(96), urls: 31 }),
      feed('/feed.xml', {
        type: 'RSS',
        status: 'Pending',
        submitted: daysAgo(1),
        crawled: undefined,
        urls: 0,
        size: 0,
      }),
    ],
    blocked: [{ url: at('/private/'), date: daysAgo(12), entityType: 1, requestType: 1 }],
    previews: [{ url: at('/contact/'), reason: 4, date: daysAgo(30) }],
    parameters: [{ name: 'order', isEnabled: true, date: daysAgo(40) }],
    regions: [{ url: at('/'), country: 'gb', type: 2, date: daysAgo(200) }],
    deepLinks: [{ market: 'en-us', searchUrl: at('/'), deepLinkUrl: at('/contact/') }],
    connected: [{ url: 'https://social.example/fernhill-garden', isVerified: true, date: daysAgo(5) }],
    roles: [
      ...nothing.roles,
      {
        email: 'apprentice@fernhill.example',
        role: 1,
        delegator: 'owner@fernhill.example',
        date: daysAgo(60),
      },
    ],
    fetches: [{ url: at('/about/'), date: daysAgo(3) }],
  }
}
