import { defineOperation, Type, type Static } from '@patchbay/contract'
import { caching } from '../caching.ts'
import { DaysAnswer, type WireDay } from '../crawl/wire.ts'
import { reading } from '../scopes.ts'
import { siteField, siteOf } from '../site/site.ts'
import { isWithin, windowFields, windowOf } from '../site/window.ts'
import { vendor } from '../vendor.ts'
import { path } from '../wire/answer.ts'
import { day } from '../wire/date.ts'

const Count = (description: string) => Type.Number({ description })

const Day = Type.Object({
  date: Type.String({ format: 'date' }),
  crawledPages: Count('Pages that Bing fetched.'),
  crawlErrors: Count('Pages that it failed to fetch.'),
  inIndex: Count('Pages of the site in the index on that day.'),
  inLinks: Count('Links from other sites that Bing knew of on that day.'),
  code2xx: Count('Answers with a status of 200 to 299.'),
  code301: Count('Permanent redirects.'),
  code302: Count('Temporary redirects.'),
  code4xx: Count('Answers with a status of 400 to 499.'),
  code5xx: Count('Answers with a status of 500 to 599.'),
  otherCodes: Count('Answers with any other status.'),
  blockedByRobotsTxt: Count('Pages that robots.txt kept Bing from.'),
  containsMalware: Count('Pages on which Bing found malware.'),
  dnsFailures: Count('Fetches for which the name of the host could not be resolved.'),
  connectionTimeouts: Count('Fetches in which the host did not answer in time.'),
})

export const stats = defineOperation(vendor, {
  title: 'Crawl statistics',
  description:
    'How Bing crawled a site, day by day: pages fetched, errors by kind, pages in the index. Use it to see ' +
    'whether Bing can read the site. Bing keeps about six months. An empty answer is normal for a new or ' +
    'quiet site.',
  effect: 'read',
  scopes: reading,
  input: Type.Object({ ...siteField, ...windowFields }),
  output: Type.Object({
    siteUrl: Type.String(),
    startDate: Type.String({ format: 'date' }),
    endDate: Type.String({ format: 'date' }),
    days: Type.Array(Day, { description: 'Oldest first.' }),
    totals: Type.Object({
      crawledPages: Type.Number(),
      crawlErrors: Type.Number(),
    }),
  }),
  cache: caching.reports,
  timeout: '60s',
  examples: [
    {
      title: 'One day of a site',
      input: { siteUrl: 'https://www.fernhill.example/', startDate: '2026-11-10', endDate: '2026-11-10' },
      output: {
        siteUrl: 'https://www.fernhill.example/',
        startDate: '2026-11-10',
        endDate: '2026-11-10',
        days: [
          {
            date: '2026-11-10',
            crawledPages: 52,
            crawlErrors: 2,
            inIndex: 37,
            inLinks: 1167,
            code2xx: 47,
            code301: 3,
            code302: 0,
            code4xx: 2,
            code5xx: 0,
            otherCodes: 0,
            blockedByRobotsTxt: 1,
            containsMalware: 0,
            dnsFailures: 0,
            connectionTimeouts: 0,
          },
        ],
        totals: { crawledPages: 52, crawlErrors: 2 },
      },
    },
  ],
  async run({ input, config, http, now }) {
    const siteUrl = siteOf(input, config)
    const window = windowOf(input, now)
    const { body } = await http.get(path('GetCrawlStats'), {
      query: { siteUrl },
      response: DaysAnswer,
    })
    const days = (body.d ?? [])
      .flatMap((row) => {
        const date = day(row.Date)
        return date !== null && isWithin(window, date) ? [toDay(date, row)] : []
      })
      .sort((a, b) => (a.date < b.date ? -1 : 1))
    const sum = (field: 'crawledPages' | 'crawlErrors') =>
      days.reduce((total, each) => total + each[field], 0)
    return {
      siteUrl,
      ...window,
      days,
      totals: { crawledPages: sum('crawledPages'), crawlErrors: sum('crawlErrors') },
    }
  },
})

function toDay(date: string, row: WireDay): Static<typeof Day> {
  return {
    date,
    crawledPages: row.CrawledPages,
    crawlErrors: row.CrawlErrors,
    inIndex: row.InIndex,
    inLinks: row.InLinks,
    code2xx: row.Code2xx,
    code301: row.Code301,
    code302: row.Code302,
    code4xx: row.Code4xx,
    code5xx: row.Code5xx,
    otherCodes: row.AllOtherCodes,
    blockedByRobotsTxt: row.BlockedByRobotsTxt,
    containsMalware: row.ContainsMalware,
    dnsFailures: row.DnsFailures,
    connectionTimeouts: row.ConnectionTimeout,
  }
}
