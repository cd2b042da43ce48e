import t, { type Test } from 'tap'
import { startPostgres } from '@patchbay/test-servers'
import { newApiKey } from '../../src/access/api-keys/api-key-text.ts'
import { openStore } from '../../src/store/open-store.ts'
import { fetchAnswer, type Answer } from '../support/answer.ts'
import { openBrowser, type Browser } from '../support/browser.ts'
import { expectProblem } from '../support/expect-problem.ts'
import { openApp, type OpenApp } from '../support/open-app.ts'
import { until } from '../support/until.ts'
import { freshDatabase } from '../support/with-each-store.ts'

interface Key {
  readonly id: string
  readonly key: string
}

async function openOn(t: Test, databaseUrl: string): Promise<OpenApp> {
  const store = await openStore({ databaseUrl })
  t.teardown(() => store.close())
  return openApp(t, { dependencies: { store } })
}

const make = async ({ post }: OpenApp, body: object, headers: Record<string, string> = {}): Promise<Key> =>
  (JSON.parse((await post('/v1/keys', body, headers)).text) as { data: Key }).data

const send = ({ url }: OpenApp, { key }: { key: string }, path: string, method = 'GET'): Promise<Answer> =>
  fetchAnswer(url + path, { method, headers: { authorization: `Bearer ${key}` } })

t.test('what one instance revokes or suspends, the others refuse', async (t) => {
  const databaseUrl = await freshDatabase(t)
  const [one, other] = [await openOn(t, databaseUrl), await openOn(t, databaseUrl)]
  await one.post('/v1/tenants', { id: 'acme', title: 'Acme' })
  const within = { 'patchbay-tenant': 'acme' }
  const admin = await make(one, { name: 'admin', role: 'admin' }, within)
  const key = await make(one, { name: 'a', role: 'viewer' }, within)
  const statusOf = async (known: Key) => (await send(other, known, '/v1/me')).status
  t.equal(await statusOf(key), 200, 'a new key works everywhere at once')
  t.equal(await statusOf(admin), 200)
  t.equal((await send(one, admin, `/v1/keys/${key.id}`, 'DELETE')).status, 200)
  t.ok(await until(async () => (await statusOf(key)) === 401))
  t.equal(await statusOf(admin), 200)
  const change = async (state: string) => {
    const init = {
      method: 'PATCH',
      headers: { authorization: 'Bearer test-admin-key-0123456789', 'content-type': 'application/json' },
      body: JSON.stringify({ state }),
    }
    t.equal((await fetchAnswer(`${one.url}/v1/tenants/acme`, init)).status, 200)
  }
  await change('suspended')
  t.equal((await send(one, admin, '/v1/me')).status, 403, 'at once where it was done')
  t.ok(await until(async () => (await statusOf(admin)) === 403))
  await change('active')
  t.ok(await until(async () => (await statusOf(admin)) === 200))
})

t.test('while the store is away known keys go on, and unknown ones are not refused for good', async (t) => {
  const postgres = await startPostgres({ own: true })
  t.teardown(() => postgres.stop())
  const app = await openOn(t, postgres.url)
  const known = await make(app, { name: 'known', role: 'viewer' })
  const unknown = await make(app, { name: 'unknown', role: 'viewer' })
  t.equal((await send(app, known, '/v1/me')).status, 200)
  await postgres.kill()
  t.equal((await send(app, known, '/v1/me')).status, 200)
  const say = '/v1/connectors/echo/text.say?text=a'
  t.equal((await send(app, known, say)).status, 200)
  const { detail, retryAfter } = expectProblem(t, await send(app, unknown, '/v1/me'), 'state_unavailable')
  t.match(detail, /key cannot be checked now/)
  t.ok(Number(retryAfter) > 0)
  expectProblem(t, await send(app, { key: newApiKey('live').slice(0, -1) }, '/v1/me'), 'unauthenticated')
  expectProblem(t, await app.post('/v1/keys', { name: 'a', role: 'viewer' }), 'state_unavailable')
  expectProblem(t, await app.get('/v1/keys'), 'state_unavailable')
  await postgres.restart()
  t.ok(await until(async () => (await send(app, unknown, '/v1/me')).status === 200, 20_000))
})

t.test('when a key was last used is written behind the requests', async (t) => {
  const store = await openStore({ databaseUrl: await freshDatabase(t) })
  t.teardown(() => store.close())
  const app = await openApp(t, { dependencies: { store } })
  const key = await make(app, { name: 'a', role: 'viewer' })
  const before = Date.now()
  for (let count = 0; count < 5; count += 1) await send(app, key, '/v1/me')
  await app.app.close()
  const row = await store.database
    .selectFrom('api_keys')
    .select(['last_used_at', 'version'])
    .where('id', '=', key.id)
    .executeTakeFirstOrThrow()
  t.ok((row.last_used_at?.getTime() ?? 0) >= before - 1)
  t.equal(row.version, 1, 'which is no change of the key')
})

t.test(
  'a browser is known to all instances, also to those that start later, until its session ends',
  async (t) => {
    const databaseUrl = await freshDatabase(t)
    const [one, other] = [await openOn(t, databaseUrl), await openOn(t, databaseUrl)]
    const key = await make(one, { name: 'a', role: 'viewer' })
    const [here, there] = [openBrowser(one), openBrowser(other)]
    t.equal((await here.signIn(key.key)).status, 201)
    for (const [name, value] of here.cookies) there.cookies.set(name, value)
    const statusOf = async (browser: Browser) => (await browser.ask('GET', '/v1/me')).status
    t.equal(await statusOf(there), 200)
    const later = openBrowser(await openOn(t, databaseUrl))
    for (const [name, value] of here.cookies) later.cookies.set(name, value)
    t.equal(await statusOf(later), 200)
    t.equal((await here.ask('DELETE', '/v1/session')).status, 204)
    t.ok(await until(async () => (await statusOf(there)) === 401))
    t.ok(await until(async () => (await statusOf(later)) === 401))
  },
)
