import t from 'tap'
import { submitContent } from '../src/operations/submission-content.ts'
import { submitOne } from '../src/operations/submission-one.ts'
import { quota } from '../src/operations/submission.ts'
import encodeContent from '../src/transforms/encode-content.ts'
import { blog, site, startBing } from './support/bing.ts'
import { run } from './support/run.ts'

const method = (name: string) => `/webmaster/api.svc/json/${name}`
const input = { siteUrl: site, url: `${site}new-in/`, body: '<p>Grün</p>' }

t.test('a page is sent as a whole answer of HTTP', async (t) => {
  const { httpMessage, structuredData, bytes } = encodeContent.run({
    status: 200,
    contentType: 'text/html; charset=utf-8',
    body: 'Grün',
    structuredData: '{"@type":"Thing"}',
  })
  const message = Buffer.from(httpMessage, 'base64')
  t.equal(
    message.toString('utf8'),
    'HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: 5\r\n\r\nGrün',
  )
  t.equal(bytes, message.length)
  t.equal(Buffer.from(structuredData, 'base64').toString('utf8'), '{"@type":"Thing"}')
  const gone = encodeContent.run({ status: 410, contentType: 'text/plain', body: '', structuredData: '' })
  t.match(Buffer.from(gone.httpMessage, 'base64').toString('utf8'), /^HTTP\/1\.1 410 Gone\r\n.*\r\n\r\n$/s)
  t.equal(gone.structuredData, '')
})

t.test('content has a quota of its own, which is looked at first', async (t) => {
  const bing = await startBing(t)
  const outcome = await run(bing, submitContent, { ...input, audience: 'mobiles' })
  t.match(outcome.data, { quotaLeft: { daily: 99, monthly: 2_999 } })
  t.same(
    outcome.requests.map(({ effect }) => effect),
    ['read', 'write'],
  )
  const sent = bing.host.journal.at(-1)
  t.match(JSON.parse(sent?.body ?? '') as unknown, { dynamicServing: 2, structuredData: '' })
  t.match((await run(bing, quota, { siteUrl: site })).data, {
    content: { daily: 99 },
    urls: { daily: 1_000 },
  })

  const spent = { d: { DailyQuota: 0, MonthlyQuota: 5 } }
  bing.host.inject({ kind: 'status', status: 200, body: spent, path: method('GetContentSubmissionQuota') })
  await t.rejects(run(bing, submitContent, input), {
    code: 'vendor_rate_limited',
    message: /content submissions .* nothing was submitted/,
    retryAfter: 14 * 3600,
  })
})

t.test('what is not of the site, or too large, is not sent', async (t) => {
  const bing = await startBing(t)
  await t.rejects(run(bing, submitContent, { ...input, url: blog }), { errors: [{ path: '/url' }] })
  const body = 'x'.repeat(10 * 1024 * 1024)
  await t.rejects(run(bing, submitContent, { ...input, body }), {
    code: 'invalid_input',
    errors: [{ path: '/body' }],
  })
  await t.rejects(run(bing, submitOne, { siteUrl: site, url: blog }), { errors: [{ path: '/url' }] })
  t.equal(bing.host.journal.length, 0)
})

t.test('one URL is one request, and Bing refuses it where the quota is spent', async (t) => {
  const bing = await startBing(t)
  const url = `${blog}a/`
  for (let count = 0; count < 10; count += 1) await run(bing, submitOne, { siteUrl: blog, url })
  t.equal(bing.host.journal.length, 10)
  await t.rejects(run(bing, submitOne, { siteUrl: blog, url }), {
    code: 'vendor_rate_limited',
    message: /quota .* is spent/,
    advice: /submission\.quota/,
  })
})
