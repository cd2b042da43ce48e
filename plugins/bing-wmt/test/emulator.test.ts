import t, { type Test } from 'tap'
import { blog, newSite, site, startBing, unverified } from './support/bing.ts'

const refusal = (code: number, name: string) => ({
  status: 400,
  body: { ErrorCode: code, Message: `ERROR!!! ${name}` },
})

t.test('a success is compact JSON in an envelope, with slashes escaped and types marked', async (t) => {
  const bing = await startBing(t)
  const sites = await bing.get('GetUserSites')
  t.equal(sites.status, 200)
  t.match(
    sites.text,
    /^\{"d":\[\{"__type":"Site:#Microsoft\.Bing\.Webmaster\.Api","AuthenticationCode":"[0-9A-F]{32}"/,
  )
  t.match(sites.text, String.raw`"Url":"https:\/\/www.fernhill.example\/"`)
  t.match(sites.headers.get('content-type'), 'application/json; charset=utf-8')
  t.match(sites.headers.get('x-msedge-ref'), /^Ref A: [0-9A-F]{32} Ref B: \w+ Ref C: 2026-11-22T10:00:00Z$/)
  t.ok(sites.headers.get('date'))
  t.equal(sites.headers.get('etag'), null)
  t.match(sites.body, {
    d: [site, blog, newSite, unverified].map((Url) => ({ Url, IsVerified: Url !== unverified })),
  })

  const done = await bing.post('SubmitUrl', { siteUrl: site, url: `${site}shop/compost-bin/` })
  t.equal(done.text, '{"d":null}')
  t.equal((await bing.get('GetQueryStats', { siteUrl: newSite })).text, '{"d":[]}')
})

t.test('a key that is missing or wrong is refused with 400', async (t) => {
  const bing = await startBing(t)
  t.match(await bing.get('GetUserSites', { apikey: 'wrong' }), refusal(3, 'InvalidApiKey'))
  t.match(await bing.get('GetUserSites', { apikey: '' }), refusal(3, 'InvalidApiKey'))
})

t.test('a site must be named exactly and be verified', async (t) => {
  const bing = await startBing(t)
  const near = [
    site.slice(0, -1),
    site.replace('https', 'http'),
    site.replace('www.', ''),
    unverified,
    'https://other.example/',
  ]
  for (const siteUrl of near)
    t.match(await bing.get('GetQueryStats', { siteUrl }), refusal(14, 'NotAuthorized'), siteUrl)
  t.match(await bing.get('GetQueryStats'), refusal(8, 'InvalidParameter'), 'no site at all')
  t.equal(
    (await bing.get('GetQueryStats', { siteUrl: `"${site}"` })).status,
    200,
    'quoted, as in the samples',
  )
})

t.test('methods have one verb; what is not a method is an HTML page', async (t) => {
  const bing = await startBing(t)
  const isPage = async (t: Test, method: string, status: number, verb: 'get' | 'post' = 'get') => {
    const answer = await (verb === 'get' ? bing.get(method) : bing.post(method, {}))
    t.equal(answer.status, status, method)
    t.match(answer.headers.get('content-type'), 'text/html')
  }
  for (const method of ['SubmitUrl', 'SubmitUrlBatch', 'GetChildrenUrlInfo', 'AddSite'])
    await isPage(t, method, 405)
  await isPage(t, 'GetUserSites', 405, 'post')
  for (const method of ['GetSiteMoves', 'GetNothing', '']) await isPage(t, method, 404)
  t.match((await bing.get('GetNothing')).text, 'Endpoint not found.')
  t.equal((await bing.get('getusersites')).status, 200, 'the case of a name does not matter')
})

t.test('a body that is no JSON is an HTML page', async (t) => {
  const bing = await startBing(t)
  const path = '/webmaster/api.svc/json/SubmitUrl?apikey=0123456789abcdef0123456789abcdef'
  const response = await fetch(bing.host.url + path, { method: 'POST', body: '{' })
  t.equal(response.status, 400)
  t.match(await response.text(), 'Request Error')
})

t.test('failures can hide in a 200', async (t) => {
  const bing = await startBing(t, { failureStatus: 200 })
  t.match(await bing.get('GetQueryStats', { siteUrl: unverified }), {
    ...refusal(14, 'NotAuthorized'),
    status: 200,
  })
  t.equal((await bing.get('GetNothing')).status, 404, 'pages keep their status')
})

t.test('failures on demand have the shapes of Bing', async (t) => {
  const bing = await startBing(t)
  const { failures } = bing.host.emulator
  const codes = {
    unauthorized: 3,
    forbidden: 14,
    notFound: 11,
    conflict: 12,
    rejected: 8,
    rateLimited: 4,
  } as const
  for (const [name, ErrorCode] of Object.entries(codes)) {
    bing.host.inject({ kind: 'failure', failure: name as keyof typeof codes, times: 1 })
    t.match(await bing.get('GetUserSites'), { status: 400, body: { ErrorCode } }, name)
  }
  bing.host.inject({ kind: 'failure', failure: 'unavailable', times: 1 })
  t.match((await bing.get('GetUserSites')).text, '<html>')
  t.equal(Object.keys(failures).length, 7)
})
