import { defineOperation, Type } from '@patchbay/contract'
import { DaysAnswer, IssuesAnswer } from '../crawl/wire.ts'
import { findingsOf, type Finding } from '../health/findings.ts'
import { crawlTotals, trafficChange } from '../health/totals.ts'
import { BucketsAnswer } from '../performance/rows.ts'
import { reading } from '../scopes.ts'
import { siteAnswer, siteField, siteOf } from '../site/site.ts'
import { findSite, UserSitesAnswer } from '../site/user-sites.ts'
import { windowBefore, windowFields, windowOf } from '../site/window.ts'
import { judgeSitemap } from '../sitemaps/judge.ts'
import { FeedsAnswer, toSitemap } from '../sitemaps/wire.ts'
import { Quota, QuotaAnswer, toQuota } from '../submission/quota.ts'
import { vendor } from '../vendor.ts'
import { path } from '../wire/answer.ts'
import { Count, OrNull } from '../wire/fields.ts'
import { optionalPart } from '../wire/optional-part.ts'

const staleAfterDays = 14

export const health = defineOperation(vendor, {
  title: 'Health of a site',
  description:
    'What stands out about a site in Bing, the worst first: verification, crawling, sitemaps, traffic against the days ' +
    'before, and quota. It takes six requests. Start here when something is wrong; the other operations have the details. ' +
    'A part that Bing does not give is null, and `meta.warnings` says why.',
  effect: 'read',
  scopes: reading,
  input: Type.Object({ ...siteField, ...windowFields }),
  output: Type.Object({
    ...siteAnswer,
    startDate: Type.String({ format: 'date' }),
    endDate: Type.String({ format: 'date' }),
    verified: Type.Boolean({ description: 'Where this is false, Bing gives nothing else.' }),
    findings: Type.Array(
      Type.Object({
        severity: Type.Union([Type.Literal('critical'), Type.Literal('warning'), Type.Literal('notice')]),
        code: Type.String(),
        message: Type.String(),
      }),
    ),
    crawl: OrNull(
      Type.Object({
        crawledPages: Type.Number(),
        crawlErrors: Type.Number(),
        code5xx: Type.Number(),
        blockedByRobotsTxt: Type.Number(),
        containsMalware: Type.Number(),
        inIndex: Type.Number({ description: 'On the last day that Bing has.' }),
      }),
      'In these days together.',
    ),
    issues: OrNull(Count('Pages with crawl issues.'), 'How many pages have crawl issues.'),
    sitemaps: OrNull(
      Type.Array(Type.Object({ url: Type.String(), state: Type.String(), reason: Type.String() })),
      'Every sitemap, judged.',
    ),
    traffic: OrNull(
      Type.Object({
        before: Type.Number({ description: 'Clicks in as many days right before.' }),
        after: Type.Number({ description: 'Clicks in these days.' }),
      }),
      'Clicks from Bing.',
    ),
    quotaLeft: OrNull(Quota('URLs that may still be submitted.'), 'What is left of the quota of URLs.'),
  }),
  timeout: '60s',
  examples: [
    {
      title: 'A site with trouble',
      input: { siteUrl: 'https://www.fernhill.example/', startDate: '2026-10-18', endDate: '2026-11-14' },
      output: {
        siteUrl: 'https://www.fernhill.example/',
        startDate: '2026-10-18',
        endDate: '2026-11-14',
        verified: true,
        findings: [
          {
            severity: 'warning',
            code: 'sitemap_stale',
            message: 'https://www.fernhill.example/old-sitemap.xml: Bing last read it 96 days ago.',
          },
          { severity: 'notice', code: 'robots_txt', message: 'robots.txt kept Bing from 31 pages.' },
          {
            severity: 'notice',
            code: 'crawl_issues',
            message: '2 pages have crawl issues; crawl.issues lists them.',
          },
        ],
        crawl: {
          crawledPages: 1208,
          crawlErrors: 61,
          code5xx: 0,
          blockedByRobotsTxt: 31,
          containsMalware: 0,
          inIndex: 40,
        },
        issues: 2,
        traffic: { before: 5681, after: 4595 },
        quotaLeft: { daily: 1000, monthly: 11000 },
        sitemaps: [
          {
            url: 'https://www.fernhill.example/sitemap.xml',
            state: 'good',
            reason: 'Bing read it 2 days ago and found 40 URLs.',
          },
          {
            url: 'https://www.fernhill.example/old-sitemap.xml',
            state: 'stale',
            reason: 'Bing last read it 96 days ago.',
          },
          {
            url: 'https://www.fernhill.example/feed.xml',
            state: 'pending',
            reason: 'Bing has not read it yet.',
          },
        ],
      },
    },
  ],
  async run({ input, config, http, report, now }) {
    const siteUrl = siteOf(input, config)
    const window = windowOf(input, now)
    const before = windowBefore(window, {})
    const { body } = await http.get(path('GetUserSites'), { response: UserSitesAnswer })
    if (!findSite(body.d, siteUrl).IsVerified) {
      const finding: Finding = {
        severity: 'critical',
        code: 'not_verified',
        message: 'The site is not verified: site-verification.get says how to do that.',
      }
      const nothing = { crawl: null, issues: null, sitemaps: null, traffic: null, quotaLeft: null }
      return { siteUrl, ...window, verified: false, findings: [finding], ...nothing }
    }
    const query = { siteUrl }
    const part = <Part>(name: string, answer: Promise<Part>, field = name) =>
      optionalPart(answer, { report, code: `${name}_unavailable`, path: `/${field}` })
    const [days, issues, feeds, traffic, quota] = await Promise.all([
      part('crawl', http.get(path('GetCrawlStats'), { query, response: DaysAnswer })),
      part('issues', http.get(path('GetCrawlIssues'), { query, response: IssuesAnswer })),
      part('sitemaps', http.get(path('GetFeeds'), { query, response: FeedsAnswer })),
      part('traffic', http.get(path('GetRankAndTrafficStats'), { query, response: BucketsAnswer })),
      part(
        'quota',
        http.get(path('GetUrlSubmissionQuota'), { query, about: query, response: QuotaAnswer }),
        'quotaLeft',
      ),
    ])
    const sitemaps =
      feeds &&
      (feeds.body.d ?? [])
        .map(toSitemap)
        .map((sitemap) => ({ ...sitemap, ...judgeSitemap(sitemap, staleAfterDays, now) }))
    const facts = {
      crawl: days && crawlTotals(days.body.d ?? [], window),
      issues: issues && (issues.body.d ?? []).length,
      traffic: traffic && trafficChange(traffic.body.d ?? [], before, window),
      quotaLeft: quota && toQuota(quota.body.d),
    }
    return {
      siteUrl,
      ...window,
      verified: true,
      findings: findingsOf({ ...facts, sitemaps }),
      ...facts,
      sitemaps: sitemaps && sitemaps.map(({ url, state, reason }) => ({ url, state, reason })),
    }
  },
})
