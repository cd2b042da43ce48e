import { sql } from 'kysely'
import t, { type Test } from 'tap'
import { digestOf } from '../../src/audit/digest.ts'
import type { Store } from '../../src/store/store.ts'
import { adminKey, openApp } from '../support/open-app.ts'
import { newEntry } from '../support/open-test-vault.ts'
import { until } from '../support/until.ts'
import { withEachStore } from '../support/with-each-store.ts'

type Json = Readonly<Record<string, unknown>>

interface Step {
  readonly action: string
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly body?: Json
  /** Added to the address of the record. */
  readonly below?: string
}

/** What can be changed. */
interface Kind {
  readonly name: string
  /** Where a first one is made; default: where it is. */
  readonly maker?: string
  /** Where it is, `{id}` standing for its id; and what the entries call it. */
  readonly address: string
  readonly target: string
  /** Where it shows. */
  readonly list: string
  /** The first one makes it. Each is sent with the version that is there. */
  readonly steps: readonly Step[]
  /** What the digest is of, from an answer and its version. */
  readonly shown?: (data: Json, version: number) => unknown
}

const limit = { period: 'day', calls: 10, warnAt: 0.8 }

const kinds: readonly Kind[] = [
  {
    name: 'an API key',
    maker: '/v1/keys',
    address: '/v1/keys/{id}',
    target: '{id}',
    list: '/v1/keys',
    steps: [
      { action: 'key.create', method: 'POST', body: { name: 'one', role: 'viewer' } },
      { action: 'key.update', method: 'PATCH', body: { name: 'two' } },
      { action: 'key.rotate', method: 'POST', body: {}, below: '/rotate' },
      { action: 'key.revoke', method: 'DELETE' },
    ],
    shown: ({ key: _text, ...data }) => data,
  },
  {
    name: 'a tenant',
    maker: '/v1/tenants',
    address: '/v1/tenants/acme',
    target: 'acme',
    list: '/v1/tenants',
    steps: [
      { action: 'tenant.create', method: 'POST', body: { id: 'acme', title: 'Acme' } },
      { action: 'tenant.update', method: 'PATCH', body: { title: 'Acme Ltd' } },
      { action: 'tenant.update', method: 'PATCH', body: { state: 'suspended' } },
    ],
  },
  {
    name: 'a connection',
    maker: '/v1/connections',
    address: '/v1/connections/main',
    target: 'main',
    list: '/v1/connections',
    steps: [
      {
        action: 'connection.create',
        method: 'POST',
        body: { id: 'main', connector: 'probe', credentials: { key: 'super-secret' } },
      },
      { action: 'connection.update', method: 'PATCH', body: { credentials: { key: 'other-secret' } } },
      { action: 'connection.update', method: 'PATCH', body: { state: 'disabled' } },
      { action: 'connection.delete', method: 'DELETE' },
    ],
  },
  {
    name: 'a rule of a flag',
    address: '/v1/flags/calls/rules/*:probe:*',
    target: 'calls/*:probe:*',
    list: '/v1/flags',
    steps: [
      { action: 'flag.set', method: 'PUT', body: { value: true } },
      { action: 'flag.set', method: 'PUT', body: { value: false, note: 'why' } },
      { action: 'flag.unset', method: 'DELETE' },
    ],
  },
  {
    name: 'a toolset',
    address: '/v1/toolsets/desk',
    target: 'desk',
    list: '/v1/toolsets',
    steps: [
      { action: 'toolset.set', method: 'PUT', body: { title: 'Desk', patterns: ['probe/*'] } },
      { action: 'toolset.set', method: 'PUT', body: { title: 'Desk', patterns: ['*/*'], effects: ['read'] } },
      { action: 'toolset.unset', method: 'DELETE' },
    ],
  },
  {
    name: 'an objective',
    address: '/v1/slo/probe:latency',
    target: 'probe:latency',
    list: '/v1/slo',
    steps: [
      { action: 'objective.set', method: 'PUT', body: { target: 0.9 } },
      { action: 'objective.set', method: 'PUT', body: { target: 0.8, threshold: 10 } },
      { action: 'objective.unset', method: 'DELETE' },
    ],
    shown: ({ id, target, threshold }) => ({ id, scope: 'default', target, threshold }),
  },
  {
    name: 'an alert target',
    maker: '/v1/alert-targets',
    address: '/v1/alert-targets/{id}',
    target: '{id}',
    list: '/v1/alert-targets',
    steps: [
      {
        action: 'alert-target.create',
        method: 'POST',
        body: { name: 'one', kind: 'webhook', address: 'https://hooks.example.com/secret' },
      },
      {
        action: 'alert-target.update',
        method: 'PATCH',
        body: { address: 'https://hooks.example.org/other' },
      },
      { action: 'alert-target.remove', method: 'DELETE' },
    ],
    shown: ({ signingSecret: _text, ...data }) => data,
  },
  {
    name: 'a silence',
    maker: '/v1/silences',
    address: '/v1/silences/{id}',
    target: '{id}',
    list: '/v1/silences',
    steps: [
      {
        action: 'silence.create',
        method: 'POST',
        body: { until: new Date(Date.now() + 3_600_000).toISOString(), reason: 'a move' },
      },
      { action: 'silence.remove', method: 'DELETE' },
    ],
  },
  {
    name: 'a quota',
    address: '/v1/tenants/default/quota',
    target: 'default',
    list: '/v1/tenants/default/quota',
    steps: [
      { action: 'quota.set', method: 'PUT', body: { limits: [limit] } },
      { action: 'quota.set', method: 'PUT', body: { limits: [] } },
    ],
    shown: ({ tenant, limits }, version) => ({
      tenant,
      limits: (limits as Json[]).map(({ period, calls, warnAt }) => ({ period, calls, warnAt })),
      version,
    }),
  },
]

/** What leaves nothing of the record. */
const gone = new Set([
  'connection.delete',
  'flag.unset',
  'toolset.unset',
  'objective.unset',
  'alert-target.remove',
  'silence.remove',
])

interface Entry {
  readonly action: string
  readonly outcome: string
  readonly before: string | null
  readonly after: string | null
}

async function open(t: Test, store: Store, { maker, address, steps, list }: Kind) {
  const app = await openApp(t, {
    settings: {
      connectors: './fixtures/connectors/probe',
      keys: newEntry('a'),
      dataFolder: t.testdir({}), // where entries wait meanwhile
      useMockData: false,
    },
    dependencies: { store },
  })
  let version: string | undefined = address.endsWith('/quota') ? '"0"' : undefined
  let id = ''
  const send = async (step: Step) => {
    const { method, body, below = '' } = step
    const isFirst = step === steps[0]
    const answer = await fetch(
      app.url + (isFirst && maker !== undefined ? maker : address.replace('{id}', id) + below),
      {
        method,
        headers: {
          authorization: `Bearer ${adminKey}`,
          ...(version !== undefined && { 'if-match': version }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      },
    )
    const text = await answer.text()
    const { data } = (text === '' ? {} : JSON.parse(text)) as { readonly data?: Json }
    if (answer.ok) {
      version = answer.headers.get('etag') ?? undefined
      if (isFirst && typeof data?.['id'] === 'string') id = data['id']
    }
    return { status: answer.status, data, version: Number(version?.slice(1, -1)) }
  }
  const read = async (path: string): Promise<unknown> =>
    (JSON.parse((await app.get(path)).text) as { data: unknown }).data
  return {
    send,
    id: () => id,
    list: () => read(list),
    entries: async () => ((await read('/v1/audit?limit=100')) as Entry[]).toReversed(),
    verification: () => read('/v1/audit/verification'),
  }
}

for (const kind of kinds) {
  const { name, steps, target, shown = (data: Json) => data } = kind
  t.test(`each change of ${name} has one entry, with what was there before and after`, (t) =>
    withEachStore(t, async (t, store) => {
      const { send, id, entries, verification } = await open(t, store, kind)
      let before: string | null = null
      for (const [index, step] of steps.entries()) {
        const { status, data, version } = await send(step)
        t.match(status, /^20/, step.action)
        const isGone = gone.has(step.action)
        const after = isGone || data === undefined ? null : digestOf(shown(data, version))
        const all = await entries()
        t.equal(all.length, index + 1)
        t.match(all.at(-1), {
          action: step.action,
          target: target.replace('{id}', id()),
          outcome: 'ok',
          before,
          after,
        })
        before = after
      }
      t.match(await verification(), { isIntact: true, entries: steps.length })
    }),
  )

  t.test(`no change of ${name} is there without its entry`, (t) =>
    withEachStore(t, async (t, store) => {
      const { send, list, entries, verification } = await open(t, store, kind)
      for (const step of steps) {
        const before = await list()
        await sql`alter table audit_entries rename to audit_entries_away`.execute(store.database)
        t.match((await send(step)).status, /^5/, step.action)
        t.same(await list(), before, 'and nothing is changed')
        await sql`alter table audit_entries_away rename to audit_entries`.execute(store.database)
        t.match((await send(step)).status, /^20/, step.action)
      }
      t.ok(await until(async () => (await entries()).length === 2 * steps.length, 10_000))
      const failed = (await entries()).filter(({ outcome }) => outcome !== 'ok')
      t.equal(failed.length, steps.length)
      for (const entry of failed) t.match(entry, { outcome: 'internal', before: null, after: null })
      t.match(await verification(), { isIntact: true })
    }),
  )
}
