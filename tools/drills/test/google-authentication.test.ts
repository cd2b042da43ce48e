import { fileURLToPath } from 'node:url'
import { seededClient, seededServiceAccount } from '@patchbay/google/emulator'
import t, { type Test } from 'tap'
import { openApp, type OpenApp } from '../src/support/open-app.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const publicUrl = 'https://patchbay.example'
const read = 'https://www.googleapis.com/auth/webmasters.readonly'

const client = { clientId: seededClient.id, clientSecret: seededClient.secret }

/** A runtime that reaches the emulated Search Console of another one, and what it has sent there for tokens. */
async function start(t: Test) {
  const vendor = await openApp({ connectors: './plugins/gsc', useMockData: true }, { baseFolder: root })
  t.teardown(() => vendor.close())
  const emulator = vendor.app.patchbay.emulators.get('gsc')
  if (emulator === undefined) throw new Error('The connector has no emulator.')
  const { url } = emulator
  const app = await openApp(
    { connectors: './plugins/gsc', publicUrl },
    { baseFolder: root, egressAllow: [url] },
  )
  t.teardown(() => app.close())
  const post = (path: string, body: object) =>
    app.fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  return {
    app,
    post,
    emulator,
    connect: async (id: string, auth: string, credentials: object, more: object = {}) => {
      const origins = Object.fromEntries(
        ['searchConsole', 'siteVerification', 'indexing', 'accounts', 'oauth2'].map((name) => [name, url]),
      )
      const { status, text } = await post('/v1/connections', {
        id,
        connector: 'gsc',
        config: { siteUrl: 'sc-domain:fernhill.example' },
        auth,
        credentials,
        origins,
        ...more,
      })
      t.equal(status, 201, text)
    },
    asked: () =>
      emulator.journal
        .filter(({ path }) => path === '/token')
        .map(({ body }) => Object.fromEntries(new URLSearchParams(body))),
  }
}

const sitesOf = async (app: OpenApp, connection: string): Promise<number | string> => {
  const { status, text } = await app.call('gsc/sites.list', {}, { 'patchbay-connection': connection })
  return status === 200 ? (JSON.parse(text) as { data: { sites: unknown[] } }).data.sites.length : text
}

t.test('a service account signs, and its token serves until it ends', async (t) => {
  const { app, connect, asked, emulator } = await start(t)
  const { keyFile, email } = seededServiceAccount()
  await connect('robot', 'serviceAccount', { keyFile })
  t.equal(await sitesOf(app, 'robot'), 5)
  t.equal(await sitesOf(app, 'robot'), 5)
  const [{ grant_type: grant, assertion = '' } = {}] = asked()
  t.equal(asked().length, 1)
  t.equal(grant, 'urn:ietf:params:oauth:grant-type:jwt-bearer')
  const claims = JSON.parse(Buffer.from(assertion.split('.')[1] ?? '', 'base64url').toString()) as object
  t.match(claims, { iss: email, aud: 'https://oauth2.googleapis.com/token', scope: /webmasters/ })
  t.notOk('sub' in claims)

  await connect('deputy', 'serviceAccount', { keyFile, subject: 'ada@fernhill.example', scopes: read })
  t.equal(await sitesOf(app, 'deputy'), 5)
  t.match(
    JSON.parse(Buffer.from(asked().at(-1)?.['assertion']?.split('.')[1] ?? '', 'base64url').toString()),
    {
      sub: 'ada@fernhill.example',
      scope: read,
    },
  )
  t.ok(emulator.journal.every(({ query }) => !query.includes('token')))
  const shown = app.written.filter((line) => line.includes('PRIVATE KEY') || line.includes('ya29.'))
  t.same(shown, [], 'neither key nor token is in the log')
})

t.test('a key of another account is refused with what to do', async (t) => {
  const { app, connect } = await start(t)
  const key = JSON.parse(seededServiceAccount().keyFile) as object
  await connect('other', 'serviceAccount', {
    keyFile: JSON.stringify({ ...key, client_email: 'other@example.iam.gserviceaccount.com' }),
  })
  const text = String(await sitesOf(app, 'other'))
  t.match(text, /"code":"connection_unauthorized"/)
  t.match(text, /account not found/)
})

t.test('a person agrees, and only what they agreed to is called', async (t) => {
  const { app, post, connect, asked } = await start(t)
  await connect('ada', 'oauth', client)
  t.match(await sitesOf(app, 'ada'), /connection_unauthorized/, 'nobody has agreed yet')
  const begun = await post('/v1/connections/ada/authorize', { scopes: [read] })
  t.equal(begun.status, 200, begun.text)
  const { pathname, search } = new URL((JSON.parse(begun.text) as { data: { url: string } }).data.url)
  const led = await app.fetch(pathname + search, { headers: { authorization: '' } })
  const asking = new URL(String(led.headers.get('location'))).searchParams
  t.match(Object.fromEntries(asking), {
    access_type: 'offline',
    prompt: 'consent',
    include_granted_scopes: 'true',
    code_challenge_method: 'S256',
  })
  const [cookie = ''] = String(led.headers.get('set-cookie')).split(';', 1)
  const agreed = await fetch(String(led.headers.get('location')), { redirect: 'manual' })
  const { searchParams } = new URL(String(agreed.headers.get('location')))
  const done = await app.fetch(`/v1/oauth/callback?${String(searchParams)}`, {
    headers: { authorization: '', cookie },
  })
  t.equal(done.status, 200, done.text)
  t.equal(await sitesOf(app, 'ada'), 5)
  t.equal(asked()[0]?.['grant_type'], 'authorization_code')
  const refused = await app.call(
    'gsc/sitemaps.submit',
    { sitemap: 'https://www.fernhill.example/new.xml' },
    { 'patchbay-connection': 'ada' },
  )
  t.equal(refused.status, 424)
  t.match(refused.text, /webmasters/, 'it names the scope that is missing')
})

t.test('a refresh token that was revoked needs a person', async (t) => {
  const { app, connect } = await start(t)
  await connect('kept', 'refreshToken', { ...client, refreshToken: seededClient.refreshToken })
  t.equal(await sitesOf(app, 'kept'), 5)
  await connect('gone', 'refreshToken', { ...client, refreshToken: '1//0revoked-elsewhere' })
  t.match(await sitesOf(app, 'gone'), /expired or revoked/)
})
