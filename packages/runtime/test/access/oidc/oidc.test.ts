import { generateKeyPair, type CryptoKey } from 'jose'
import t, { type Test } from 'tap'
import { fetchAnswer } from '../../support/answer.ts'
import { expectProblem } from '../../support/expect-problem.ts'
import { openApp } from '../../support/open-app.ts'
import { issuerSettings, startIssuer, type Issuer } from '../../support/start-issuer.ts'

async function open(t: Test, more: object = {}) {
  const issuer = await startIssuer(t)
  const clock = { ahead: 0 }
  const app = await openApp(t, {
    settings: {
      oidcIssuers: JSON.stringify([{ ...issuerSettings(issuer), ...more }]),
      failedAuthenticationRate: 'off',
    },
    dependencies: { egressAllow: [issuer.origin], now: () => Date.now() + clock.ahead },
  })
  await app.post('/v1/tenants', { id: 'acme', title: 'Acme' })
  const me = (token: string) =>
    fetchAnswer(`${app.url}/v1/me`, { headers: { authorization: `Bearer ${token}` } })
  return { ...app, issuer, clock, me }
}

const dataOf = (text: string): unknown => (JSON.parse(text) as { data: unknown }).data
const now = () => Math.floor(Date.now() / 1_000)
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

t.test('a token of a trusted issuer stands for its subject, in its tenant, with its role', async (t) => {
  const { me, issuer } = await open(t)
  const token = await issuer.sign()
  const answer = await me(token)
  t.equal(answer.status, 200, answer.text)
  t.match(dataOf(answer.text), { id: 'corp:ada', kind: 'oidc', tenant: 'acme', role: 'admin' })
  t.match(dataOf((await me(await issuer.sign({ groups: 'staff' }))).text), { role: 'viewer' })
  await Promise.all(Array.from({ length: 20 }, () => me(token)))
  t.equal(issuer.fetches(), 1, 'the keys are asked for once')
})

t.test('tokens that are refused, all in the same words', async (t) => {
  const { me, issuer, lines } = await open(t)
  const other = (await generateKeyPair('ES256')).privateKey
  const rsa = await generateKeyPair('RS256')
  const valid = await issuer.sign()
  const [header, payload, signature] = valid.split('.')
  const secret = new TextEncoder().encode(JSON.stringify(issuer.publicKey))
  const cases: Record<string, string> = {
    'signed by somebody else': await issuer.sign({}, {}, other),
    'for another audience': await issuer.sign({ aud: 'other' }),
    'for no audience': await issuer.sign({ aud: undefined }),
    'of another issuer': await issuer.sign({ iss: 'https://issuer.test.evil/' }),
    'of an issuer without its slash': await issuer.sign({ iss: 'https://issuer.test' }),
    expired: await issuer.sign({ exp: now() - 10 }),
    'without an end': await issuer.sign({ exp: undefined }),
    'not valid yet': await issuer.sign({ nbf: now() + 60 }),
    'without a subject': await issuer.sign({ sub: undefined }),
    'with a subject that breaks lines': await issuer.sign({ sub: 'ada\nroot' }),
    'without a tenant': await issuer.sign({ org: undefined }),
    'of a tenant that is not there': await issuer.sign({ org: 'nobody' }),
    'of a tenant that is a list': await issuer.sign({ org: ['acme', 'default'] }),
    'without a role': await issuer.sign({ groups: ['constructor', '__proto__', 'other'] }),
    'alg none': `${part({ alg: 'none' })}.${payload}.`,
    'alg none, signed': `${part({ alg: 'none', kid: 'first' })}.${payload}.${signature}`,
    'HS256 with the public key': await issuer.sign({}, { alg: 'HS256' }, secret),
    'an algorithm that is not pinned': await issuer.sign({}, { alg: 'RS256' }, rsa.privateKey),
    'a kid that climbs': await issuer.sign({}, { kid: '../../../../dev/null' }),
    'a kid that is SQL': await issuer.sign({}, { kid: "' or 1=1 --" }),
    'a key of its own': await issuer.sign(
      {},
      { kid: 'own', jwk: issuer.publicKey, jku: issuer.origin },
      other,
    ),
    'a critical header that nobody knows': await withCritical(issuer, other),
    'a changed payload': `${header}.${part({ sub: 'root', iss: issuer.issuer })}.${signature}`,
    'a cut signature': valid.slice(0, -2),
    'no signature': `${header}.${payload}.`,
    'four parts': `${valid}.x`,
  }
  const seen = new Set<string>()
  for (const [name, token] of Object.entries(cases)) {
    const answer = await me(token)
    const { detail, advice } = expectProblem(t, answer, 'unauthenticated')
    seen.add(`${detail} ${advice}`)
    t.notMatch(answer.text, token.slice(-20), name)
  }
  t.equal(seen.size, 1, 'the words do not tell what was wrong')
  const written = lines().filter(({ msg }) => msg === 'authentication')
  t.equal(written.length, Object.keys(cases).length, 'each is logged')
  t.match(written[0], {
    outcome: 'unauthenticated',
    address: '127.0.0.1',
    reason: 'signature verification failed',
  })
  t.notOk(JSON.stringify(lines()).includes(String(signature)), 'and no token with it')
  t.equal((await me(valid)).status, 200)
})

async function withCritical(issuer: Issuer, key: CryptoKey): Promise<string> {
  const token = await issuer.sign({}, {}, key)
  const [, payload, signature] = token.split('.')
  return `${part({ alg: 'ES256', kid: 'first', crit: ['x'], x: 1 })}.${payload}.${signature}`
}

t.test('a token is believed until it expires, and not beyond', async (t) => {
  const { me, issuer, clock } = await open(t)
  const token = await issuer.sign({ exp: now() + 60 })
  t.equal((await me(token)).status, 200)
  clock.ahead = 59_000
  t.equal((await me(token)).status, 200)
  clock.ahead = 66_000
  expectProblem(t, await me(token), 'unauthenticated')
})

t.test('while the keys cannot be had, a new token is neither believed nor refused', async (t) => {
  const { me, issuer } = await open(t)
  issuer.isUp = false
  const token = await issuer.sign()
  const { detail } = expectProblem(t, await me(token), 'state_unavailable')
  t.match(detail, /keys of the issuer corp could not be had/)
  issuer.isUp = true
  t.equal((await me(token)).status, 200)
  issuer.isUp = false
  t.equal((await me(token)).status, 200, 'a known one goes on')
})

t.test('a suspended tenant keeps its subjects out, until it is active again', async (t) => {
  const { me, issuer, url } = await open(t)
  const token = await issuer.sign()
  t.equal((await me(token)).status, 200)
  const change = (state: string) =>
    fetchAnswer(`${url}/v1/tenants/acme`, {
      method: 'PATCH',
      headers: { authorization: 'Bearer test-admin-key-0123456789', 'content-type': 'application/json' },
      body: JSON.stringify({ state }),
    })
  t.equal((await change('suspended')).status, 200)
  t.match(expectProblem(t, await me(token), 'forbidden').detail, /tenant acme is suspended/)
  await change('active')
  t.equal((await me(token)).status, 200)
})

t.test('one tenant for all, a mapping, and claims within claims', async (t) => {
  const fixed = await open(t, { tenant: { id: 'default' }, role: { otherwise: 'agent' } })
  t.match(dataOf((await fixed.me(await fixed.issuer.sign())).text), { tenant: 'default', role: 'agent' })
  const mapped = await open(t, {
    tenant: { claim: ['realm', 'org.name'], values: { '42': 'acme' } },
    role: { claim: ['realm', 'roles'], values: { admin: 'owner' } },
  })
  const realm = { 'org.name': '42', roles: ['admin'] }
  t.match(dataOf((await mapped.me(await mapped.issuer.sign({ realm }))).text), {
    tenant: 'acme',
    role: 'owner',
  })
  const unmapped = { ...realm, 'org.name': 'acme' }
  expectProblem(t, await mapped.me(await mapped.issuer.sign({ realm: unmapped })), 'unauthenticated')
})
