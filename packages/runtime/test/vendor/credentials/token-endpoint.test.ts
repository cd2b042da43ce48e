import { generateKeyPairSync } from 'node:crypto'
import type { RequestListener } from 'node:http'
import { text } from 'node:stream/consumers'
import { jwtVerify } from 'jose'
import t from 'tap'
import { Problem, type OAuth2Authentication } from '@patchbay/contract'
import { clientId, clientSecret } from '@patchbay/test-servers'
import type { CredentialOwner } from '../../../src/connections/credential-kinds.ts'
import type { CredentialSource } from '../../../src/vendor/credential-source.ts'
import { importedFrom, openTokenFleet, robotFacts } from '../../support/open-tokens.ts'
import { startVendor } from '../../support/start-vendor.ts'
import { anyStore } from '../../support/with-each-store.ts'

const failureOf = async (source: CredentialSource): Promise<Problem> =>
  Promise.resolve()
    .then(() => source.current())
    .then(
      () => new Problem('internal', { detail: 'it has a token' }),
      (error: unknown) => error as Problem,
    )

/** A token endpoint that answers as the listener does, for a client in its own name. */
async function openEndpoint(t: Parameters<typeof openTokenFleet>[0], listener: RequestListener, facts = {}) {
  const fleet = await openTokenFleet(t, await anyStore(t))
  const vendor = await startVendor(t, listener)
  const instance = fleet.open()
  const owner = {
    ...fleet.owner({ grant: 'client-credentials', ...facts } as Partial<OAuth2Authentication>),
    origins: { login: vendor.url },
  }
  return { ...fleet, vendor, instance, source: instance.kinds.oauth2.open(owner) }
}

const json =
  (status: number, body: unknown, headers = {}): RequestListener =>
  (_request, response) =>
    void response
      .writeHead(status, { 'content-type': 'application/json', ...headers })
      .end(JSON.stringify(body))

t.test('a client in its own name gets a token with its first use, and says what was granted', async (t) => {
  const { provider, open, owner } = await openTokenFleet(t, await anyStore(t))
  const instance = open()
  const source = instance.kinds.oauth2.open(owner({ grant: 'client-credentials' }))
  t.match(await source.current(), { headers: { authorization: /^Bearer access-/ } })
  t.match(instance.reports, [{ state: 'active', scopes: ['read', 'write'] }])
  t.equal(provider.asked('client_credentials').length, 1)
  t.equal(provider.asked()[0]?.form.get('client_secret'), clientSecret)

  const basic = owner({ grant: 'client-credentials', clientAuthentication: 'basic' })
  t.ok(await instance.kinds.oauth2.open(basic).current())
  t.equal(provider.asked()[1]?.form.get('client_secret'), null)
})

t.test('tokens go where the vendor wants them', async (t) => {
  const { open, owner } = await openTokenFleet(t, await anyStore(t))
  const { kinds } = open()
  const facts = { grant: 'client-credentials', placement: { header: 'X-Shop-Token', prefix: '' } } as const
  t.match(await kinds.oauth2.open(owner(facts)).current(), { headers: { 'x-shop-token': /^access-/ } })
})

t.test('answers that the standard does not know are understood', async (t) => {
  const { source, instance } = await openEndpoint(
    t,
    json(200, { access_token: 'abc-def-ghi', scope: ['a', 'b'], expires_in: '60' }),
  )
  t.match(await source.current(), { headers: { authorization: 'Bearer abc-def-ghi' } })
  t.match(instance.reports, [{ scopes: ['a', 'b'] }])
})

for (const [name, listener, code, upstream] of [
  ['an error behind 200', json(200, { error: 'invalid_code' }), 'connection_unauthorized', undefined],
  ['no token', json(200, { hello: 1 }), 'vendor_error', { status: 200 }],
  [
    'a wrong client',
    json(401, { error: 'invalid_client' }, { 'www-authenticate': 'Basic' }),
    'connection_unauthorized',
    { status: 401, code: 'invalid_client' },
  ],
  [
    'too many requests',
    json(200, { error: 'Access Denied' }),
    'vendor_rate_limited',
    { code: 'Access Denied' },
  ],
  [
    'a page',
    (_request, response) => void response.writeHead(200).end('<html>'),
    'vendor_error',
    { status: 200 },
  ],
  [
    'a failing gateway',
    (_request, response) => void response.writeHead(502).end(),
    'vendor_error',
    { status: 502 },
  ],
  ['a redirect', json(302, {}, { location: 'http://127.0.0.1:1/' }), 'vendor_error', { status: 302 }],
] satisfies Array<[string, RequestListener, string, object | undefined]>) {
  t.test(`a token endpoint that answers with ${name}`, async (t) => {
    const errors = { invalid_code: 'revoked', 'Access Denied': 'throttled' }
    const { source } = await openEndpoint(t, listener, { errors, throttledFor: '10m' })
    const problem = await failureOf(source)
    t.equal(problem.code, code)
    if (upstream !== undefined) t.match(problem.upstream, upstream)
    if (code === 'vendor_rate_limited') t.equal(problem.retryAfter, 600)
  })
}

t.test('a token of another kind is traded once, and renewed from then on', async (t) => {
  const asked: URLSearchParams[] = []
  let isRefreshable = true
  const listener: RequestListener = (request, response) => {
    text(request)
      .then((body) => {
        asked.push(new URLSearchParams(body))
        const refresh = isRefreshable ? { refresh_token: `refresh-${asked.length}` } : {}
        const answer = { access_token: `access-${asked.length}`, scope: 'read', expires_in: 60, ...refresh }
        json(200, answer)(request, response)
      })
      .catch((error: unknown) => response.destroy(error as Error))
  }
  const facts = {
    grant: 'token-exchange',
    subjectTokenType: 'urn:example:session',
    requestedTokenType: 'urn:example:offline',
    refreshTokens: 'rotating-with-grace',
    tokenParameters: { expiring: '1' },
    scopes: [],
  }
  const fleet = await openTokenFleet(t, await anyStore(t))
  const vendor = await startVendor(t, listener)
  const { kinds } = fleet.open()
  const owner = (subjectToken: string) => ({
    ...fleet.owner(facts as Partial<OAuth2Authentication>, { subjectToken }),
    origins: { login: vendor.url },
  })
  const source = kinds.oauth2.open(owner('session-1'))
  t.match(await source.current(), { headers: { authorization: 'Bearer access-1' } })
  t.same(Object.fromEntries(asked[0] ?? []), {
    grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
    client_id: clientId,
    client_secret: clientSecret,
    subject_token: 'session-1',
    subject_token_type: 'urn:example:session',
    requested_token_type: 'urn:example:offline',
    expiring: '1',
  })
  fleet.ahead += 120_000
  isRefreshable = false
  t.match(await source.current(), { headers: { authorization: 'Bearer access-2' } })
  t.match(Object.fromEntries(asked[1] ?? []), { grant_type: 'refresh_token', refresh_token: 'refresh-1' })

  const short = kinds.oauth2.open(owner('session-2'))
  await short.current()
  t.equal(asked[2]?.get('subject_token'), 'session-2')
  fleet.ahead += 120_000
  t.match(await failureOf(short), { code: 'connection_unauthorized', message: /nothing to renew it with/ })
  t.equal(asked.length, 3, 'what was traded is not traded again')
})

t.test('what the vendor quotes of a request is not passed on', async (t) => {
  const { source, instance } = await openEndpoint(
    t,
    json(400, { error: 'invalid_client', error_description: `the secret ${clientSecret} is wrong` }),
  )
  const problem = await failureOf(source)
  t.match(problem.message, /the secret \[redacted\] is wrong/)
  t.notOk(instance.lines.join().includes(clientSecret))
})

t.test('a token endpoint is held to the egress policy', async (t) => {
  const { fleetOwner, kinds } = await (async () => {
    const { open, owner } = await openTokenFleet(t, await anyStore(t))
    return { fleetOwner: owner({ grant: 'client-credentials' }), kinds: open().kinds }
  })()
  const inside = kinds.oauth2.open({ ...fleetOwner, origins: { login: 'https://localhost:1' } })
  const problem = await failureOf(inside)
  t.match(problem.message, /not public/)
  t.match(problem.message, /Nothing was sent/)
})

t.test('a service account signs for itself', async (t) => {
  const fleet = await openTokenFleet(t, await anyStore(t))
  const { provider } = fleet
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const file = {
    client_email: 'robot@project.example',
    private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    private_key_id: 'k1',
    token_uri: 'https://evil.example/token',
  }
  provider.isGoodAssertion = async (assertion) => {
    const { payload, protectedHeader } = await jwtVerify(assertion, publicKey, {
      issuer: file.client_email,
      audience: `${provider.origin}/token`,
      subject: 'person@project.example',
    })
    return payload['scope'] === 'read' && protectedHeader.kid === 'k1'
  }
  const { kinds } = fleet.open()
  const owner = {
    ...fleet.owner(),
    authentication: robotFacts,
    entered: () => ({ keyFile: JSON.stringify(file), subject: 'person@project.example' }),
  } satisfies CredentialOwner
  const kind = kinds['service-account']
  t.match(await kind.open(owner).current(), { headers: { authorization: /^Bearer access-/ } })
  t.equal(provider.asked().length, 1)
  t.equal(provider.asked()[0]?.form.get('client_id'), null)

  t.same(kind.judge(robotFacts, owner.entered()), [])
  for (const [keyFile, message] of [
    ['no', /is not JSON/],
    ['{}', /no client_email/],
    [JSON.stringify({ ...file, private_key: 'x' }), /cannot be read/],
  ] as const) {
    t.match(kind.judge(robotFacts, { keyFile }), [{ path: '/keyFile', message }])
  }
})

t.test('with the connection its tokens end at the vendor', async (t) => {
  const { provider, open, owner } = await openTokenFleet(t, await anyStore(t))
  const { kinds } = open()
  const one = owner({ grant: 'refresh-token' } as Partial<OAuth2Authentication>, importedFrom(provider))
  const used = await kinds.oauth2.open(one).current()
  const token = used.headers['authorization']?.replace('Bearer ', '') ?? ''
  t.ok(provider.tokens.isGood(token))
  const revoke = await kinds.oauth2.prepareRevocation?.(one)
  t.ok(provider.tokens.isGood(token), 'not before the connection is gone here')
  await revoke?.()
  t.notOk(provider.tokens.isGood(token))
  t.equal(provider.journal.at(-1)?.path, '/revoke')
  t.equal(provider.journal.at(-1)?.form.get('client_id'), clientId)
  await provider.close()
  await t.rejects(async () => revoke?.(), { code: 'vendor_timeout' })
})
