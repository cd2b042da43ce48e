import t, { type Test } from 'tap'
import { bing, openBeside, openBing } from '../src/bing/open-bing.ts'

const publicUrl = 'https://patchbay.example'

/** A runtime with connections of its own to an emulated Bing. */
async function start(t: Test) {
  const { app: vendor, emulator } = await openBing()
  t.teardown(() => vendor.close())
  const app = await openBeside(emulator, { publicUrl })
  t.teardown(() => app.close())
  const post = (path: string, body: object) =>
    app.fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  return {
    app,
    emulator,
    post,
    connect: async (id: string, auth: string, credentials: Readonly<Record<string, string>>) => {
      const { url } = emulator
      const origins = { api: url, accounts: url, indexnow: url, site: url }
      const body = { id, connector: 'bing-wmt', config: {}, auth, credentials, origins }
      const { status, text } = await post('/v1/connections', body)
      t.equal(status, 201, text)
    },
    call: (operation: string, input: object, connection: string) =>
      app.call(`bing-wmt/${operation}`, input, { 'patchbay-connection': connection }),
    asked: () =>
      emulator.journal
        .filter(({ path }) => path === '/webmasters/oauth/token')
        .map(({ body }) => Object.fromEntries(new URLSearchParams(body))),
  }
}

const { clientId, clientSecret, refreshToken } = bing

t.test('a person agrees, to reading only, and that is what the connection may do', async (t) => {
  const { app, emulator, post, connect, call, asked } = await start(t)
  await connect('person', 'oauth', { clientId, clientSecret })
  t.match((await call('sites.list', {}, 'person')).text, /connection_unauthorized/, 'nobody has agreed yet')

  const begun = await post('/v1/connections/person/authorize', { scopes: ['webmaster.read'] })
  const { pathname, search } = new URL((JSON.parse(begun.text) as { data: { url: string } }).data.url)
  const led = await app.fetch(pathname + search, { headers: { authorization: '' } })
  const [cookie = ''] = String(led.headers.get('set-cookie')).split(';', 1)
  const atBing = await fetch(String(led.headers.get('location')), { redirect: 'manual' })
  const callback = new URL(String(atBing.headers.get('location')))
  t.equal(callback.origin, publicUrl)
  const done = await app.fetch(callback.pathname + callback.search, {
    headers: { authorization: '', cookie },
  })
  t.equal(done.status, 200, done.text)

  t.match((await call('sites.list', {}, 'person')).text, /www\.fernhill\.example/)
  const listed = emulator.journal.findLast(({ path }) => path.endsWith('/GetUserSites'))
  t.match(listed?.headers['authorization'], /^Bearer access-emulated/)
  t.notMatch(listed?.query, /apikey/)
  t.match(asked(), [{ grant_type: 'authorization_code', client_id: clientId }])

  const before = emulator.journal.length
  const refused = await call('sites.add', { siteUrl: 'https://garden.fernhill.example/' }, 'person')
  t.equal(refused.status, 424)
  t.match(refused.text, /was not granted webmaster\.manage/)
  t.equal(emulator.journal.length, before, 'Bing is not asked')
})

t.test('a refresh token from elsewhere is traded, and its successor kept', async (t) => {
  const { app, connect, call, asked } = await start(t)
  await connect('elsewhere', 'refreshToken', { clientId, clientSecret, refreshToken })
  for (let times = 0; times < 2; times += 1)
    t.equal((await call('sites.get', { siteUrl: bing.site }, 'elsewhere')).status, 200)
  t.match(asked(), [{ grant_type: 'refresh_token', refresh_token: refreshToken }])
  t.equal(asked().length, 1)
  const added = await call('sites.add', { siteUrl: 'https://garden.fernhill.example/' }, 'elsewhere')
  t.equal(added.status, 200, added.text)
  const shown = app.written.filter(
    (line) => line.includes(clientSecret) || /(access|refresh)-emulated|emulator-refresh/.test(line),
  )
  t.same(shown, [], 'no secret is in the log')
})

t.test('IndexNow and the key file are reached without the credentials', async (t) => {
  const { app, emulator } = await openBing()
  t.teardown(() => app.close())
  const { status, text } = await app.call('bing-wmt/index-now.submit', { urls: [`${bing.site}new-in/`] })
  t.equal(status, 200, text)
  t.match(text, /"submitted":1/)
  t.same(
    emulator.journal.map(({ path, query, headers }) => [path, query, headers['authorization']]),
    [
      ['/fernhill-2f6b1c9e4d.txt', '', undefined],
      ['/indexnow', '', undefined],
    ],
  )
})
