import { startEmulator } from '@patchbay/emulator'
import shopify from '@patchbay/connector-shopify'
import t, { type Test } from 'tap'
import emulator from '../src/emulator/index.ts'
import { emulatedApp, emulatedSession, signatureOf } from '../src/emulator/oauth/oauth.ts'
import { allScopes, impliedScopes } from '../src/scopes.ts'

const exchange = 'urn:ietf:params:oauth:grant-type:token-exchange'
const offline = 'urn:shopify:params:oauth:token-type:offline-access-token'

interface Answer {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
}

async function start(t: Test, now?: () => number) {
  const host = await startEmulator(emulator, now === undefined ? {} : { now })
  t.teardown(() => host.close())
  const { clientId: client_id, clientSecret: client_secret } = emulatedApp
  const send = async (path: string, init: RequestInit): Promise<Answer> => {
    const response = await fetch(host.url + path, init)
    return { status: response.status, body: (await response.json()) as Answer['body'] }
  }
  return {
    host,
    ask: (form: Readonly<Record<string, string>>) =>
      send('/admin/oauth/access_token', {
        method: 'POST',
        body: new URLSearchParams({ client_id, client_secret, ...form }),
      }),
    read: (token: unknown) =>
      send('/admin/api/2026-10/graphql.json', {
        method: 'POST',
        headers: { 'x-shopify-access-token': String(token) },
        body: JSON.stringify({ query: '{ shop { name } }' }),
      }),
  }
}

t.test('an app is asked for all that some operation needs', (t) => {
  const asked = new Set<string>([...allScopes, ...allScopes.flatMap((scope) => impliedScopes[scope] ?? [])])
  const needed = Object.values(shopify.operations).flatMap(
    ({ scopes = [] }: { scopes?: readonly string[] }) => scopes,
  )
  t.same(
    [...new Set(needed)].filter((scope) => !asked.has(scope)),
    [],
  )
  t.end()
})

t.test('an app is installed, and its tokens end and are renewed', async (t) => {
  let now = Date.UTC(2026, 10, 1)
  const { host, ask, read } = await start(t, () => now)
  const query = new URLSearchParams({
    client_id: emulatedApp.clientId,
    scope: 'write_products,read_orders',
    redirect_uri: 'https://app.example/callback',
    state: 'xyz',
  })
  const { headers } = await fetch(`${host.url}/admin/oauth/authorize?${query.toString()}`, {
    redirect: 'manual',
  })
  const callback = new URL(headers.get('location') ?? '')
  const { hmac, ...signed } = Object.fromEntries(callback.searchParams)
  t.match(signed, { shop: 'fernweh-outdoor.myshopify.com', state: 'xyz' })
  t.equal(hmac, signatureOf(signed))

  const code = { code: signed['code'] ?? '', expiring: '1' }
  const { body: first } = await ask(code)
  t.match(first, { scope: 'write_products,read_orders', expires_in: 3_600, refresh_token: /^shprt_/ })
  t.match(await ask(code), { status: 400, body: { error: 'invalid_request' } }, 'a code is good once')
  t.equal((await read(first['access_token'])).status, 200)
  now += 3_600_000
  t.equal((await read(first['access_token'])).status, 401)

  const refresh = { grant_type: 'refresh_token', refresh_token: String(first['refresh_token']) }
  const { body: second } = await ask(refresh)
  t.equal((await read(second['access_token'])).status, 200)
  t.equal((await ask(refresh)).status, 200, 'until the one that took its place is used')
  const { body: third } = await ask(refresh)
  await ask({ ...refresh, refresh_token: String(third['refresh_token']) })
  t.match(await ask(refresh), { status: 400, body: { error: 'invalid_grant' } })
})

t.test('an app of the same organisation asks in its own name', async (t) => {
  const { ask, read } = await start(t)
  const { body } = await ask({ grant_type: 'client_credentials' })
  t.match(body, { expires_in: 86_399, refresh_token: undefined })
  t.equal((await read(body['access_token'])).status, 200)
  const wrong = await ask({ grant_type: 'client_credentials', client_secret: 'no' })
  t.match(wrong, { status: 400, body: { error: 'invalid_client' } })
})

t.test('sessions and lasting tokens are traded for tokens that end', async (t) => {
  const { ask } = await start(t)
  const session = {
    grant_type: exchange,
    subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
    expiring: '1',
  }
  t.match(await ask({ ...session, subject_token: emulatedSession }), { body: { expires_in: 3_600 } })
  t.match(await ask({ ...session, subject_token: 'no' }), { body: { error: 'invalid_subject_token' } })
  const lasting = { grant_type: exchange, subject_token_type: offline, expiring: '1' }
  t.match(await ask({ ...lasting, subject_token: 'shpat_emulator_everything' }), {
    body: { refresh_token: /^shprt_/ },
  })
})

t.test('a token that never ends is refused with what to use instead', async (t) => {
  const { read } = await start(t)
  const { status, body } = await read('shpat_emulator_never_expiring')
  const problem = shopify.vendor.classify?.({ status, headers: {}, body }, {} as never)
  t.match(problem, { code: 'connection_unauthorized', message: /Non-expiring access tokens/ })
})
