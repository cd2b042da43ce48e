import t from 'tap'
import { issues } from '../src/operations/crawl-issues.ts'
import * as fetches from '../src/operations/fetches.ts'
import { research } from '../src/operations/keyword-research.ts'
import * as keywords from '../src/operations/keywords.ts'
import * as links from '../src/operations/links.ts'
import { health } from '../src/operations/sitemap-health.ts'
import * as sitemaps from '../src/operations/sitemaps.ts'
import { listChildren, listChildrenTraffic } from '../src/operations/url-children.ts'
import { trendOf } from '../src/keywords/trend.ts'
import { blog, newSite, now, site, startBing } from './support/bing.ts'
import { run } from './support/run.ts'

const siteUrl = site
const method = (name: string) => `/webmaster/api.svc/json/${name}`

t.test('children are paged to the empty page', async (t) => {
  const bing = await startBing(t)
  const input = { siteUrl, url: site }
  const first = await run(bing, listChildren, input)
  t.equal(first.data.children.length, 9)
  t.equal(first.next, '1')
  const last = await run(bing, listChildren, { ...input, cursor: '1' })
  t.same([last.data.children, last.next], [[], undefined])
  t.match(first.data.children[4], { url: `${site}shop/`, isPage: false, childUrlCount: 11, discovered: null })
  const traffic = await run(bing, listChildrenTraffic, input)
  t.match(traffic.data.children[4], { url: `${site}shop/`, isPage: false })
  t.equal(traffic.next, '1')
})

t.test('children are filtered by Bing, by flags that add up', async (t) => {
  const bing = await startBing(t)
  const input = { siteUrl, url: site, httpCodes: ['2xx', '4xx'] as Array<'2xx' | '4xx'> }
  const { data } = await run(bing, listChildren, { ...input, crawled: 'last-two-weeks', flags: ['malware'] })
  t.same(data.children, [])
  t.match(JSON.parse(bing.host.journal[0]?.body ?? '') as unknown, {
    filterProperties: {
      CrawlDateFilter: 2,
      DiscoveredDateFilter: 0,
      DocFlagsFilters: 2,
      HttpCodeFilters: 17,
    },
  })
  const codes = (await run(bing, listChildren, input)).data.children.map(({ httpStatus }) => httpStatus)
  t.ok(codes.includes(404))
  t.ok(codes.every((code) => code === 404 || code === 200))
})

t.test('a site without crawl data has no children, rather than an unknown error', async (t) => {
  const bing = await startBing(t)
  const input = { siteUrl: newSite, url: newSite }
  const unknown = { code: 'not_found', upstream: { code: '2' } }
  await t.rejects(run(bing, listChildren, input), unknown)
  await t.rejects(run(bing, listChildrenTraffic, input), unknown)
})

t.test('links are paged from 0, and empty where Bing gives none', async (t) => {
  const bing = await startBing(t)
  const all = []
  let cursor: string | undefined
  do {
    const page = await run(bing, links.count, { siteUrl, ...(cursor === undefined ? {} : { cursor }) })
    all.push(...page.data.pages)
    cursor = page.next
  } while (cursor !== undefined)
  t.ok(all.length > 5)
  t.equal(new Set(all.map(({ url }) => url)).size, all.length)
  const [most] = all
  const list = await run(bing, links.list, { siteUrl, url: most?.url ?? '' })
  t.equal(list.data.totalPages, Math.ceil((most?.links ?? 0) / 5))
  t.match(await run(bing, links.count, { siteUrl, cursor: '9999' }), { next: undefined, data: { pages: [] } })
  bing.host.inject({
    kind: 'status',
    status: 200,
    body: { d: { Details: [{ Url: blog, AnchorText: null }], TotalPages: 1 } },
    path: method('GetUrlLinks'),
  })
  t.same((await run(bing, links.list, { siteUrl, url: site })).data.links, [{ url: blog, anchorText: '' }])
})

t.test('crawl issues are told by name, those with most links first', async (t) => {
  const bing = await startBing(t)
  const { data } = await run(bing, issues, { siteUrl, issue: 'time-out' })
  t.match(data.issues, [
    { url: `${site}returns/`, issues: ['blocked-by-robots-txt', 'time-out'], httpStatus: null },
  ])
  t.equal((await run(bing, issues, { siteUrl })).data.issues[0]?.url, `${site}old-catalogue/`)
  t.same((await run(bing, issues, { siteUrl: newSite })).data.issues, [])
})

t.test('sitemaps are submitted, seen pending, and removed', async (t) => {
  const bing = await startBing(t)
  const sitemapUrl = `${site}news.xml`
  await run(bing, sitemaps.submit, { siteUrl, sitemapUrl })
  const { data } = await run(bing, sitemaps.list, { siteUrl })
  t.match(data.sitemaps[3], { url: sitemapUrl, status: 'Pending', lastCrawled: null })
  await run(bing, sitemaps.remove, { siteUrl, sitemapUrl })
  await t.rejects(run(bing, sitemaps.remove, { siteUrl, sitemapUrl }), { code: 'not_found' })
  await t.rejects(run(bing, sitemaps.get, { siteUrl, sitemapUrl }), {
    code: 'not_found',
    advice: /sitemaps\.list/,
  })
})

t.test('the details of a sitemap may be a list or a single object', async (t) => {
  const details = []
  for (const feedDetails of ['list', 'object'] as const) {
    const bing = await startBing(t, { feedDetails })
    details.push((await run(bing, sitemaps.get, { siteUrl, sitemapUrl: `${site}feed.xml` })).data)
  }
  t.equal(details[0]?.sitemaps.length, 1)
  t.same(details[0], details[1])
})

t.test('the health of sitemaps is judged, trouble first', async (t) => {
  const bing = await startBing(t)
  const states = async (input: { siteUrl: string; staleAfterDays?: number }) => {
    const { data } = await run(bing, health, input)
    return [data.healthy, ...data.sitemaps.map(({ state }) => state)]
  }
  t.same(await states({ siteUrl }), [false, 'stale', 'pending', 'good'])
  t.same(await states({ siteUrl, staleAfterDays: 100 }), [true, 'pending', 'good', 'good'])
  t.same(await states({ siteUrl: blog }), [true, 'good'])
  t.same(await states({ siteUrl: newSite }), [false], 'no sitemap is not healthy')
})

t.test('a page is fetched on demand, and its answer is there some minutes later', async (t) => {
  const bing = await startBing(t)
  const input = { siteUrl, url: `${site}new-in/` }
  await run(bing, fetches.request, input)
  t.match((await run(bing, fetches.list, { siteUrl })).data.fetches[0], { url: input.url, fetched: false })
  await t.rejects(run(bing, fetches.get, input), { code: 'not_found', advice: /fetches\.request/ })
  bing.setTime(now + 180_000)
  t.match((await run(bing, fetches.get, input)).data, { status: '200 OK', document: /new-in/ })
})

t.test('keywords of days ahead, or that nobody searches for, have no numbers', async (t) => {
  const bing = await startBing(t)
  const ahead = { keyword: 'compost bin', startDate: '2027-01-01', endDate: '2027-01-31' }
  t.equal((await run(bing, keywords.get, ahead)).data.demand, null)
  t.same((await run(bing, keywords.related, ahead)).data.related, [])
  const input = { keyword: 'compost bin', country: 'GB', language: 'en-GB' }
  t.equal((await run(bing, keywords.stats, input)).data.weeks.length, 25)
  t.match(bing.host.journal.at(-1)?.query, /q=compost\+bin&country=gb&language=en-GB/)
})

t.test('keywords.research does without weeks and ideas, and says so', async (t) => {
  const bing = await startBing(t)
  for (const name of ['GetKeywordStats', 'GetRelatedKeywords'])
    bing.host.inject({ kind: 'failure', failure: 'unavailable', path: method(name) })
  const outcome = await run(bing, research, { keyword: 'compost bin' })
  t.match(outcome, { isPartial: true, data: { trend: null, related: null } })
  t.same(outcome.warnings.map(({ code }) => code).toSorted(), ['related_unavailable', 'trend_unavailable'])
  bing.host.inject({ kind: 'failure', failure: 'rateLimited', path: method('GetKeyword') })
  await t.rejects(run(bing, research, { keyword: 'compost bin' }), { code: 'vendor_rate_limited' })
})

t.test('a trend needs eight weeks', async (t) => {
  const weeks = (...numbers: number[]) =>
    numbers.map((impressions, index) => ({ date: `2026-01-0${index + 1}`, impressions }))
  t.equal(trendOf([]), null)
  t.same(trendOf(weeks(3, 9, 1)), { weeks: 3, change: null, bestWeek: '2026-01-02' })
  t.same(trendOf(weeks(10, 10, 10, 10, 11, 11, 11, 11).toReversed()), {
    weeks: 8,
    change: 0.1,
    bestWeek: '2026-01-05',
  })
  t.equal(trendOf(weeks(0, 0, 0, 0, 1, 1, 1, 1))?.change, null)
})
