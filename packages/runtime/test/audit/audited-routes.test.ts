import t from 'tap'
import { openApp } from '../support/open-app.ts'
import { anyStore } from '../support/with-each-store.ts'

interface Operation {
  readonly operationId: string
  readonly security?: readonly unknown[]
}

const methods = ['get', 'head', 'post', 'put', 'patch', 'delete'] as const
const reads = new Set(['get', 'head'])

t.test(
  'every route that changes something leaves exactly one entry for each request, every other none',
  async (t) => {
    const store = await anyStore(t)
    const { app, url, get, post } = await openApp(t, {
      settings: { failedAuthenticationRate: 'off', callRate: 'off', readRate: 'off' },
      dependencies: { store },
    })
    const document = JSON.parse((await get('/openapi.json')).text) as {
      readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
    }
    const key = JSON.parse((await post('/v1/keys', { name: 'looks', role: 'viewer' })).text) as {
      data: { id: string; key: string }
    }
    const count = async (): Promise<number> => {
      const { total } = await store.database
        .selectFrom('audit_entries')
        .select(({ fn }) => fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow()
      return total
    }
    const callers = {
      operator: { authorization: `Bearer test-admin-key-0123456789` },
      viewer: { authorization: `Bearer ${key.data.key}` },
      nobody: {},
    }
    const effects = new Map<string, string>()
    for (const { operations } of app.patchbay.registry.loaded) {
      for (const { connector, description } of operations.values()) {
        effects.set(`/v1/connectors/${connector.host.description.id}/${description.id}`, description.effect)
      }
    }
    let changing = 0
    for (const [template, operations] of Object.entries(document.paths)) {
      for (const method of methods) {
        const operation = operations[method]
        if (operation === undefined || operation.security?.length === 0) continue
        const path = template.replaceAll('{id}', 'one').replaceAll(/\{\w+\}/g, 'one')
        const isRead = reads.has(method) || effects.get(template) === 'read'
        if (!isRead) changing += 1
        for (const [caller, headers] of Object.entries(callers)) {
          for (const body of ['{}', '{', '[1]']) {
            const before = await count()
            const hasBody = !reads.has(method)
            const answer = await fetch(url + path, {
              method: method.toUpperCase(),
              headers: { ...headers, ...(hasBody && { 'content-type': 'application/json' }) },
              ...(hasBody && { body }),
            })
            await answer.arrayBuffer()
            const expected = isRead || caller === 'nobody' ? 0 : 1
            const what = `${operation.operationId} by ${caller} with ${body}: ${answer.status}`
            t.equal((await count()) - before, expected, what)
            if (!hasBody) break
          }
        }
      }
    }
    t.ok(changing >= 5, `${changing} routes change something`)
    const entries = await store.database.selectFrom('audit_entries').selectAll().execute()
    t.same(
      entries.filter((entry) => entry.actor === '' || entry.tenant === '' || entry.trace_id === ''),
      [],
    )
  },
)

t.test('what an entry says of a key that was made, and of a call', async (t) => {
  const { get, post } = await openApp(t)
  const made = JSON.parse((await post('/v1/keys', { name: 'writes', role: 'developer' })).text) as {
    data: { id: string; key: string }
  }
  const headers = { authorization: `Bearer ${made.data.key}`, 'idempotency-key': 'one' }
  await post('/v1/connectors/echo/notes.write', { note: { text: 'x' } }, headers)
  await post('/v1/connectors/echo/notes.write', { note: { text: 'x' } }, headers)
  await post('/v1/connectors/echo/notes.write', 'no json', headers)
  const { data } = JSON.parse((await get('/v1/audit')).text) as { data: Record<string, unknown>[] }
  t.match(data, [
    { action: 'call.echo/notes.write', actorKind: 'api-key' },
    { action: 'call.echo/notes.write', outcome: 'replayed', target: 'echo' },
    { action: 'call.echo/notes.write', outcome: 'ok', target: 'echo', details: { effect: 'write' } },
    { action: 'key.create', outcome: 'ok', target: made.data.id, actorKind: 'operator' },
  ])
  t.equal(data.length, 4)
  t.notMatch(JSON.stringify(data), made.data.key)
})

t.test('the audit is listed, exported and verified over HTTP', async (t) => {
  const { get, post } = await openApp(t)
  for (let index = 0; index < 5; index += 1) await post('/v1/breakers/none/open', {})
  const first = JSON.parse((await get('/v1/audit?limit=2&outcome=failed')).text) as {
    data: { sequence: number }[]
    meta: { next: string }
  }
  t.match(first.data, [{ sequence: 5, target: 'none', outcome: 'not_found' }, { sequence: 4 }])
  const second = JSON.parse((await get(`/v1/audit?limit=3&cursor=${first.meta.next}`)).text)
  t.match(second, { data: [{ sequence: 3 }, { sequence: 2 }, { sequence: 1 }], meta: { next: undefined } })
  const lines = await get('/v1/audit/export')
  t.match(lines.headers, { 'content-type': 'application/x-ndjson' })
  t.equal(lines.text.trim().split('\n').length, 5)
  const csv = await get('/v1/audit/export?format=csv')
  t.equal(csv.text.trim().split('\r\n').length, 6)
  const { data: head } = JSON.parse((await get('/v1/audit/head')).text) as { data: { hash: string } }
  t.match(JSON.parse(lines.text.trim().split('\n').at(-1) ?? ''), head)
  t.match(JSON.parse((await get('/v1/audit/verification')).text), { data: { isIntact: true, entries: 5 } })
  const wrong = `/v1/audit/verification?sequence=5&hash=${head.hash}`
  t.match(
    JSON.parse((await get(wrong)).text),
    { data: { isIntact: false } },
    'the head of a tenant is another',
  )
  t.equal((await get('/v1/audit?from=yesterday')).status, 400)
  t.equal((await get('/v1/audit?cursor=x')).status, 400)
  t.equal((await get('/v1/audit/verification?sequence=5')).status, 400)
})

t.test('a compliance report is of the tenant and the period', async (t) => {
  const { get, post } = await openApp(t)
  const made = JSON.parse((await post('/v1/keys', { name: 'writes | <b>', role: 'developer' })).text) as {
    data: { id: string; key: string }
  }
  const headers = { authorization: `Bearer ${made.data.key}` }
  await post('/v1/connectors/echo/notes.write', { note: { text: 'x' } }, headers)
  await post('/v1/connectors/echo/notes.write', { no: 'x' }, headers)
  await post(`/v1/keys/${made.data.id}/rotate`, { overlap: '1m' })
  await post('/v1/keys', { name: 'x', role: 'viewer' }, headers)
  const span = `from=2020-01-01T00:00:00Z&to=${new Date(Date.now() + 60_000).toISOString()}`
  const { data } = JSON.parse((await get(`/v1/compliance-report?${span}`)).text)
  t.match(data, {
    tenant: 'default',
    entries: 5,
    access: {
      keys: [{ id: made.data.id, role: 'developer', createdBy: 'operator' }],
      principals: [
        { actorKind: 'api-key', count: 3 },
        { actorKind: 'operator', count: 2 },
      ],
    },
    changes: { count: 2, listed: [{ action: 'key.create' }, { action: 'key.rotate', target: made.data.id }] },
    rotations: [{ action: 'key.rotate' }],
  })
  t.match(data.failures.map(({ outcome }: { outcome: string }) => outcome).toSorted(), [
    'forbidden',
    'invalid_input',
  ])
  t.match(
    data.credentialUse.find(
      (one: { connection: string | null }) => one.connection?.includes('echo') === true,
    ),
    { count: 1, failed: 0 },
  )
  const { text, headers: told } = await get(`/v1/compliance-report?${span}&format=markdown`)
  t.match(told['content-type'], /^text\/markdown/)
  t.match(text, 'writes \\| \\<b\\>')
  t.match(text, '## Rotations')
  t.match((await get('/v1/compliance-report?from=2020-01-01T00:00:00Z&to=2019-01-01T00:00:00Z')).status, 400)
  const none = JSON.parse(
    (await get('/v1/compliance-report?from=2020-01-01T00:00:00Z&to=2020-02-01T00:00:00Z')).text,
  )
  t.match(none.data, { entries: 0, access: { keys: [] }, failures: [] })
})
