import { sql } from 'kysely'
import t, { type Test } from 'tap'
import { clientId, clientSecret, startIdentityProvider } from '@patchbay/test-servers'
import { digestOf } from '../../src/audit/digest.ts'
import type { Store } from '../../src/store/store.ts'
import { openApp } from '../support/open-app.ts'
import { newEntry } from '../support/open-test-vault.ts'
import { until } from '../support/until.ts'
import { withEachStore } from '../support/with-each-store.ts'

const publicUrl = 'https://patchbay.example'

type Json = Readonly<Record<string, unknown>>

/** A connection of the tenant acme that a person is to authorize, and a key of acme that has made it. */
async function open(t: Test, store: Store) {
  const provider = await startIdentityProvider()
  t.teardown(() => provider.close())
  provider.redirectUris = [`${publicUrl}/v1/oauth/callback`]
  const app = await openApp(t, {
    settings: {
      connectors: './fixtures/connectors/account',
      publicUrl,
      keys: newEntry('a'),
      dataFolder: t.testdir({}), // where entries wait meanwhile
    },
    dependencies: { store, egressAllow: [provider.origin] },
  })
  const dataOf = ({ text }: { readonly text: string }) => (JSON.parse(text) as { data: Json }).data
  await app.post('/v1/tenants', { id: 'acme', title: 'Acme' })
  const acme = { 'patchbay-tenant': 'acme' }
  const key = dataOf(await app.post('/v1/keys', { name: 'one', role: 'admin' }, acme))
  const by = { authorization: `Bearer ${String(key['key'])}` }
  const created = await app.post(
    '/v1/connections',
    {
      id: 'main',
      connector: 'account',
      auth: 'person',
      credentials: { clientId, clientSecret },
      origins: { api: provider.origin, login: provider.origin },
    },
    by,
  )
  t.equal(created.status, 201, created.text)
  const cookies: string[] = []
  return {
    key: String(key['id']),
    created: dataOf(created),
    show: async () => dataOf(await app.get('/v1/connections/main', by)),
    /** What the vendor sends the browser back with. */
    agree: async () => {
      const { url } = dataOf(await app.post('/v1/connections/main/authorize', {}, by))
      const started = await fetch(String(url).replace(publicUrl, app.url), { redirect: 'manual' })
      cookies.push(...started.headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0] ?? ''))
      const { headers } = await fetch(started.headers.get('location') ?? '', { redirect: 'manual' })
      return new URL(headers.get('location') ?? '').searchParams
    },
    comeBack: async (parameters: URLSearchParams) => {
      const headers = { cookie: cookies.join('; ') }
      const answer = await fetch(`${app.url}/v1/oauth/callback?${parameters}`, {
        headers,
        redirect: 'manual',
      })
      await answer.arrayBuffer()
      return answer.status
    },
    entries: async () => {
      const { text } = await app.get('/v1/audit?action=connection.authorize', acme)
      return (JSON.parse(text) as { data: Json[] }).data.toReversed()
    },
  }
}

t.test('a connection that becomes authorized has one entry, of whoever began it', (t) =>
  withEachStore(t, async (t, store) => {
    const { key, created, show, agree, comeBack, entries } = await open(t, store)
    const back = await agree()
    t.same(await entries(), [], 'that it was begun is another entry')
    t.equal(await comeBack(back), 200)
    const first = await show()
    t.match(first, { state: 'active' })
    const entry = { tenant: 'acme', actor: key, actorKind: 'api-key', target: 'main', outcome: 'ok' }
    const authorized = { ...entry, before: digestOf(created), after: digestOf(first) }
    t.match(await entries(), [authorized])

    t.equal(await comeBack(back), 400, 'a state counts once')
    t.equal(await comeBack(new URLSearchParams({ state: 'guess', code: 'x' })), 400)
    t.equal((await entries()).length, 1, 'and of somebody unknown there is none')

    t.equal(await comeBack(await agree()), 200)
    const again = { ...entry, before: authorized.after, after: digestOf(await show()) }
    t.match(await entries(), [authorized, again])
  }),
)

t.test('an authorization that comes to nothing has one entry, which says why', (t) =>
  withEachStore(t, async (t, store) => {
    const { key, agree, comeBack, entries } = await open(t, store)
    const denied = await agree()
    denied.delete('code')
    denied.set('error', 'access_denied')
    t.equal(await comeBack(denied), 400)
    t.match(await entries(), [{ actor: key, target: 'main', outcome: 'denied', before: null, after: null }])
    t.equal((await entries()).length, 1)
  }),
)

t.test('no connection becomes authorized without its entry', (t) =>
  withEachStore(t, async (t, store) => {
    const { created, show, agree, comeBack, entries } = await open(t, store)
    const back = await agree()
    await sql`alter table audit_entries rename to audit_entries_away`.execute(store.database)
    t.equal(await comeBack(back), 500)
    t.same(await show(), created)
    const kept = await store.database.selectFrom('secrets').select('purpose').execute()
    t.same(kept, [{ purpose: 'credentials' }], 'and no tokens are kept')
    await sql`alter table audit_entries_away rename to audit_entries`.execute(store.database)
    t.ok(await until(async () => (await entries()).length === 1))
    t.match(await entries(), [{ outcome: 'internal' }])
  }),
)
