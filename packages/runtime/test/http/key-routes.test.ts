import { sql } from 'kysely'
import t, { type Test } from 'tap'
import type { Store } from '../../src/store/store.ts'
import { fetchAnswer, type Answer } from '../support/answer.ts'
import { expectProblem } from '../support/expect-problem.ts'
import { openApp, type OpenOptions } from '../support/open-app.ts'
import { withEachStore } from '../support/with-each-store.ts'

interface Key {
  readonly id: string
  readonly key: string
  readonly hint: string
  readonly version: number
  readonly state: string
  readonly lastUsedAt: string | null
}

const dataOf = <T = Key>({ text }: Answer): T => (JSON.parse(text) as { data: T }).data
const day = 86_400_000

/** An app whose clock the test moves, and requests with whichever key. */
async function open(t: Test, store: Store, options: OpenOptions = {}) {
  const clock = { ahead: 0 }
  const now = () => Date.now() + clock.ahead
  const { dependencies } = options
  const app = await openApp(t, { ...options, dependencies: { store, now, ...dependencies } })
  const send = (key: string | undefined, method: string, path: string, body?: object, more = {}) =>
    fetchAnswer(app.url + path, {
      method,
      headers: {
        ...(key !== undefined && { authorization: `Bearer ${key}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...more,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
  const make = async (body: object, key?: string): Promise<Key> => {
    const answer =
      key === undefined ? await app.post('/v1/keys', body) : await send(key, 'POST', '/v1/keys', body)
    if (answer.status !== 201) throw new Error(answer.text)
    return dataOf(answer)
  }
  return { ...app, clock, send, make }
}

t.test('a key is told once, works at once, and is not kept', (t) =>
  withEachStore(t, async (t, store) => {
    const { post, get, send, lines } = await open(t, store)
    const answer = await post('/v1/keys', { name: 'Dashboard', role: 'viewer' })
    t.equal(answer.status, 201)
    const made = dataOf(answer)
    t.match(made.key, /^pb_live_[0-9A-Za-z]{33}$/)
    t.equal(answer.headers['location'], `/v1/keys/${made.id}`)
    t.equal(answer.headers['cache-control'], 'no-store')
    const me = await send(made.key, 'GET', '/v1/me')
    t.match(dataOf(me), {
      id: made.id,
      kind: 'api-key',
      tenant: 'default',
      role: 'viewer',
      restrictions: null,
    })
    const read = await get(`/v1/keys/${made.id}`)
    t.equal(read.headers['etag'], '"1"')
    t.match(dataOf(read), {
      id: made.id,
      name: 'Dashboard',
      state: 'active',
      createdBy: 'operator',
      key: undefined,
    })
    const kept = JSON.stringify([
      await store.database.selectFrom('api_keys').selectAll().execute(),
      await store.database.selectFrom('api_key_secrets').selectAll().execute(),
      lines(),
    ])
    t.notMatch(kept, made.key.slice(-20))
  }),
)

t.test('what a key may do follows from its role and its restrictions', (t) =>
  withEachStore(t, async (t, store) => {
    const { make, send } = await open(t, store)
    const viewer = await make({ name: 'viewer', role: 'viewer' })
    const agent = await make({
      name: 'agent',
      role: 'agent',
      restrictions: { operations: ['echo/text.say'] },
    })
    const say = { text: 'a' }
    t.equal((await send(viewer.key, 'POST', '/v1/connectors/echo/text.say', say)).status, 200)
    const refused = expectProblem(
      t,
      await send(viewer.key, 'POST', '/v1/keys', { name: 'a', role: 'viewer' }),
      'forbidden',
    )
    t.match(refused.detail, 'keys.write')
    expectProblem(t, await send(agent.key, 'GET', '/v1/keys'), 'forbidden')
    t.equal((await send(agent.key, 'POST', '/v1/connectors/echo/text.say', say)).status, 200)
    const other = await send(agent.key, 'POST', '/v1/connectors/echo/notes.write', { wrong: true })
    const { detail } = expectProblem(t, other, 'forbidden')
    t.match(detail, /restricted: it may not use the operation echo\/notes/, 'before its input is looked at')
  }),
)

t.test('nobody can make, change or rotate a key that has more', (t) =>
  withEachStore(t, async (t, store) => {
    const { make, send, clock } = await open(t, store)
    const expiresAt = new Date(Date.now() + day).toISOString()
    const limited = await make({
      name: 'limited',
      role: 'admin',
      environment: 'test',
      restrictions: { connectors: ['echo'] },
      addresses: ['127.0.0.0/8'],
      expiresAt,
    })
    const owner = await make({ name: 'owner', role: 'owner' })
    const refused = async (method: string, path: string, body: object, words: RegExp) =>
      t.match(expectProblem(t, await send(limited.key, method, path, body), 'forbidden').detail, words)
    const wanted = { name: 'more', role: 'viewer', environment: 'test' }
    await refused(
      'POST',
      '/v1/keys',
      { ...wanted, role: 'owner' },
      /the role owner has the permission tenant.write/,
    )
    await refused('POST', '/v1/keys', { ...wanted, environment: 'live' }, /test keys only/)
    await refused(
      'POST',
      '/v1/keys',
      { ...wanted, restrictions: { connectors: ['echo', 'other'] } },
      /other is none/,
    )
    await refused('POST', '/v1/keys', { ...wanted, addresses: ['0.0.0.0/0'] }, /other addresses/)
    const later = new Date(Date.now() + 2 * day).toISOString()
    await refused('POST', '/v1/keys', { ...wanted, expiresAt: later }, /would be valid beyond/)
    await refused('POST', `/v1/keys/${owner.id}/rotate`, {}, /the role owner/)
    await refused('PATCH', `/v1/keys/${owner.id}`, { name: 'mine' }, /the role owner/)
    await refused('PATCH', `/v1/keys/${limited.id}`, { role: 'owner' }, /the role owner/)
    const less = await make({ name: 'less', role: 'viewer', environment: 'test' }, limited.key)
    t.match(
      less,
      {
        restrictions: { connectors: ['echo'] },
        addresses: ['127.0.0.0/8'],
        expiresAt,
      },
      'what is left out is held to what the maker is held to',
    )
    clock.ahead = 2 * day
    expectProblem(t, await send(less.key, 'GET', '/v1/me'), 'unauthenticated')
  }),
)

t.test('a revoked key is refused at once; revoking it again changes nothing', (t) =>
  withEachStore(t, async (t, store) => {
    const { app, make, send, get } = await open(t, store)
    const { id, key } = await make({ name: 'a', role: 'viewer' })
    t.equal((await send(key, 'GET', '/v1/me')).status, 200)
    const headers = { authorization: `Bearer ${(await make({ name: 'b', role: 'admin' })).key}` }
    const revoked = await fetchAnswer(`${app.listeningOrigin}/v1/keys/${id}`, { method: 'DELETE', headers })
    t.match(dataOf(revoked), { id, state: 'revoked', version: 2 })
    const refusal = expectProblem(t, await send(key, 'GET', '/v1/me'), 'unauthenticated')
    t.match(refusal.detail, /was revoked/)
    t.equal(
      dataOf(await fetchAnswer(`${app.listeningOrigin}/v1/keys/${id}`, { method: 'DELETE', headers }))
        .version,
      2,
    )
    t.equal(dataOf(await get(`/v1/keys/${id}`)).state, 'revoked')
    const admin = headers.authorization.slice(7)
    expectProblem(t, await send(admin, 'POST', `/v1/keys/${id}/rotate`, {}), 'conflict')
    expectProblem(t, await send(admin, 'PATCH', `/v1/keys/${id}`, { name: 'c' }), 'conflict')
  }),
)

t.test('after a rotation the text before stays valid for the overlap, and no longer', (t) =>
  withEachStore(t, async (t, store) => {
    const { make, post, send, clock } = await open(t, store)
    const { id, key } = await make({ name: 'a', role: 'viewer' })
    t.equal((await send(key, 'GET', '/v1/me')).status, 200)
    const rotated = dataOf(await post(`/v1/keys/${id}/rotate`, { overlap: '10m' }))
    t.not(rotated.key, key)
    t.equal(rotated.hint, rotated.key.slice(0, 12))
    t.equal((await send(key, 'GET', '/v1/me')).status, 200)
    t.equal((await send(rotated.key, 'GET', '/v1/me')).status, 200)
    clock.ahead = 600_000
    t.match(
      expectProblem(t, await send(key, 'GET', '/v1/me'), 'unauthenticated').detail,
      /replaced by a new one/,
    )
    t.equal((await send(rotated.key, 'GET', '/v1/me')).status, 200)
    const again = dataOf(await post(`/v1/keys/${id}/rotate`, { overlap: '0s' }))
    expectProblem(t, await send(rotated.key, 'GET', '/v1/me'), 'unauthenticated')
    t.equal((await send(again.key, 'GET', '/v1/me')).status, 200)
    expectProblem(t, await post(`/v1/keys/${id}/rotate`, { overlap: '31d' }), 'invalid_input')
  }),
)

t.test('a change needs the version that is there, where one is named, and is in effect at once', (t) =>
  withEachStore(t, async (t, store) => {
    const { make, send, get } = await open(t, store)
    const admin = await make({ name: 'admin', role: 'admin' })
    const { id, key } = await make({ name: 'a', role: 'viewer' })
    t.equal((await send(key, 'GET', '/v1/keys')).status, 403)
    const path = `/v1/keys/${id}`
    const stale = await send(admin.key, 'PATCH', path, { role: 'developer' }, { 'if-match': '"7"' })
    expectProblem(t, stale, 'precondition_failed')
    const changed = await send(admin.key, 'PATCH', path, { role: 'developer' }, { 'if-match': '"1"' })
    t.equal(changed.headers['etag'], '"2"')
    t.equal((await send(key, 'GET', '/v1/keys')).status, 200)
    const held = await send(admin.key, 'PATCH', path, { addresses: ['10.1.2.3'] })
    t.equal(held.status, 200)
    t.match(
      expectProblem(t, await send(key, 'GET', '/v1/me'), 'forbidden').detail,
      /may not be used from 127.0.0.1/,
    )
    await send(admin.key, 'PATCH', path, { addresses: null })
    t.equal((await send(key, 'GET', '/v1/me')).status, 200)
    t.match(dataOf(await get(path)), { version: 4, role: 'developer', addresses: null })
  }),
)

t.test('what does not fit is said field by field', (t) =>
  withEachStore(t, async (t, store) => {
    const { post, get } = await open(t, store)
    const paths = async (body: unknown) =>
      expectProblem(t, await post('/v1/keys', body), 'invalid_input').errors?.map(({ path }) => path)
    t.same(await paths({}), ['/name', '/role'])
    t.same(await paths({ name: 'a\u0000', role: 'king', more: 1 }), ['/more', '/name', '/role'])
    t.same(await paths({ name: 'a', role: 'viewer', addresses: ['10.0.0.1', 'home'] }), ['/addresses/1'])
    t.same(await paths({ name: 'a', role: 'viewer', expiresAt: '2020-01-01T00:00:00Z' }), ['/expiresAt'])
    t.same(await paths({ name: 'a', role: 'viewer', restrictions: { connectors: [] } }), [
      '/restrictions/connectors',
    ])
    for (const query of ['limit=0', 'limit=201', 'cursor=%00', 'cursor=WzFd', 'more=1']) {
      expectProblem(t, await get(`/v1/keys?${query}`), 'invalid_input')
    }
    for (const id of ['key_0000000000000000', '%00', 'a'.repeat(90), '..%2f']) {
      expectProblem(t, await get(`/v1/keys/${id}`), 'not_found')
    }
  }),
)

t.test('the list goes on where the page before ended', (t) =>
  withEachStore(t, async (t, store) => {
    const { make, get, clock } = await open(t, store)
    const made: string[] = []
    for (let count = 0; count < 7; count += 1) {
      clock.ahead = count < 3 ? 0 : count * 1_000
      made.unshift((await make({ name: `key ${count}`, role: 'viewer' })).id)
    }
    const seen: string[] = []
    let path = '/v1/keys?limit=3'
    for (let pages = 1; ; pages += 1) {
      const { data, meta } = JSON.parse((await get(path)).text) as { data: Key[]; meta: { next?: string } }
      seen.push(...data.map(({ id }) => id))
      if (meta.next === undefined) {
        t.equal(pages, 3)
        break
      }
      path = `/v1/keys?limit=3&cursor=${meta.next}`
    }
    t.same(new Set(seen), new Set(made))
    t.equal(seen.length, 7)
    t.same(seen.slice(0, 4), made.slice(0, 4), 'the newest first')
  }),
)

t.test('keys of one millisecond are each listed once, whatever the pages', (t) =>
  withEachStore(t, async (t, store) => {
    const { get } = await open(t, store)
    // All in the same millisecond, which is all that a cursor knows, some in the same microsecond.
    await store.transaction(async (database) => {
      const rows = sql`
        select 'key_' || substr(md5(n::text), 1, 16) as id,
          timestamptz '2026-01-01 00:00:00.123Z' + (n / 2) * interval '33 microseconds' as at
        from generate_series(1, 50) as n`
      await sql`
        insert into api_keys (id, tenant, name, environment, role, created_by, created_at)
        select id, 'default', id, 'live', 'viewer', 'operator', at from (${rows}) as made`.execute(database)
      await sql`
        insert into api_key_secrets (hash, api_key, tenant, hint, created_at)
        select id, id, 'default', '', at from (${rows}) as made`.execute(database)
    })
    const seen: string[] = []
    for (let cursor: string | undefined = ''; cursor !== undefined;) {
      const answer = await get(`/v1/keys?limit=7${cursor === '' ? '' : `&cursor=${cursor}`}`)
      t.equal(answer.status, 200, answer.text)
      const { data, meta } = JSON.parse(answer.text) as { data: Key[]; meta: { next?: string } }
      seen.push(...data.map(({ id }) => id))
      cursor = meta.next
    }
    const stored = await store.database
      .selectFrom('api_keys')
      .select('id')
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .execute()
    t.equal(stored.length, 50)
    t.strictSame(
      seen,
      stored.map(({ id }) => id),
    )
  }),
)
