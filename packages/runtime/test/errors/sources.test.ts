import { sql } from 'kysely'
import t from 'tap'
import { leaveTasks } from '../../src/backup/restoring/leave-tasks.ts'
import { errorListeners } from '../../src/errors/error-listeners.ts'
import type { Occurrence } from '../../src/errors/occurrence.ts'
import { hour, minute, openWatched } from '../alerts/open-watched.ts'
import { startReceiver } from '../alerts/start-receiver.ts'
import type { Answer } from '../support/answer.ts'
import { openApp } from '../support/open-app.ts'
import { openTaskProbe } from '../support/open-tasks.ts'
import { importedFrom, openTokenFleet } from '../support/open-tokens.ts'
import { answerJson } from '../support/start-vendor.ts'
import { until } from '../support/until.ts'
import { anyStore, withEachStore } from '../support/with-each-store.ts'
import type { ShownGroup } from './open-failing.ts'

const reader =
  ({ get }: { readonly get: (path: string) => Promise<Answer> }) =>
  async (query = ''): Promise<ShownGroup[]> =>
    (JSON.parse((await get(`/v1/errors${query}`)).text) as { data: ShownGroup[] }).data

t.test('an answer that does not fit its schema is an error of the source drift, and no failed call', (t) =>
  withEachStore(t, async (t, store) => {
    const app = await openApp(t, { dependencies: { store } })
    const groups = reader(app)
    for (const text of ['drift', 'drift', 'throw']) await app.post('/v1/connectors/echo/text.say', { text })
    const isThere = async (): Promise<boolean> =>
      (await groups()).reduce((sum, { count }) => sum + count, 0) === 3
    t.ok(await until(isThere))
    const [drift, ...others] = await groups('?source=drift')
    t.same(others, [])
    t.match(drift, {
      source: 'drift',
      connector: 'echo',
      operation: 'text.say',
      code: 'output_drift',
      count: 2,
      title: /does not fit .* \/text must be string/,
    })
    t.match(await groups('?source=call'), [{ source: 'call', code: 'internal', count: 1 }])
    t.equal((await app.get('/v1/errors?source=elsewhere')).status, 400)
  }),
)

t.test('a connector that is not loaded is an error of the installation', async (t) => {
  const app = await openApp(t, {
    settings: { connectors: './fixtures/connectors/echo,./fixtures/connectors/nowhere' },
  })
  const groups = reader(app)
  // What a call of it is answered is no error of a call.
  await app.post('/v1/connectors/nowhere/text.say', {})
  t.ok(await until(async () => (await groups()).length === 1))
  const [group] = await groups()
  const expected = { tenant: '*', source: 'quarantine', connector: 'nowhere', operation: '', count: 1 }
  t.match(group, { ...expected, code: app.app.patchbay.registry.quarantined[0]?.code })
  t.match(await groups('?tenant=*'), [expected])
  t.same(await groups('?tenant=default'), [], 'it is of no tenant')

  t.match(JSON.parse((await app.get(`/v1/errors/${group?.id}`)).text), { data: expected })
  await app.post('/v1/tenants', { id: 'acme', title: 'Acme' })
  const { text } = await app.post('/v1/keys', { name: 'a', role: 'admin' }, { 'patchbay-tenant': 'acme' })
  const { key } = (JSON.parse(text) as { data: { key: string } }).data
  const theirs = { authorization: `Bearer ${key}` }
  t.equal((await app.get(`/v1/errors/${group?.id}`, theirs)).status, 404, 'and none of a tenant’s business')
  t.match(JSON.parse((await app.get('/v1/errors', theirs)).text), { data: [] })
})

t.test(
  'a task that fails outside of its call is an error of its own, and one of its call is not',
  async (t) => {
    const store = await anyStore(t)
    const app = await openTaskProbe(t, answerJson({ error: 'down' }, 500), {
      dependencies: { store },
      settings: { vendorAttempts: 1 },
    })
    const groups = reader(app)
    const failed = await app.start('items.get')
    t.match(await app.settle(failed.id), { state: 'failed' })
    app.vendor.answerWith(answerJson({ ok: true }))
    const write = await app.start('items.add')
    await app.settle(write.id)
    // As a backup from a moment before would have had it.
    await sql`update tasks set state = 'working', status = null, code = null where id = ${write.id}`.execute(
      store.database,
    )
    await sql`delete from idempotency_records`.execute(store.database)
    await leaveTasks(store.database)
    t.match(await app.settle(write.id), { state: 'failed', result: { code: 'outcome_unknown' } })
    t.ok(await until(async () => (await groups('?source=task')).length === 1))
    t.match(await groups('?source=task'), [{ operation: 'items.add', code: 'outcome_unknown', count: 1 }])
    t.match(await groups('?source=call'), [{ operation: 'items.get', code: 'vendor_error', count: 1 }])
    t.equal((await groups()).length, 2)
  },
)

t.test('an alert that does not arrive is an error of whose it is', (t) =>
  withEachStore(t, async (t, store) => {
    const receiver = await startReceiver(t)
    receiver.answer(500)
    const app = await openWatched(t, store, { egressAllow: [receiver.url] })
    const target = {
      name: 'on call',
      kind: 'webhook',
      address: `${receiver.url}/hook?token=very-secret-token`,
      severities: ['page'],
    }
    t.equal((await app.send('POST', '/v1/alert-targets?tenant=*', target)).status, 201)
    app.traffic(2 * hour, 60, 0)
    app.pass(15 * minute)
    app.traffic(15 * minute, 60, 1)
    const groups = reader(app)
    t.ok(await until(async () => (await groups('?source=delivery')).length === 1))
    const answer = await app.get('/v1/errors?source=delivery')
    t.match(JSON.parse(answer.text), {
      data: [
        { tenant: '*', connector: '', code: 'delivery_failed', title: /"on call" \(webhook\): answered 500/ },
      ],
    })
    t.notMatch(answer.text, /very-secret-token/)
  }),
)

t.test('a renewal that fails ahead of the end is missed, and one that calls wait for is not', async (t) => {
  const fleet = await openTokenFleet(t, await anyStore(t))
  const missed: Occurrence[] = []
  const { ofTokens } = errorListeners((occurrence) => void missed.push(occurrence))
  const { kinds } = fleet.open(undefined, ofTokens)
  const source = kinds.oauth2.open(fleet.owner({ grant: 'refresh-token' }, importedFrom(fleet.provider)))
  await source.current()
  fleet.provider.isAway = 100
  fleet.ahead += 3_600_000 - 200_000
  await source.current()
  t.ok(await until(() => missed.length === 1))
  t.match(missed, [
    {
      source: 'renewal',
      series: { tenant: 'default', connector: 'some', operation: '' },
      connection: 'main',
      problem: { code: 'vendor_error', upstream: { status: 503 } },
    },
  ])
  fleet.ahead += 3_600_000
  await t.rejects(async () => source.current(), { code: 'vendor_error' })
  t.equal(missed.length, 1, 'of which the call itself tells')
})
