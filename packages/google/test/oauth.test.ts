import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import t from 'tap'
import {
  answerOAuth,
  authorize,
  isToken,
  openTokenState,
  seededClient,
  seededPerson,
  seededServiceAccount,
} from '../src/emulator/index.ts'
import { readToken } from '../src/emulator/tokens.ts'

const now = Date.parse('2026-11-27T12:00:00Z')
const client = { client_id: seededClient.id, client_secret: seededClient.secret }

interface Given {
  readonly access_token?: string
  readonly refresh_token?: string
  readonly error?: string
  readonly error_description?: string
}

const open = () => {
  const state = openTokenState(seededClient.refreshToken)
  const ask = (form: Record<string, string>, path = '/token') => {
    const answer = answerOAuth(
      {
        method: 'POST',
        path,
        query: new URLSearchParams(),
        headers: {},
        body: new URLSearchParams(form).toString(),
      },
      state,
      now,
    )
    return { status: answer?.status, body: answer?.body as Given }
  }
  return { state, ask }
}

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

function assertionOf(changes: Record<string, unknown> = {}, key?: string): string {
  const { private_key: own } = JSON.parse(seededServiceAccount().keyFile) as { private_key: string }
  const at = now / 1_000
  const claims = {
    iss: seededServiceAccount().email,
    scope: 'read write',
    aud: 'https://oauth2.googleapis.com/token',
    iat: at - 10,
    exp: at + 3_000,
    ...changes,
  }
  const text = `${base64({ alg: 'RS256', typ: 'JWT' })}.${base64(claims)}`
  return `${text}.${sign('RSA-SHA256', Buffer.from(text), key ?? own).toString('base64url')}`
}

const bearer = (assertion: string) => ({
  grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
  assertion,
})

t.test('a signed assertion gives a token that its scopes open', async (t) => {
  const { state, ask } = open()
  const { status, body } = ask(bearer(assertionOf({ sub: 'ada@example.com' })))
  t.equal(status, 200)
  t.equal(body.refresh_token, undefined)
  const request = (token: string | undefined) => ({
    method: 'GET',
    path: '/',
    query: new URLSearchParams(),
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    body: '',
  })
  const read = { id: 'library.read', scopes: ['read', 'all'] }
  const allowed = authorize(request(body.access_token), read, state, now)
  t.ok(isToken(allowed))
  t.match(allowed, { account: 'ada@example.com' })
  t.match(authorize(request(body.access_token), { id: 'library.burn', scopes: ['burn'] }, state, now), {
    status: 403,
  })
  t.match(authorize(request(body.access_token), read, state, now + 3_599_000), { status: 401 }, 'expired')
  t.match(authorize(request('ya29.other'), read, state, now), { status: 401 })
  t.match(authorize(request(undefined), read, state, now), { status: 401 })
})

const { privateKey: stranger } = generateKeyPairSync('rsa', { modulusLength: 2_048 })
const strangerKey = stranger.export({ type: 'pkcs8', format: 'pem' }).toString()

const bad: ReadonlyArray<readonly [string, string, RegExp]> = [
  ['of another key', assertionOf({}, strangerKey), /Signature/],
  ['of another account', assertionOf({ iss: 'x@example.com' }), /not found/],
  ['for another audience', assertionOf({ aud: 'https://example.com' }), /audience/],
  ['that is over', assertionOf({ iat: now / 1_000 - 7_200, exp: now / 1_000 - 3_600 }), /short-lived/],
  ['that is good for too long', assertionOf({ exp: now / 1_000 + 7_200 }), /short-lived/],
  ['without scopes', assertionOf({ scope: '' }), /scope/],
  ['that is none', 'a.b', /Bad Request/],
]

for (const [what, assertion, reason] of bad) {
  t.test(`an assertion ${what} is refused`, async (t) => {
    const { status, body } = open().ask(bearer(assertion))
    t.equal(status, 400)
    t.equal(body.error, 'invalid_grant')
    t.match(body.error_description, reason)
  })
}

t.test('consent gives a code for whoever holds its verifier, once', async (t) => {
  const { state, ask } = open()
  const verifier = 'v'.repeat(43)
  const consent = () =>
    answerOAuth(
      {
        method: 'GET',
        path: '/o/oauth2/v2/auth',
        query: new URLSearchParams({
          client_id: seededClient.id,
          redirect_uri: 'https://patchbay.example/v1/oauth/callback',
          response_type: 'code',
          scope: 'read',
          state: 's',
          code_challenge: createHash('sha256').update(verifier).digest('base64url'),
          code_challenge_method: 'S256',
        }),
        headers: {},
        body: '',
      },
      state,
      now,
    )
  const codeOf = () => new URL(consent()?.headers?.['location'] ?? '').searchParams.get('code') ?? ''
  const redeem = (code: string, changes: Record<string, string> = {}) =>
    ask({
      ...client,
      grant_type: 'authorization_code',
      code,
      redirect_uri: 'https://patchbay.example/v1/oauth/callback',
      code_verifier: verifier,
      ...changes,
    })
  t.equal(redeem(codeOf(), { code_verifier: 'x' }).body.error, 'invalid_grant')
  t.equal(redeem(codeOf(), { client_secret: 'x' }).body.error, 'invalid_client')
  const code = codeOf()
  const { body } = redeem(code)
  t.ok(body.access_token)
  t.equal(readToken(state, body.access_token ?? '')?.account, seededPerson)
  t.equal(redeem(code).body.error, 'invalid_grant', 'it is used up')

  const renew = (changes: Record<string, string> = {}) =>
    ask({ ...client, grant_type: 'refresh_token', refresh_token: body.refresh_token ?? '', ...changes })
  t.ok(renew().body.access_token)
  t.equal(renew({ scope: 'write' }).body.error, 'invalid_scope')
  t.equal(ask({ token: body.refresh_token ?? '' }, '/revoke').status, 200)
  t.equal(renew().body.error, 'invalid_grant')
})
