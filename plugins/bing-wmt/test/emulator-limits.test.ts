import t from 'tap'
import { blog, now, site, startBing, type Bing } from './support/bing.ts'

const quota = async (bing: Bing, siteUrl = site) => {
  const { body } = await bing.get('GetUrlSubmissionQuota', { siteUrl })
  const { DailyQuota, MonthlyQuota } = (body as { d: { DailyQuota: number; MonthlyQuota: number } }).d
  return [DailyQuota, MonthlyQuota]
}
const urls = (count: number, of = site) => Array.from({ length: count }, (_, index) => `${of}page-${index}/`)

t.test('each URL takes quota, repeated ones too', async (t) => {
  const bing = await startBing(t)
  t.same(await quota(bing), [1000, 11000])
  await bing.post('SubmitUrl', { siteUrl: site, url: `${site}a/` })
  await bing.post('SubmitUrl', { siteUrl: site, url: `${site}a/` })
  t.same(await quota(bing), [998, 10998])
  await bing.post('SubmitUrlbatch', { siteUrl: site, urlList: [`${site}a/`, `${site}a/`, `${site}b/`] })
  t.same(await quota(bing), [995, 10995])
  t.same(await quota(bing, blog), [10, 300], 'sites have quotas of their own')
  bing.host.reset()
  t.same(await quota(bing), [1000, 11000])
})

t.test('a batch that does not fit is refused whole', async (t) => {
  const bing = await startBing(t)
  await bing.post('SubmitUrlBatch', { siteUrl: blog, urlList: urls(3, blog) })
  t.match(await bing.post('SubmitUrlBatch', { siteUrl: blog, urlList: urls(8, blog) }), {
    status: 400,
    body: { ErrorCode: 2, Message: 'ERROR!!! Quota remaining for today: 7, Submitted: 8' },
  })
  t.same(await quota(bing, blog), [7, 297])
  await bing.post('SubmitUrlBatch', { siteUrl: blog, urlList: urls(7, blog) })
  const spent = { ErrorCode: 2, Message: 'ERROR!!! You have exceeded your daily url submission quota : 10' }
  t.match((await bing.post('SubmitUrlBatch', { siteUrl: blog, urlList: urls(1, blog) })).body, spent)
  t.match((await bing.post('SubmitUrl', { siteUrl: blog, url: `${blog}a/` })).body, spent)
})

t.test('quotas start anew at midnight UTC and with each month', async (t) => {
  const bing = await startBing(t)
  await bing.post('SubmitUrlBatch', { siteUrl: site, urlList: urls(5) })
  bing.setTime(Date.parse('2026-11-22T23:59:59Z'))
  t.same(await quota(bing), [995, 10995])
  bing.setTime(Date.parse('2026-11-23T00:00:00Z'))
  t.same(await quota(bing), [1000, 10995])
  bing.setTime(Date.parse('2026-12-01T00:00:00Z'))
  t.same(await quota(bing), [1000, 11000])
})

t.test('a batch has at most 500 URLs, all of the site', async (t) => {
  const bing = await startBing(t, { quotaErrorCode: 8 })
  const send = async (urlList: unknown) =>
    (await bing.post('SubmitUrlBatch', { siteUrl: site, urlList })).body
  t.match(await send(urls(501)), { ErrorCode: 8, Message: 'ERROR!!! InvalidParameter' })
  t.match(await send([]), { ErrorCode: 8 })
  t.match(await send('https://www.fernhill.example/'), { ErrorCode: 8 })
  t.match(await send([site, 'https://other.example/']), { ErrorCode: 7 })
  t.same(await send(urls(500)), { d: null })
  t.same(await quota(bing), [500, 10500])
  await send(urls(500))
  t.match(
    await send(urls(1)),
    { ErrorCode: 8, Message: /exceeded/ },
    'quota may be refused under another code',
  )
})

t.test('too many calls lock the key, and calling on keeps it locked', async (t) => {
  const bing = await startBing(t, { callsPerMinute: 3, throttleMilliseconds: 1000 })
  const code = async (method = 'GetUserSites') => (await bing.get(method, { siteUrl: site })).body
  const throttled = { ErrorCode: 4, Message: 'ERROR!!! ThrottleUser' }
  for (let call = 0; call < 3; call += 1) t.match(await code(), { d: [] })
  t.match(await code(), throttled)
  t.match(await code('GetUrlSubmissionQuota'), throttled, 'every method')
  t.match(
    (await bing.get('GetUserSites', { apikey: 'other' })).body,
    { ErrorCode: 3 },
    'another key is not counted',
  )
  t.equal((await bing.get('GetUserSites')).headers.get('retry-after'), null)
  const codeAt = (seconds: number) => {
    bing.setTime(now + seconds * 1000)
    return code()
  }
  for (const seconds of [60, 60.1, 60.2]) t.match(await codeAt(seconds), { d: [] }, 'a minute later')
  t.match(await codeAt(119), throttled, 'a fourth call in that minute')
  t.match(await codeAt(119.9), throttled)
  t.match(await codeAt(120.8), throttled, 'a new minute, but the last call was less than the lock ago')
  t.match(await codeAt(121.9), { d: [] })
})
