import t from 'tap'
import { findingsOf, type CrawlTotals, type HealthFacts } from '../src/health/findings.ts'
import { judgeSitemap } from '../src/sitemaps/judge.ts'
import type { Sitemap } from '../src/sitemaps/wire.ts'
import { codeBook, flagsOf, namesOfFlags } from '../src/wire/code-book.ts'
import { wireDate, timestamp } from '../src/wire/date.ts'

const now = Date.parse('2026-11-22T10:00:00Z')
const sitemap = (more: Partial<Sitemap> = {}): Sitemap => ({
  url: 'https://a.example/sitemap.xml',
  type: 'Sitemap',
  status: 'Success',
  submitted: '2026-11-01T00:00:00.000Z',
  lastCrawled: '2026-11-20T00:00:00.000Z',
  urlCount: 5,
  fileSize: 100,
  compressed: false,
  ...more,
})

t.test('a sitemap is judged by the worst that is true of it', async (t) => {
  const state = (more: Partial<Sitemap>) => judgeSitemap(sitemap(more), 14, now).state
  t.equal(state({}), 'good')
  t.equal(state({ status: 'success' }), 'good')
  t.equal(state({ urlCount: 0 }), 'empty')
  t.equal(state({ lastCrawled: '2026-11-01T00:00:00.000Z', urlCount: 0 }), 'stale')
  t.equal(state({ status: 'Error: not XML', lastCrawled: null }), 'failed')
  t.equal(state({ status: 'Pending' }), 'pending')
  t.equal(state({ status: 'Pending', lastCrawled: null }), 'stale', 'waiting for three weeks')
  t.equal(state({ lastCrawled: null, submitted: '2026-11-20T00:00:00.000Z' }), 'pending')
  t.equal(state({ lastCrawled: null, submitted: null }), 'pending')
})

const crawl: CrawlTotals = {
  crawledPages: 100,
  crawlErrors: 5,
  code5xx: 0,
  blockedByRobotsTxt: 0,
  containsMalware: 0,
  inIndex: 40,
}
const healthy: HealthFacts = {
  crawl,
  issues: 0,
  sitemaps: [{ ...sitemap(), state: 'good', reason: '' }],
  traffic: { before: 100, after: 90 },
  quotaLeft: { daily: 1, monthly: 1 },
}
const codes = (facts: Partial<HealthFacts>) => findingsOf({ ...healthy, ...facts }).map(({ code }) => code)

t.test('a site that does well has no findings, and what is not known is none', async (t) => {
  t.same(codes({}), [])
  const nothing = { crawl: null, issues: null, sitemaps: null, traffic: null, quotaLeft: null }
  t.same(codes(nothing), [])
})

t.test('each trouble of a site has its finding, the worst first', async (t) => {
  t.same(codes({ crawl: { ...crawl, crawlErrors: 11 } }), ['crawl_errors'])
  t.same(codes({ crawl: { ...crawl, code5xx: 1, blockedByRobotsTxt: 1 } }), ['server_errors', 'robots_txt'])
  t.same(codes({ crawl: { ...crawl, containsMalware: 1, inIndex: 0 } }), ['malware', 'not_indexed'])
  t.same(codes({ crawl: { ...crawl, crawledPages: 0, inIndex: 0 } }), ['not_crawled'])
  t.same(codes({ issues: 2, sitemaps: [] }), ['no_sitemap', 'crawl_issues'])
  t.same(codes({ sitemaps: [{ ...sitemap(), state: 'failed', reason: '' }] }), ['sitemap_failed'])
  t.same(codes({ traffic: { before: 100, after: 69 } }), ['traffic_down'])
  t.same(codes({ traffic: { before: 19, after: 0 } }), [], 'too few to tell')
  t.same(codes({ traffic: { before: 0, after: 0 } }), ['no_traffic'])
  t.same(codes({ quotaLeft: { daily: 5, monthly: 0 } }), ['quota_spent'])
})

t.test('enumerations go by name, and what is new at Bing is unknown', async (t) => {
  const book = codeBook({ one: 1, two: 2, four: 4 })
  t.equal(book.codeOf('two'), 2)
  t.equal(book.nameOf(2), 'two')
  t.equal(book.nameOf(3), 'unknown')
  t.equal(flagsOf(book, ['one', 'four']), 5)
  t.equal(flagsOf(book, []), 0)
  t.same(namesOfFlags(book, 13), ['one', 'four'], 'a flag without a name is left out')
})

t.test('a moment is written as Bing reads it', async (t) => {
  t.equal(wireDate(now), `/Date(${now}+0000)/`)
  t.equal(timestamp(wireDate(now)), '2026-11-22T10:00:00.000Z')
  t.equal(timestamp(null), null)
})
