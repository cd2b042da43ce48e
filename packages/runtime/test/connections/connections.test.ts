import t from 'tap'
import { Problem } from '@patchbay/contract'
import { Deadline } from '../../src/calls/deadline.ts'
import type { ConnectionRecord } from '../../src/connections/connection-records.ts'
import { createConnections } from '../../src/connections/connections.ts'
import { keyOf, type EndedConnection } from '../../src/connections/ended-connection.ts'
import { aConnection } from '../support/a-connection.ts'
import { aRecord } from '../support/a-record.ts'
import { until } from '../support/until.ts'

function open(stored: ConnectionRecord[], configured = [aConnection({ tenant: 'default', id: 'fixed' })]) {
  const seen = { loads: 0, opened: 0, isAway: false, stored, ended: [] as EndedConnection[] }
  const connections = createConnections({
    configured,
    load: async (tenant) => {
      seen.loads += 1
      if (seen.isAway) throw new Problem('state_unavailable')
      return seen.stored.filter((one) => one.tenant === tenant)
    },
    openRecord: async (record, { calls }) => {
      seen.opened += 1
      const { tenant, id, connector, state, stateReason } = record
      return aConnection({ ...keyOf(record), tenant, id, connector, state, stateReason, calls })
    },
    emulate: (tenant, connector) =>
      connector === 'mocked'
        ? Promise.resolve(
            aConnection({ tenant, id: 'mocked-emulator', connector, uid: `emulator/${tenant}` }),
          )
        : undefined,
    emulable: () => ['mocked'],
  })
  connections.onEnd((ended) => void seen.ended.push({ uid: ended.uid, key: ended.key }))
  return { connections, seen }
}

t.test(
  'a tenant is read once, and each of its connections opened once, whoever asks at the same time',
  async (t) => {
    const { connections, seen } = open([aRecord(), aRecord({ uid: 'uid-2', id: 'other' })])
    const asked = await Promise.all(
      Array.from({ length: 5 }, async () => connections.choose('acme', 'some', 'main')),
    )
    t.equal(new Set(asked).size, 1)
    t.equal(connections.choose('acme', 'some', 'main'), asked[0], 'and then at once')
    t.same([seen.loads, seen.opened], [1, 1])
    await t.rejects(async () => connections.choose('nobody', 'some', undefined), {
      code: 'connection_missing',
    })
    t.throws(() => connections.choose('nobody', 'some', 'main'), { code: 'not_found' })
    t.equal(seen.loads, 2, 'one that has none is read once as well')
  },
)

t.test('without a name it is the only one that is switched on', async (t) => {
  const { connections, seen } = open([aRecord(), aRecord({ uid: 'uid-2', id: 'off', state: 'disabled' })])
  t.match(await connections.choose('acme', 'some', undefined), { id: 'main' })
  await t.rejects(async () => connections.choose('acme', 'some', 'off'), { code: 'disabled' })
  seen.stored = [aRecord(), aRecord({ uid: 'uid-3', id: 'third' })]
  await connections.heed('acme', 'uid-3')
  await t.rejects(async () => connections.choose('acme', 'some', undefined), {
    code: 'connection_missing',
    advice: /main, third/,
  })
})

t.test('one that is gone ends its calls, and all that is kept for it', async (t) => {
  const { connections, seen } = open([aRecord()])
  const connection = await connections.choose('acme', 'some', 'main')
  const running = new Deadline(10_000)
  connection.calls.add(running)
  seen.stored = []
  await connections.heed('acme', 'uid-1')
  t.equal(running.reason?.code, 'cancelled')
  t.same(seen.ended, [{ uid: 'uid-1', key: 'uid-1.1' }])
  t.throws(() => connections.choose('acme', 'some', 'main'), { code: 'not_found' })
  const late = new Deadline(10_000)
  connection.calls.add(late)
  t.equal(late.reason?.code, 'cancelled', 'whatever still begins over it as well')
})

t.test('what changes the account ends what was kept for the one before, and no call', async (t) => {
  const { connections, seen } = open([aRecord()])
  const before = await connections.choose('acme', 'some', 'main')
  const running = new Deadline(10_000)
  before.calls.add(running)
  seen.stored = [aRecord({ version: 2, state: 'active', stateReason: 'checked' })]
  await connections.heed('acme', 'uid-1')
  t.same(seen.ended, [], 'another state is no other account')
  seen.stored = [aRecord({ version: 3, generation: 2 })]
  await connections.heed('acme', 'uid-1')
  const after = await connections.choose('acme', 'some', 'main')
  t.equal(after.key, 'uid-1.2')
  t.same(seen.ended, [{ uid: 'uid-1', key: 'uid-1.1' }])
  t.equal(running.reason, undefined)
  t.equal(after.calls, before.calls, 'a later deletion ends that call too')
  seen.stored = [aRecord({ version: 4, generation: 2, state: 'disabled' })]
  await connections.heed('acme', 'uid-1')
  t.equal(running.reason?.code, 'cancelled', 'and so does switching it off')
  running.end()
})

t.test('while the store is away, what is known goes on, but for what is known to have changed', async (t) => {
  const { connections, seen } = open([aRecord(), aRecord({ uid: 'uid-2', id: 'other' })])
  t.teardown(() => connections.close())
  await connections.choose('acme', 'some', 'main')
  await connections.choose('acme', 'some', 'other')
  seen.isAway = true
  await connections.refreshAll()
  t.match(connections.choose('acme', 'some', 'main'), { id: 'main' })
  await t.rejects(async () => connections.choose('another', 'some', undefined), { code: 'state_unavailable' })
  t.match(
    connections.choose('default', 'some', 'fixed'),
    { id: 'fixed' },
    'what is configured needs no store',
  )
  await connections.heed('acme', 'uid-1')
  t.throws(() => connections.choose('acme', 'some', 'main'), { code: 'state_unavailable' })
  t.match(connections.choose('acme', 'some', 'other'), { id: 'other' })
  seen.isAway = false
  const chosen = async () => connections.choose('acme', 'some', 'main')
  t.ok(
    await until(async () =>
      chosen().then(
        () => true,
        () => false,
      ),
    ),
  )
})

t.test('each tenant without a connection has its own to the emulator', async (t) => {
  const { connections, seen } = open([])
  const [acme, other] = [
    await connections.choose('acme', 'mocked', undefined),
    await connections.choose('other', 'mocked', 'mocked-emulator'),
  ]
  t.not(acme.uid, other.uid)
  t.equal(connections.choose('acme', 'mocked', undefined), acme)
  t.match(await connections.unmanaged('acme'), [{ uid: acme.uid }])
  seen.stored = [aRecord({ connector: 'mocked' })]
  await connections.heed('acme', 'uid-1')
  t.match(await connections.choose('acme', 'mocked', undefined), { id: 'main' })
  t.throws(() => connections.choose('acme', 'mocked', 'mocked-emulator'), { code: 'not_found' })
  t.match(seen.ended, [{ uid: acme.uid }])
})

t.test('one of the configuration wins over a stored one of its id', async (t) => {
  const stored = aRecord({ tenant: 'default', id: 'fixed' })
  const { connections } = open([stored])
  await connections.unmanaged('default')
  t.match(await connections.choose('default', 'some', 'fixed'), { uid: 'uid-main' })
})

t.test(
  'what a connection proves itself with is told when nobody finds the connection any more',
  async (t) => {
    const { connections, seen } = open([aRecord()])
    const endOf = async (): Promise<() => boolean> => {
      const connection = await connections.choose('acme', 'some', 'main')
      let hasEnded = false
      connection.credentials.end = () => (hasEnded = true)
      return () => hasEnded
    }
    const first = await endOf()
    await connections.heed('acme', 'uid-1')
    t.notOk(first(), 'nothing has changed')
    seen.stored = [aRecord({ version: 2 })]
    await connections.heed('acme', 'uid-1')
    t.ok(first(), 'it is another object now')
    const second = await endOf()
    seen.stored = []
    await connections.heed('acme', 'uid-1')
    t.ok(second(), 'it is deleted')
  },
)
