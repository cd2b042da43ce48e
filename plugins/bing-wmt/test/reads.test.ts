import t from 'tap'
import { stats } from '../src/operations/crawl.ts'
import { list } from '../src/operations/sites.ts'
import { quota } from '../src/operations/submission.ts'
import { inspect } from '../src/operations/urls.ts'
import { blog, newSite, site, startBing, unverified } from './support/bing.ts'
import { run } from './support/run.ts'

const method = (name: string) => `/webmaster/api.svc/json/${name}`

t.test('sites.list keeps what proves ownership to itself', async (t) => {
  const bing = await startBing(t)
  const { data } = await run(bing, list, {})
  t.same(data.sites, [
    { url: site, verified: true },
    { url: blog, verified: true },
    { url: newSite, verified: true },
    { url: unverified, verified: false },
  ])
})

t.test('an empty list may be null', async (t) => {
  const bing = await startBing(t)
  bing.host.inject({ kind: 'status', status: 200, body: { d: null } })
  t.same((await run(bing, list, {})).data, { sites: [] })
  t.same((await run(bing, stats, { siteUrl: site })).data.days, [])
})

t.test('the site of the connection is used where the call names none', async (t) => {
  const bing = await startBing(t)
  t.equal((await run(bing, stats, {}, { siteUrl: blog })).data.siteUrl, blog)
  await t.rejects(run(bing, stats, {}), { code: 'invalid_input', errors: [{ path: '/siteUrl' }] })
  await t.rejects(run(bing, stats, { siteUrl: unverified }), {
    code: 'connection_forbidden',
    advice: /sites\.list/,
  })
})

t.test('crawl.stats gives the days of the window, oldest first, and what they add up to', async (t) => {
  const bing = await startBing(t)
  const { data } = await run(bing, stats, { siteUrl: site, startDate: '2026-10-30', endDate: '2026-11-02' })
  t.same(
    data.days.map(({ date }) => date),
    ['2026-10-30', '2026-10-31', '2026-11-01', '2026-11-02'],
    'over the end of summer time',
  )
  t.equal(
    data.totals.crawledPages,
    data.days.reduce((total, { crawledPages }) => total + crawledPages, 0),
  )
  t.ok(data.totals.crawledPages > 0)
  t.equal(
    (await run(bing, stats, { siteUrl: site })).data.days.length,
    26,
    'of 28 days, Bing does not have the last two',
  )
})

t.test('urls.inspect', async (t) => {
  const bing = await startBing(t)
  const of = async (path: string) => (await run(bing, inspect, { siteUrl: site, url: site + path })).data

  t.test('tells a page that was never crawled', async (t) => {
    t.match(await of('new-in/'), {
      indexed: { likely: false, evidence: ['Bing never crawled it.'] },
      lastCrawled: null,
      discovered: /^2025-/,
      httpStatus: null,
    })
  })
  t.test('tells a page that is gone', async (t) => {
    t.match(await of('old-catalogue/'), {
      indexed: { likely: false, evidence: [/^Bing last crawled/, 'It answered with status 404 then.'] },
      httpStatus: 404,
    })
  })
  t.test('takes impressions as proof', async (t) => {
    t.match(await of(''), {
      indexed: { likely: true, evidence: [/crawled/, /^Bing showed it \d+ times\.$/] },
    })
  })
  t.test('tells a folder', async (t) => {
    t.match(await of('guides/'), { isPage: false, childUrlCount: 11, discovered: null })
  })
  t.test('has nothing on a page or a site that Bing does not know', async (t) => {
    await t.rejects(of('no/such/page'), { code: 'not_found', message: /no data/ })
    const unknown = run(bing, inspect, { siteUrl: newSite, url: `${newSite}a` })
    await t.rejects(unknown, { code: 'not_found', upstream: { code: '2', status: 400 } })
  })
  t.test('refuses a page of another site before Bing is asked', async (t) => {
    const before = bing.host.journal.length
    const elsewhere = run(bing, inspect, { siteUrl: site, url: 'https://other.example/' })
    await t.rejects(elsewhere, { code: 'invalid_input', errors: [{ path: '/url' }] })
    t.equal(bing.host.journal.length, before)
  })
})

t.test('urls.inspect does without traffic, and says so', async (t) => {
  const bing = await startBing(t)
  const answers = [{ d: null }, { ErrorCode: 2, Message: 'ERROR!!! UnknownError' }, { ErrorCode: 1 }]
  for (const body of answers) {
    bing.host.inject({ kind: 'status', path: method('GetUrlTrafficInfo'), status: 200, body, times: 1 })
    const outcome = await run(bing, inspect, { siteUrl: site, url: site })
    t.match(outcome, {
      data: { traffic: null, indexed: { likely: true, evidence: [/crawled/] } },
      isPartial: true,
      warnings: [{ code: 'traffic_unavailable', path: '/traffic' }],
    })
    t.equal(outcome.warnings.length, 1)
  }
  bing.host.inject({ kind: 'failure', failure: 'unavailable', path: method('GetUrlInfo') })
  await t.rejects(
    run(bing, inspect, { siteUrl: site, url: site }),
    { code: 'vendor_error' },
    'the rest it cannot miss',
  )
})

t.test('submission.quota does without the quota of content, and says so', async (t) => {
  const bing = await startBing(t)
  bing.host.inject({ kind: 'failure', failure: 'unavailable', path: method('GetContentSubmissionQuota') })
  t.match(await run(bing, quota, { siteUrl: blog }), {
    data: { siteUrl: blog, urls: { daily: 10, monthly: 300 }, content: null },
    isPartial: true,
    warnings: [{ code: 'content_quota_unavailable', path: '/content' }],
  })
})
