import t, { type Test } from 'tap'
import { emulatedClient } from '../src/emulator/oauth/oauth.ts'
import { seededRefreshToken } from '../src/emulator/oauth/tokens.ts'
import { seededIndexNowKey } from '../src/emulator/state.ts'
import { now, site, startBing, type Bing } from './support/bing.ts'

const redirect = 'https://patchbay.example/v1/oauth/callback'
const client = { client_id: emulatedClient.clientId, client_secret: emulatedClient.clientSecret }

interface TokenAnswer {
  readonly access_token: string
  readonly refresh_token?: string
  readonly expires_in: number
}

async function agree(bing: Bing, scope: string, redirectUri = redirect): Promise<Response> {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: client.client_id,
    redirect_uri: redirectUri,
    scope,
    state: 'abc',
  })
  return fetch(`${bing.host.url}/webmasters/oauth/authorize?${query}`, { redirect: 'manual' })
}

const codeOf = (answer: Response): string =>
  new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? ''

const ask = async (bing: Bing, form: Record<string, string>, path = '/webmasters/oauth/token') => {
  const body = new URLSearchParams({ ...client, ...form })
  return fetch(bing.host.url + path, { method: 'POST', body })
}

async function tokensFor(t: Test, bing: Bing, scope: string): Promise<TokenAnswer> {
  const code = codeOf(await agree(bing, scope))
  const answer = await ask(bing, { grant_type: 'authorization_code', code })
  t.equal(answer.status, 200)
  return (await answer.json()) as TokenAnswer
}

const call = (bing: Bing, token: string, method: string, body?: object) =>
  fetch(`${bing.host.url}/webmaster/api.svc/json/${method}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })

t.test('a code is good once and for five minutes, a token for an hour less a second', async (t) => {
  const bing = await startBing(t)
  const { access_token: token, expires_in: seconds } = await tokensFor(t, bing, 'webmaster.read')
  t.equal(seconds, 3_599)
  t.equal((await call(bing, token, 'GetUserSites')).status, 200, 'without any key')
  t.match(await (await call(bing, 'another', 'GetUserSites')).json(), { ErrorCode: 3 })

  const code = codeOf(await agree(bing, 'webmaster.read'))
  bing.setTime(now + 301_000)
  t.match(await (await ask(bing, { grant_type: 'authorization_code', code })).json(), {
    error: 'invalid_grant',
  })
  bing.setTime(now + 3_600_000)
  t.match(await (await call(bing, token, 'GetUserSites')).json(), { ErrorCode: 3 })
  t.match(await (await ask(bing, { client_secret: 'x' })).json(), { error: 'invalid_client' })
})

t.test('addresses of the own machine are no redirect URI', async (t) => {
  const bing = await startBing(t)
  for (const address of ['http://127.0.0.1:8080/', 'http://localhost/'])
    t.equal((await agree(bing, 'webmaster.read', address)).status, 400)
})

t.test('who may only read changes nothing, but may send reads by POST', async (t) => {
  const bing = await startBing(t)
  const { access_token: token } = await tokensFor(t, bing, 'webmaster.read')
  t.match(await (await call(bing, token, 'AddSite', { siteUrl: site })).json(), { ErrorCode: 14 })
  const children = { siteUrl: site, url: site, page: 0, filterProperties: {} }
  t.equal((await call(bing, token, 'GetChildrenUrlInfo', children)).status, 200)
})

t.test('a refresh token is replaced, or stays, as the profile says', async (t) => {
  const refresh = (bing: Bing, token: string, path?: string) =>
    ask(bing, { grant_type: 'refresh_token', refresh_token: token }, path)
  const rotating = await startBing(t)
  const first = (await (await refresh(rotating, seededRefreshToken)).json()) as TokenAnswer
  t.ok(first.refresh_token)
  t.equal((await refresh(rotating, seededRefreshToken)).status, 400)
  t.equal((await refresh(rotating, first.refresh_token ?? '', '/webmasters/token')).status, 200)

  const steady = await startBing(t, { refreshTokens: 'steady' })
  for (let times = 0; times < 2; times += 1) {
    const answer = (await (await refresh(steady, seededRefreshToken)).json()) as TokenAnswer
    t.equal(answer.refresh_token, undefined)
  }
  const page = await startBing(t, { tokenAnswer: 'page' })
  t.match(await (await refresh(page, seededRefreshToken)).text(), '<html>')
})

t.test('IndexNow judges what it is sent', async (t) => {
  const bing = await startBing(t)
  const host = 'www.fernhill.example'
  const right = { host, key: seededIndexNowKey, urlList: [`${site}a`] }
  const send = async (body: unknown, of = bing) =>
    (await fetch(`${of.host.url}/indexnow`, { method: 'POST', body: JSON.stringify(body) })).status
  t.equal(await send(right), 202, 'the first time the key is looked at later')
  t.equal(await send(right), 200)
  t.equal(await send({ ...right, key: 'short' }), 400)
  t.equal(await send({ ...right, urlList: [] }), 400)
  t.equal(await send({ ...right, urlList: Array.from({ length: 10_001 }, () => `${site}a`) }), 400)
  t.equal(await send({ ...right, urlList: ['https://other.example/'] }), 422)
  t.equal(await send({ ...right, keyLocation: `${site}shop/key.txt` }), 422, 'outside of the folder')
  t.equal(await send({ ...right, key: 'another-key-0001' }), 403)
  t.equal(await send(right, await startBing(t, { keyFile: 'missing' })), 403)
  t.equal(await send(right, await startBing(t, { indexNowCalls: 0 })), 429)
  const query = new URLSearchParams({ url: `${site}a`, key: seededIndexNowKey })
  t.equal((await fetch(`${bing.host.url}/indexnow?${query}`)).status, 200, 'a single URL by GET')
  t.equal(await (await fetch(`${bing.host.url}/${seededIndexNowKey}.txt`)).text(), `${seededIndexNowKey}\n`)
})
