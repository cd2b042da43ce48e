import t from 'tap'
import { classify } from '../src/errors/classify.ts'
import { seededIndexNowKey } from '../src/emulator/state.ts'
import { configuredKey, isCovered, siteOfKey } from '../src/index-now/key.ts'
import { submit, verifyKey } from '../src/operations/index-now.ts'
import { site, startBing } from './support/bing.ts'
import { run } from './support/run.ts'

const config = { siteUrl: site, indexNowKey: seededIndexNowKey }
const urls = (count: number) => Array.from({ length: count }, (_, index) => `${site}page-${index}/`)

t.test('10,000 URLs go in one request, with the key and without credentials', async (t) => {
  const bing = await startBing(t)
  const list = urls(10_000)
  const first = await run(bing, submit, { urls: [...list.slice(1), list[0] ?? '', list[5] ?? ''] }, config)
  t.match(first.data, { submitted: 10_000, duplicates: 1, keyValidation: 'pending' })
  t.match((await run(bing, submit, { urls: [site] }, config)).data, { submitted: 1, keyValidation: 'done' })
  const sent = bing.host.journal.filter(({ path }) => path === '/indexnow')
  t.equal(sent.length, 2)
  t.match(JSON.parse(sent[1]?.body ?? '') as unknown, {
    host: 'www.fernhill.example',
    key: seededIndexNowKey,
    keyLocation: `${site}${seededIndexNowKey}.txt`,
    urlList: [site],
  })
  t.notMatch(JSON.stringify(bing.host.journal), /apikey/)
  t.same(
    first.requests.map(({ effect }) => effect),
    ['read', 'write'],
  )
})

t.test('an answer without a body is a success too', async (t) => {
  const bing = await startBing(t, { indexNowBody: '' })
  t.equal((await run(bing, submit, { urls: [site] }, config)).data.submitted, 1)
})

t.test('nothing is submitted with a key file that is wrong', async (t) => {
  const reasons = { other: /something else/, missing: /status 404/ } as const
  for (const keyFile of ['other', 'missing'] as const) {
    const bing = await startBing(t, { keyFile })
    await t.rejects(run(bing, submit, { urls: [site] }, config), {
      code: 'connection_forbidden',
      message: reasons[keyFile],
    })
    t.same(
      bing.host.journal.map(({ path }) => path),
      [`/${seededIndexNowKey}.txt`],
    )
    t.match((await run(bing, verifyKey, {}, config)).data, { valid: false, reason: reasons[keyFile] })
  }
})

t.test('URLs that the key does not cover are named, and nothing is asked', async (t) => {
  const bing = await startBing(t)
  const list = [site, 'https://other.example/', 'http://www.fernhill.example/a']
  await t.rejects(run(bing, submit, { urls: list }, config), {
    code: 'invalid_input',
    message: /1 of 3 URLs/,
    errors: [{ path: '/urls/1' }],
  })
  await t.rejects(run(bing, submit, { urls: [site] }, { siteUrl: site }), {
    code: 'invalid_input',
    advice: /indexNowKey/,
  })
  t.equal(bing.host.journal.length, 0)
})

t.test('a flood is told from other refusals', async (t) => {
  const bing = await startBing(t, { indexNowCalls: 0 })
  await t.rejects(run(bing, submit, { urls: [site] }, config), { code: 'vendor_rate_limited' })
})

t.test('each status of IndexNow has its problem', async (t) => {
  const of = (status: number, body: unknown = '') =>
    classify({ status, headers: {}, body }, { origin: 'indexnow' })
  t.equal(of(200), undefined)
  t.equal(of(202, { success: true }), undefined)
  t.match(of(200, '<html>'), { code: 'vendor_error' })
  t.match(of(400), { code: 'vendor_rejected' })
  t.match(of(403), { code: 'connection_forbidden', advice: /index-now\.verify_key/ })
  t.match(of(422), { code: 'vendor_rejected' })
  t.match(of(429), { code: 'vendor_rate_limited', retryAfter: 300 })
  const told = { status: 429, headers: { 'retry-after': '7' }, body: '' }
  t.equal(classify(told, { origin: 'indexnow' }), undefined, 'HTTP says how long')
  t.equal(of(503), undefined, 'left to the general rules')
  t.match(of(400, { ErrorCode: 3 }), { code: 'connection_unauthorized' }, 'Bing may speak for it')
  for (const status of [200, 404])
    t.equal(classify({ status, headers: {}, body: 'text' }, { origin: 'site' }), undefined)
})

t.test('the key file is at the root of the site, or where it is said to be', async (t) => {
  const indexNowKey = 'abcd-1234'
  t.equal(configuredKey({ siteUrl: `${site}shop/`, indexNowKey }).location.href, `${site}abcd-1234.txt`)
  const elsewhere = { indexNowKey, indexNowKeyLocation: 'http://a.example/shop/key.txt' }
  const key = configuredKey({ siteUrl: site, ...elsewhere })
  t.equal(key.location.href, 'http://a.example/shop/key.txt')
  t.equal(siteOfKey(elsewhere), 'https://a.example', 'asked by https always')
  t.equal(siteOfKey({ siteUrl: site }), 'https://www.bing.com', 'without a key nobody asks there')
  t.throws(() => configuredKey({ indexNowKey }), { code: 'invalid_input' })
  t.ok(isCovered(key, 'https://a.example/shop/x'))
  t.notOk(isCovered(key, 'https://a.example/x'))
  t.notOk(isCovered(key, 'https://b.example/shop/x'))
})

t.test('index-now.verify_key tells a host that is not verified at Bing', async (t) => {
  const bing = await startBing(t)
  const other = { siteUrl: 'https://other.example/', indexNowKey: seededIndexNowKey }
  t.match((await run(bing, verifyKey, {}, other)).data, { valid: true, siteVerified: false })
})
