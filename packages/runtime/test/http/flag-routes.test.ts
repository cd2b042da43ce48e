import t, { type Test } from 'tap'
import type { Store } from '../../src/store/store.ts'
import { fetchAnswer, type Answer } from '../support/answer.ts'
import { expectProblem } from '../support/expect-problem.ts'
import { adminKey, openApp } from '../support/open-app.ts'
import { withEachStore } from '../support/with-each-store.ts'

const dataOf = ({ text }: Answer): unknown => (JSON.parse(text) as { data: unknown }).data
const say = '/v1/connectors/echo/text.say?text=hello'
const write = '/v1/connectors/echo/notes.write'
const note = { note: { text: 'milk' } }

async function open(t: Test, store: Store) {
  const app = await openApp(t, { dependencies: { store } })
  const send = (
    method: string,
    path: string,
    { key = adminKey, body, headers }: { key?: string; body?: object; headers?: object } = {},
  ): Promise<Answer> =>
    fetchAnswer(app.url + path, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
  const keyOf = async (tenant: string, role: string): Promise<string> => {
    const headers = { 'patchbay-tenant': tenant }
    const answer = await send('POST', '/v1/keys', { body: { name: role, role }, headers })
    return (dataOf(answer) as { key: string }).key
  }
  return { ...app, send, keyOf }
}

t.test('a rule switches calls off and on, and the answer tells what to do', (t) =>
  withEachStore(t, async (t, store) => {
    const { send, get, post, metric } = await open(t, store)
    t.equal((await get(say)).status, 200)
    const rule = '/v1/flags/calls/rules/*:echo:text.say'
    const made = await send('PUT', rule, { body: { value: false, note: 'too loud' } })
    t.equal(made.status, 200)
    t.equal(made.headers['etag'], '"1"')
    t.match(dataOf(made), { id: '*:echo:text.say', percentage: 100, version: 1, changedBy: 'operator' })
    const refused = await get(say)
    expectProblem(t, refused, 'disabled')
    t.match(JSON.parse(refused.text), {
      advice: /flags\/calls\/evaluation\?connector=echo&operation=text.say/,
    })
    t.notMatch(refused.text, 'too loud')
    t.equal((await post(write, note)).status, 200, 'and no other operation')
    t.equal(await metric(/^patchbay_flag_denials_total\{flag="calls"\}/), 1)
    t.same(dataOf(await get('/v1/flags/calls/evaluation?connector=echo&operation=text.say')), {
      key: 'calls',
      value: false,
      reason: 'TARGETING_MATCH',
      rule: '*:echo:text.say',
    })
    t.match(dataOf(await get('/v1/flags/calls/evaluation')), { value: true, reason: 'DEFAULT' })

    t.equal((await send('DELETE', rule, { headers: { 'if-match': '"1"' } })).status, 200)
    t.equal((await get(say)).status, 200)
    expectProblem(t, await send('DELETE', rule, { headers: { 'if-match': '"1"' } }), 'not_found')
  }),
)

t.test('writes can be switched off alone, and so can emulators', (t) =>
  withEachStore(t, async (t, store) => {
    const { send, get, post } = await open(t, store)
    await send('PUT', '/v1/flags/writes/rules/default:*:*', { body: { value: false } })
    expectProblem(t, await post(write, note), 'disabled')
    expectProblem(t, await post(write, note, { 'idempotency-key': 'one' }), 'disabled')
    t.equal((await get(say)).status, 200)
    await send('PUT', '/v1/flags/mock-data/rules/default:*:*', { body: { value: true, isKilled: true } })
    expectProblem(t, await get(say), 'connection_missing')
  }),
)

t.test('a rule is changed in the version that was seen, and only then', (t) =>
  withEachStore(t, async (t, store) => {
    const { send, get } = await open(t, store)
    const rule = '/v1/flags/mcp/rules/*:*:*'
    const body = { value: false }
    expectProblem(t, await send('PUT', rule, { body, headers: { 'if-match': '"1"' } }), 'precondition_failed')
    t.equal((await send('PUT', rule, { body })).status, 200)
    expectProblem(t, await send('PUT', rule, { body }), 'precondition_failed')
    expectProblem(t, await send('PUT', rule, { body, headers: { 'if-match': '"7"' } }), 'precondition_failed')
    expectProblem(t, await send('DELETE', rule), 'precondition_failed')
    const changed = await send('PUT', rule, { body: { value: true }, headers: { 'if-match': '"1"' } })
    t.equal(changed.headers['etag'], '"2"')
    t.match(dataOf(await get('/v1/flags')), [
      { key: 'calls', default: true, value: true, rules: [] },
      { key: 'writes' },
      { key: 'mcp', value: true, rules: [{ id: '*:*:*', value: true, version: 2 }] },
      { key: 'mock-data', default: true },
    ])
  }),
)

t.test('what is no rule is refused by the field', (t) =>
  withEachStore(t, async (t, store) => {
    const { send } = await open(t, store)
    const body = { value: true }
    expectProblem(t, await send('PUT', '/v1/flags/nothing/rules/*:*:*', { body }), 'not_found')
    expectProblem(t, await send('PUT', '/v1/flags/calls/rules/*:*:text.say', { body }), 'invalid_input')
    for (const wrong of [{}, { value: 'no' }, { value: true, percentage: 101 }, { value: true, extra: 1 }]) {
      const answer = await send('PUT', '/v1/flags/calls/rules/*:*:*', { body: wrong })
      expectProblem(t, answer, 'invalid_input')
    }
  }),
)

t.test('a tenant sees and changes its own rules, and cannot tell others from none', (t) =>
  withEachStore(t, async (t, store) => {
    const { send, post, keyOf } = await open(t, store)
    for (const id of ['acme', 'other']) await post('/v1/tenants', { id, title: id })
    const [admin, viewer] = [await keyOf('acme', 'admin'), await keyOf('acme', 'viewer')]
    const body = { value: true }
    for (const id of ['*:*:*', 'other:*:*', 'acme:echo:*']) {
      t.equal((await send('PUT', `/v1/flags/mcp/rules/${id}`, { body })).status, 200, id)
    }
    const flags = dataOf(await send('GET', '/v1/flags', { key: admin }))
    t.match(flags, [{}, {}, { rules: [{ id: 'acme:echo:*' }, { id: '*:*:*' }] }, {}])
    t.equal((await send('PUT', '/v1/flags/calls/rules/acme:*:*', { key: admin, body })).status, 200)
    expectProblem(t, await send('PUT', '/v1/flags/calls/rules/*:*:*', { key: admin, body }), 'forbidden')
    expectProblem(t, await send('PUT', '/v1/flags/calls/rules/acme:*:*', { key: viewer, body }), 'forbidden')
    const asks = [
      (tenant: string) => send('PUT', `/v1/flags/mcp/rules/${tenant}:*:*`, { key: admin, body }),
      (tenant: string) => send('DELETE', `/v1/flags/mcp/rules/${tenant}:*:*`, { key: admin }),
      (tenant: string) => send('GET', `/v1/flags/mcp/evaluation?tenant=${tenant}`, { key: admin }),
    ]
    for (const ask of asks) {
      const [foreign, missing] = [await ask('other'), await ask('nobody')]
      expectProblem(t, foreign, 'not_found')
      const words = ({ text }: Answer, tenant: string) =>
        (JSON.parse(text) as { detail: string }).detail.replace(tenant, '')
      t.equal(words(foreign, 'other'), words(missing, 'nobody'))
    }
  }),
)
