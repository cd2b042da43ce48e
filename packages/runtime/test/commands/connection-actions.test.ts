import t, { type Test } from 'tap'
import { clientId, clientSecret, startIdentityProvider } from '@patchbay/test-servers'
import { adminKey, openApp } from '../support/open-app.ts'
import { runCommand } from '../support/run-command.ts'

const publicUrl = 'https://patchbay.example'

/** A server with a connection that a person has to authorize, and one for which nobody has to. */
async function open(t: Test) {
  const provider = await startIdentityProvider()
  t.teardown(() => provider.close())
  const app = await openApp(t, {
    settings: { connectors: './fixtures/connectors/account,./fixtures/connectors/echo', publicUrl },
    dependencies: { egressAllow: [provider.origin] },
  })
  for (const [id, auth] of [
    ['main', 'person'],
    ['own', 'own'],
  ]) {
    const made = await app.post('/v1/connections', {
      id,
      connector: 'account',
      auth,
      credentials: { clientId, clientSecret },
      origins: { api: provider.origin, login: provider.origin },
    })
    t.equal(made.status, 201, made.text)
  }
  const environment = { PATCHBAY_URL: app.url, PATCHBAY_KEY: adminKey }
  const run = (...parameters: string[]) => runCommand(['connections', ...parameters], environment)
  /** Opens an address in a browser, agrees at the vendor, and comes back. */
  const agree = async (address: string): Promise<number> => {
    const start = new URL(address)
    const begun = await fetch(app.url + start.pathname + start.search, { redirect: 'manual' })
    const [cookie = ''] = (begun.headers.get('set-cookie') ?? '').split(';', 1)
    const agreed = await fetch(begun.headers.get('location') ?? '', { redirect: 'manual' })
    const back = new URL(agreed.headers.get('location') ?? '')
    return (await fetch(app.url + back.pathname + back.search, { headers: { cookie } })).status
  }
  return { app, provider, run, agree }
}

t.test(
  '`connections authorize` prints an address to open, and nothing else on standard output',
  async (t) => {
    const { run, agree } = await open(t)
    const begun = await run('authorize', 'main')
    t.equal(begun.exitCode, 0, begun.error)
    t.match(begun.out, /^https:\/\/patchbay\.example\/v1\/oauth\/start\?ticket=[\w-]{43}\n$/)
    t.match(begun.error, 'Open it in a browser')
    t.equal(await agree(begun.out.trim()), 200)
    const works = await run('check', 'main')
    t.equal(works.exitCode, 0, works.error)

    const fewer = await run('authorize', 'main', '--scopes', 'read', '--json')
    const { url, expiresAt } = JSON.parse(fewer.out) as { url: string; expiresAt: string }
    t.ok(Date.parse(expiresAt) > Date.now())
    t.equal(await agree(url), 200)
    const checked = JSON.parse((await run('check', 'main', '--json')).out) as object
    t.match(checked, { works: true, scopes: { granted: ['read'], missing: ['write'] } })
  },
)

t.test('`connections authorize` says what is wrong', async (t) => {
  const { run } = await open(t)
  const own = await run('authorize', 'own')
  t.equal(own.exitCode, 1)
  t.match(own.error, 'Nobody has to authorize the connection "own"')
  const scopes = await run('authorize', 'main', '--scopes', 'read,admin')
  t.equal(scopes.exitCode, 1)
  t.match(scopes.error, /- \/scopes: "admin" is none of read, write/)
  const nobody = await run('authorize', 'nobody')
  t.equal(nobody.exitCode, 1)
  t.match(nobody.error, 'There is no connection "nobody"')
  t.equal((await run('authorize')).exitCode, 2)
})

t.test('`connections check` says whether a connection works, and what to do if not', async (t) => {
  const { provider, run } = await open(t)
  const echo = await run('check', 'own')
  t.equal(echo.exitCode, 0, echo.error)
  t.match(echo.out, /works +true/)
  t.match(echo.out, /operation +items\.get/)

  const unauthorized = await run('check', 'main')
  t.equal(unauthorized.exitCode, 1)
  t.match(unauthorized.out, /works +false/)
  t.match(unauthorized.error, 'The connection main does not work')
  t.match(unauthorized.error, 'POST /v1/connections/main/authorize')
  const told = JSON.parse((await run('check', 'main', '--json')).out) as object
  t.match(told, { works: false, problem: { code: 'connection_unauthorized' } })

  provider.tokens.forgetAccess()
  const refused = await run('check', 'own')
  t.equal(refused.exitCode, 1, 'the vendor takes its token no more')
  t.equal((await run('check', 'nobody')).exitCode, 1)
})
