import t from 'tap'
import type { WireRow } from '../src/performance/rows.ts'
import { day } from '../src/wire/date.ts'
import { blog, newSite, now, site, startBing, type Bing } from './support/bing.ts'

const rows = async (bing: Bing, method: string, query: Record<string, string> = {}): Promise<WireRow[]> => {
  const { body } = await bing.get(method, { siteUrl: site, ...query })
  return (body as { d: WireRow[] }).d
}
const milliseconds = (row: WireRow) => Number(/-?\d+/.exec(row.Date)?.[0])
const sum = (list: readonly WireRow[], field: 'Clicks' | 'Impressions') =>
  list.reduce((total, row) => total + row[field], 0)
const keys = (list: readonly WireRow[]) => new Set(list.map((row) => row.Query))

t.test(
  'reports by query and page have weekly buckets, oldest first, at midnight in the Pacific zone',
  async (t) => {
    const bing = await startBing(t)
    for (const method of ['GetQueryStats', 'GetPageStats']) {
      const list = await rows(bing, method)
      const times = list.map(milliseconds)
      t.same(
        times,
        times.toSorted((a, b) => a - b),
        `${method} is oldest first`,
      )
      t.equal(new Set(times).size, 27)
      t.same([...new Set(times.map((time) => new Date(time).getUTCDay()))], [6], 'weeks begin on Saturdays')
      t.same(
        new Set(times.map((time) => new Date(time).getUTCHours())),
        new Set([7, 8]),
        'in summer and in winter',
      )
      t.equal(
        new Set(list.map((row) => `${row.Date} ${row.Query}`)).size,
        list.length,
        'one row per key and bucket',
      )
      t.match(list[0]?.Date, /^\/Date\(\d+\)\/$/)
    }
    t.equal(keys(await rows(bing, 'GetQueryStats')).size, 60)
    t.equal(keys(await rows(bing, 'GetPageStats')).size, 38)
    t.ok(
      keys(await rows(bing, 'GetPageStats')).has(`${site}shop/compost-bin/`),
      'pages are in the field Query',
    )
  },
)

t.test('daily reports end two days ago and carry their offset', async (t) => {
  const bing = await startBing(t)
  const list = await rows(bing, 'GetRankAndTrafficStats')
  t.equal(list.length, 183)
  t.equal(day(list.at(-1)?.Date ?? ''), '2026-11-20')
  t.match(list[0]?.Date, /-0700\)/)
  t.match(list.at(-1)?.Date, /-0800\)/)
  bing.setTime(now + 86_400_000)
  const tomorrow = await rows(bing, 'GetRankAndTrafficStats')
  t.equal(day(tomorrow.at(-1)?.Date ?? ''), '2026-11-21')
  t.same(tomorrow.slice(0, -1), list.slice(1), 'a day that has passed does not change')
})

t.test('traffic has the shape of traffic', async (t) => {
  const bing = await startBing(t)
  const daily = await rows(bing, 'GetRankAndTrafficStats')
  const mean = (list: readonly WireRow[]) => sum(list, 'Impressions') / list.length
  const isWeekend = (row: WireRow) => [0, 6].includes(new Date(milliseconds(row)).getUTCDay())
  t.ok(mean(daily.filter(isWeekend)) > 1.2 * mean(daily.filter((row) => !isWeekend(row))), 'more on weekends')
  t.ok(mean(daily.slice(0, 60)) > 1.2 * mean(daily.slice(-60)), 'less towards winter')
  const byQuery = [...Map.groupBy(await rows(bing, 'GetQueryStats'), (row) => row.Query)]
    .map(([, list]) => sum(list, 'Impressions'))
    .toSorted((a, b) => b - a)
  const head = byQuery.slice(0, 6).reduce((a, b) => a + b, 0)
  t.ok(head > byQuery.reduce((a, b) => a + b, 0) / 2, 'a tenth of the queries brings more than half')
})

t.test('reports agree with each other', async (t) => {
  const bing = await startBing(t)
  const byQuery = await rows(bing, 'GetQueryStats')
  const byPage = await rows(bing, 'GetPageStats')
  for (const field of ['Clicks', 'Impressions'] as const)
    t.equal(sum(byQuery, field), sum(byPage, field), field)
  const daily = sum(await rows(bing, 'GetRankAndTrafficStats'), 'Impressions')
  t.ok(
    Math.abs(daily / sum(byQuery, 'Impressions') - 1.15) < 0.01,
    'totals include queries that are not named',
  )

  const page = `${site}shop/compost-bin/`
  const query = 'compost bin'
  const ofPage = await rows(bing, 'GetPageQueryStats', { page })
  const ofQuery = await rows(bing, 'GetQueryPageStats', { query })
  const both = await rows(bing, 'GetQueryPageDetailStats', { query, page })
  t.equal(
    sum(ofPage, 'Clicks'),
    sum(
      byPage.filter((row) => row.Query === page),
      'Clicks',
    ),
  )
  t.equal(
    sum(ofQuery, 'Clicks'),
    sum(
      byQuery.filter((row) => row.Query === query),
      'Clicks',
    ),
  )
  t.ok(both.length > 0)
  t.equal(
    sum(both, 'Clicks'),
    sum(
      ofPage.filter((row) => row.Query === query),
      'Clicks',
    ),
  )
  t.equal(
    sum(both, 'Clicks'),
    sum(
      ofQuery.filter((row) => row.Query === page),
      'Clicks',
    ),
  )
})

t.test('days of a query exist for the top queries alone', async (t) => {
  const bing = await startBing(t)
  const daily = await rows(bing, 'GetQueryTrafficStats', { query: 'fernhill' })
  const weekly = (await rows(bing, 'GetQueryStats')).filter((row) => row.Query === 'fernhill')
  t.equal(sum(daily, 'Clicks'), sum(weekly, 'Clicks'))
  t.same(await rows(bing, 'GetQueryTrafficStats', { query: 'fernhill returns address' }), [])
})

t.test('the oddities of Bing are there', async (t) => {
  const bing = await startBing(t)
  const list = await rows(bing, 'GetQueryStats')
  const unclicked = list.filter((row) => row.Clicks === 0)
  t.ok(unclicked.length > 0)
  t.ok(
    unclicked.every((row) => row.AvgClickPosition === -1),
    'without clicks, the position of clicks is -1',
  )
  t.ok(list.filter((row) => row.Clicks > 0).every((row) => (row.AvgClickPosition ?? 0) > 0))
  t.same(
    new Set(list.filter((row) => row.Clicks > row.Impressions).map((row) => row.Query)),
    new Set(['fernhill returns address']),
  )
  for (const method of ['GetQueryStats', 'GetPageStats', 'GetRankAndTrafficStats', 'GetCrawlStats'])
    t.same(await rows(bing, method, { siteUrl: newSite }), [], `${method} of a new site`)
  t.ok((await rows(bing, 'GetQueryStats', { siteUrl: blog })).length > 0)
})

t.test('every start gives the same', async (t) => {
  const first = await startBing(t)
  const second = await startBing(t)
  for (const method of ['GetQueryStats', 'GetCrawlStats', 'GetUserSites'])
    t.equal(
      (await first.get(method, { siteUrl: site })).text,
      (await second.get(method, { siteUrl: site })).text,
      method,
    )
})

t.test('what was never crawled or found has dates that mean never', async (t) => {
  const bing = await startBing(t)
  const inspect = async (path: string) =>
    (await bing.get('GetUrlInfo', { siteUrl: site, url: site + path })).body
  t.match(await inspect('new-in/'), {
    d: { IsPage: true, LastCrawledDate: '/Date(-62135568000000-0800)/', HttpStatus: 0 },
  })
  t.match(await inspect('guides/'), {
    d: { IsPage: false, TotalChildUrlCount: 11, DiscoveryDate: '/Date(-62135596800000)/' },
  })
  t.match(await inspect('old-catalogue/'), { d: { HttpStatus: 404 } })
  t.same(await inspect('no/such/page/'), { d: null })
  const elsewhere = await bing.get('GetUrlInfo', { siteUrl: site, url: 'https://other.example/' })
  t.match(elsewhere.body, { ErrorCode: 7 })
  const unknown = await bing.get('GetUrlInfo', { siteUrl: newSite, url: newSite })
  t.match(unknown.body, { ErrorCode: 2, Message: 'ERROR!!! UnknownError' })
})
