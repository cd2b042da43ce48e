import t from 'tap'
import { submit } from '../src/operations/submission.ts'
import { allowance } from '../src/submission/quota.ts'
import { blog, now, site, startBing, type Bing } from './support/bing.ts'
import { run } from './support/run.ts'

const batch = '/webmaster/api.svc/json/SubmitUrlBatch'
const pages = (count: number, of = site) => Array.from({ length: count }, (_, index) => `${of}page-${index}/`)

/** How many URLs each batch had that reached Bing, accepted or not. */
const batches = (bing: Bing) =>
  bing.host.journal
    .filter(({ path }) => path === batch)
    .map(({ body }) => (JSON.parse(body) as { urlList: string[] }).urlList.length)

const left = async (bing: Bing, siteUrl = site) =>
  ((await bing.get('GetUrlSubmissionQuota', { siteUrl })).body as { d: { DailyQuota: number } }).d.DailyQuota

t.test('URLs are sent once each, in batches of at most 500, after a look at the quota', async (t) => {
  const bing = await startBing(t)
  const urls = pages(600)
  const outcome = await run(bing, submit, {
    siteUrl: site,
    urls: [...urls, site + 'page-0/', 'https://WWW.fernhill.example/page-1/'],
  })
  t.match(outcome, {
    data: { duplicates: 2, uncertain: [], remaining: [], quotaLeft: { daily: 400, monthly: 10400 } },
  })
  t.same(outcome.data.submitted, urls)
  t.same(batches(bing), [500, 100])
  t.equal(await left(bing), 400)
  t.same([outcome.isPartial, outcome.warnings], [false, []])
  t.same(
    outcome.requests.map(({ effect }) => effect),
    ['read', 'write', 'write'],
  )
})

t.test('never more than the quota: the rest comes back in its order', async (t) => {
  const bing = await startBing(t)
  const urls = pages(25, blog)
  const outcome = await run(bing, submit, { siteUrl: blog, urls })
  t.match(outcome, {
    isPartial: true,
    warnings: [{ code: 'quota_reached', path: '/remaining', message: /allows 10 of 25/ }],
    data: { quotaLeft: { daily: 0, monthly: 290 } },
  })
  t.same(outcome.data.submitted, urls.slice(0, 10))
  t.same(outcome.data.remaining, urls.slice(10))
  t.equal(await left(bing, blog), 0)

  await t.rejects(run(bing, submit, { siteUrl: blog, urls: outcome.data.remaining }), {
    code: 'vendor_rate_limited',
    message: /nothing was submitted/,
    retryAfter: 14 * 3600,
  })
  t.same(batches(bing), [10], 'a spent quota is not tried')
})

t.test('the month may be spent before the day', async (t) => {
  t.equal(allowance({ daily: 10, monthly: 3 }, now), 3)
  t.equal(allowance({ daily: 3, monthly: 10 }, now), 3)
  t.throws(() => allowance({ daily: 10, monthly: 0 }, now), {
    code: 'vendor_rate_limited',
    retryAfter: undefined,
    message: /month/,
  })
})

t.test('a URL of another site stops everything, each one named', async (t) => {
  const bing = await startBing(t)
  const urls = [site, 'https://other.example/', `${site}a`, 'https://fernhill.example/']
  await t.rejects(run(bing, submit, { siteUrl: site, urls }), {
    code: 'invalid_input',
    message: /2 of 4 URLs/,
    errors: [{ path: '/urls/1' }, { path: '/urls/3' }],
  })
  t.equal(bing.host.journal.length, 0)
})

// The quota of 1,000 lets two batches through; these strike the second.
const spoilSecond = async (bing: Bing, spoil: () => void, urls = pages(1000)) => {
  const running = run(bing, submit, { siteUrl: site, urls })
  while (batches(bing).length === 0) await new Promise((resolve) => setImmediate(resolve))
  spoil()
  return running
}

t.test('a clear refusal in the middle leaves the rest to be sent again', async (t) => {
  const bing = await startBing(t)
  const urls = pages(1000)
  const outcome = await spoilSecond(
    bing,
    () => bing.host.inject({ kind: 'failure', failure: 'rateLimited', path: batch }),
    urls,
  )
  t.same(outcome.data.submitted, urls.slice(0, 500))
  t.same(outcome.data.remaining, urls.slice(500))
  t.match(outcome, {
    isPartial: true,
    data: { uncertain: [], quotaLeft: { daily: 500 } },
    warnings: [{ code: 'vendor_rate_limited', message: /^Ended after 500 URLs: Bing has throttled/ }],
  })
  t.equal(outcome.warnings.length, 1)
  t.equal(await left(bing), 500)
})

t.test('a batch whose answer was lost is uncertain, neither submitted nor to be sent again', async (t) => {
  for (const fault of [{ kind: 'reset' }, { kind: 'failure', failure: 'unavailable' }] as const) {
    const bing = await startBing(t)
    const urls = pages(1000)
    const outcome = await spoilSecond(bing, () => bing.host.inject({ ...fault, path: batch }), urls)
    t.same(outcome.data.submitted, urls.slice(0, 500), fault.kind)
    t.same(outcome.data.uncertain, urls.slice(500))
    t.match(outcome, {
      isPartial: true,
      data: { remaining: [], quotaLeft: { daily: 0 } },
      warnings: [{ code: 'vendor_error' }],
    })
    t.same(batches(bing), [500, 500], 'it is not tried again')
  }
})

t.test('what Bing never got because of the quota stands behind what failed', async (t) => {
  const bing = await startBing(t)
  const urls = pages(1200)
  const outcome = await spoilSecond(
    bing,
    () => bing.host.inject({ kind: 'failure', failure: 'rejected', path: batch }),
    urls,
  )
  t.same(outcome.data.remaining, urls.slice(500))
  t.same(
    outcome.warnings.map(({ code }) => code),
    ['vendor_rejected', 'quota_reached'],
  )
})

t.test('where nothing was submitted, the failure is the answer', async (t) => {
  const bing = await startBing(t)
  bing.host.inject({ kind: 'failure', failure: 'rejected', path: batch, times: 1 })
  await t.rejects(run(bing, submit, { siteUrl: site, urls: [site] }), { code: 'vendor_rejected' })
  bing.host.inject({ kind: 'failure', failure: 'forbidden', times: 1 })
  await t.rejects(run(bing, submit, { siteUrl: site, urls: [site] }), { code: 'connection_forbidden' })
  t.equal(batches(bing).length, 1, 'without the quota nothing is sent')
})

t.test('a quota that shrank meanwhile refuses the batch, and nothing is lost', async (t) => {
  const bing = await startBing(t)
  const urls = pages(1000)
  const outcome = await spoilSecond(
    bing,
    () => {
      const message = 'ERROR!!! Quota remaining for today: 27, Submitted: 500'
      bing.host.inject({ kind: 'status', status: 400, body: { ErrorCode: 2, Message: message }, path: batch })
    },
    urls,
  )
  t.same(outcome.data.remaining, urls.slice(500))
  t.match(outcome.warnings, [
    { code: 'vendor_rate_limited', message: /takes 27 more URLs of this site today/ },
  ])
})
