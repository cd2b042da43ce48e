import { parseList, type Item } from 'structured-headers'
import t, { type Test } from 'tap'
import type { Settings } from '@patchbay/runtime'
import { fetchAnswer, injectAnswer, type Answer } from '../support/answer.ts'
import { expectProblem } from '../support/expect-problem.ts'
import { adminKey, openApp } from '../support/open-app.ts'

const say = '/v1/connectors/echo/text.say'

const open = (t: Test, settings: Partial<Settings>) => openApp(t, { settings })

/** The one member of a field, as RFC 9651 reads it. */
function member(t: Test, answer: Answer, name: string): { name: unknown; parameters: object } {
  const items = parseList(answer.headers[name] ?? '') as Item[]
  t.equal(items.length, 1, `${name} has one member`)
  const [value, parameters] = items[0] ?? ['', new Map()]
  return { name: value, parameters: Object.fromEntries(parameters) }
}

t.test('every answer tells what its caller may do and has left', async (t) => {
  const { post } = await open(t, { callRate: '5/90s' })
  const first = await post(say, { text: 'a' })
  t.same(member(t, first, 'ratelimit-policy'), { name: 'calls', parameters: { q: 5, w: 90 } })
  t.same(member(t, first, 'ratelimit'), { name: 'calls', parameters: { r: 4, t: 90 } })
  const wrong = await post(say, { nothing: 1 })
  t.equal(wrong.status, 400)
  t.same(member(t, wrong, 'ratelimit').parameters, { r: 3, t: 90 }, 'also where it failed')
  t.notOk(Object.keys(first.headers).some((name) => name.startsWith('x-ratelimit')))
})

t.test('who asks too often is told when to come back, and by which policy', async (t) => {
  const { post, metric, calls } = await open(t, { callRate: '2/90s' })
  for (let count = 0; count < 2; count += 1) t.equal((await post(say, { text: 'a' })).status, 200)
  const refused = await post(say, { text: 'a' })
  const problem = expectProblem(t, refused, 'rate_limited')
  t.same(problem['violated-policies'], ['calls'])
  t.ok(problem.retryable)
  const { parameters } = member(t, refused, 'ratelimit')
  t.match(parameters, { r: 0, t: Number })
  t.ok(Number(refused.headers['retry-after']) >= Number(Object(parameters).t))
  t.ok(Number(refused.headers['retry-after']) >= 80)
  t.equal(calls().length, 2, 'no call was made of it')
  t.equal(await metric(/^patchbay_requests_limited_total\{policy="calls"\}/), 1)
})

t.test('a caller is counted once, by whichever name and method it calls', async (t) => {
  const { app, get, post } = await open(t, { callRate: '5/90s', readRate: '2/90s' })
  const left = (answer: Answer): unknown => Object(member(t, answer, 'ratelimit').parameters).r
  t.equal(left(await post(say, { text: 'a' })), 4)
  t.equal(left(await post('/v1/connectors/echo@1/text.say', { text: 'a' })), 3)
  t.equal(left(await post('/v1/connectors/echo%401/text.say', { text: 'a' })), 2)
  const headers = { authorization: `bearer ${adminKey}` }
  const get1 = await injectAnswer(app, { method: 'HEAD', url: '/v1/connectors', headers })
  t.equal(left(get1), 1, 'reads have a policy of their own')
  t.equal(left(await get('/v1/connectors/echo')), 0)
  expectProblem(t, await get('/v1/connections'), 'rate_limited')
  t.equal(left(await post(say, { text: 'a' })), 1)
})

t.test('what needs no key is counted by address; health and metrics are not', async (t) => {
  const { app, url } = await open(t, { openRate: '3/90s' })
  const from = (remoteAddress: string, path: string) =>
    injectAnswer(app, { method: 'GET', url: path, remoteAddress })
  t.equal((await from('192.0.2.1', '/openapi.json')).status, 200)
  t.equal((await from('192.0.2.1', '/problems')).status, 200)
  expectProblem(t, await from('192.0.2.1', '/nowhere'), 'not_found')
  expectProblem(t, await from('192.0.2.1', '/nowhere'), 'rate_limited')
  expectProblem(t, await from('::ffff:192.0.2.1', '/problems'), 'rate_limited')
  t.equal((await from('192.0.2.2', '/problems')).status, 200)
  for (const path of ['/livez', '/readyz', '/metrics']) {
    for (let count = 0; count < 5; count += 1) {
      const answer = await fetchAnswer(url + path)
      t.equal(answer.status, 200)
      t.notOk('ratelimit' in answer.headers)
    }
  }
})

t.test('an IPv6 caller cannot walk through its /64', async (t) => {
  const { app } = await open(t, { openRate: '2/90s' })
  const statuses: number[] = []
  for (let count = 1; count <= 6; count += 1) {
    const remoteAddress = `2001:db8:1:2:${count.toString(16)}::${count}`
    statuses.push((await injectAnswer(app, { url: '/problems', remoteAddress })).status)
  }
  t.same(statuses, [200, 200, 429, 429, 429, 429])
  const next = await injectAnswer(app, { url: '/problems', remoteAddress: '2001:db8:1:3::1' })
  t.equal(next.status, 200)
})

t.test('what callers write about where they come from counts only behind a trusted proxy', async (t) => {
  const claims = (address: string) => ({
    'x-forwarded-for': address,
    forwarded: `for=${address}`,
    'x-real-ip': address,
  })
  const ask = async (settings: Partial<Settings>, remoteAddress: string, forged: string) => {
    const { app } = await open(t, { openRate: '2/90s', ...settings })
    const statuses: number[] = []
    for (let count = 1; count <= 4; count += 1) {
      const headers = claims(forged.replace('*', String(count)))
      statuses.push((await injectAnswer(app, { url: '/problems', remoteAddress, headers })).status)
    }
    return statuses
  }
  const counted = [200, 200, 429, 429]
  t.same(await ask({}, '192.0.2.1', '198.51.100.*'), counted, 'nobody is trusted')
  const trustedProxies = '10.0.0.0/8, loopback'
  t.same(await ask({ trustedProxies }, '192.0.2.1', '198.51.100.*'), counted, 'past the proxy')
  t.same(await ask({ trustedProxies }, '10.1.2.3', '198.51.100.*, 192.0.2.1'), counted, 'forged before it')
  t.same(await ask({ trustedProxies }, '10.1.2.3', '198.51.100.*'), [200, 200, 200, 200], 'as the proxy says')
})

t.test('off is off', async (t) => {
  const off = { callRate: 'off', readRate: 'off', openRate: 'off', failedAuthenticationRate: 'off' }
  const { get, post, url } = await open(t, off)
  for (const answer of [
    await post(say, { text: 'a' }),
    await get('/v1/connectors'),
    await fetchAnswer(`${url}/problems`),
    await fetchAnswer(`${url}/nowhere`),
    await fetchAnswer(`${url}/v1/connectors`),
  ]) {
    t.notOk('ratelimit' in answer.headers)
    t.not(answer.status, 429)
  }
})

t.test('a proxy that is no address is refused at the start', async (t) => {
  for (const trustedProxies of [
    '2',
    'true',
    '0.0.0.0/0',
    '10.0.0.0/33',
    'proxy.internal',
    '10.0.0.1/8/8',
    '::1/129',
  ]) {
    await t.rejects(open(t, { trustedProxies }), /PATCHBAY_TRUSTED_PROXIES/, trustedProxies)
  }
})
