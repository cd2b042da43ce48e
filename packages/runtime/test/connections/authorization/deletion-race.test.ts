import { setTimeout as sleep } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { defaultSettings } from '@patchbay/runtime'
import { openAuthorizations } from '../../../src/connections/authorization/open-authorizations.ts'
import { readReturns } from '../../../src/connections/authorization/returns.ts'
import { deleteRecord, holdRecord, insertRecord } from '../../../src/connections/connection-records.ts'
import type { CredentialOwner } from '../../../src/connections/credential-kinds.ts'
import type { Store } from '../../../src/store/store.ts'
import { aRecord } from '../../support/a-record.ts'
import { openTokenFleet } from '../../support/open-tokens.ts'
import { withEachStore } from '../../support/with-each-store.ts'

/** A stored connection, a person on the way back from the vendor, and somebody who deletes it at a moment of the test. */
async function openRace(t: Test, store: Store) {
  const fleet = await openTokenFleet(t, store)
  const { provider, vault } = fleet
  const owner = fleet.owner()
  const { uid, tenant, connector } = owner
  const record = aRecord({ uid, tenant, id: uid, connector, auth: 'person' })
  await insertRecord(store.database, record)
  const remove = (): Promise<void> =>
    store.transaction(async (database) => {
      t.ok(await deleteRecord(database, record))
      await vault.forget(record.tenant, record.uid, database)
    })
  const moments = { held: async (): Promise<void> => undefined }
  const tokens = fleet.open(undefined, {
    async hold(database, place) {
      const isThere = await holdRecord(database, place)
      await moments.held()
      return isThere
    },
  })
  const settings = defaultSettings({ publicUrl: 'https://patchbay.example' })
  const authorizations = openAuthorizations({
    settings,
    returns: readReturns(settings),
    store,
    vault,
    tokens,
    findOwner: async () => owner as unknown as CredentialOwner,
    record: (_report, beforeCommit) =>
      store.transaction(async (database) => {
        await beforeCommit(database, record, record)
        return record
      }),
    now: Date.now,
  })
  const { url } = await authorizations.begin(owner as unknown as CredentialOwner, {
    principal: { id: 'operator', kind: 'operator' },
  })
  const started = await authorizations.start(new URL(url).searchParams.get('ticket') ?? '')
  const { headers } = await fetch(started.url, { redirect: 'manual' })
  const back = new URL(headers.get('location') ?? '').searchParams
  const finish = () =>
    authorizations
      .finish(back, () => started.ticket)
      .then(
        () => 'authorized',
        (error: unknown) => (error as { reason?: string }).reason ?? String(error),
      )
  const left = async () => {
    const rows = await store.database.selectFrom('secrets').select(['record', 'purpose']).execute()
    return rows.filter((row) => row.record === owner.uid)
  }
  return { provider, moments, remove, finish, left }
}

t.test('what a vendor gives after the connection was deleted is kept nowhere, and given back', (t) =>
  withEachStore(t, async (t, store) => {
    const { provider, remove, finish, left } = await openRace(t, store)
    provider.delay = 150
    const finished = finish()
    await sleep(50)
    await remove()
    t.equal(await finished, 'connection-changed')
    t.same(await left(), [])
    t.equal(provider.journal.filter(({ path, status }) => path === '/revoke' && status === 200).length, 1)
  }),
)

t.test('a deletion that meets the writing of a token waits for it and takes it along', (t) =>
  withEachStore(t, async (t, store) => {
    const { moments, remove, finish, left } = await openRace(t, store)
    let removed: Promise<void> | undefined
    moments.held = async () => {
      removed = remove()
      await sleep(100)
    }
    t.equal(await finish(), 'authorized')
    await removed
    t.same(await left(), [])
  }),
)

t.test('whenever a connection is deleted, no token outlives it', (t) =>
  withEachStore(t, async (t, store) => {
    for (let wait = 0; wait < 24; wait += 2) {
      const { remove, finish, left } = await openRace(t, store)
      await Promise.all([finish(), sleep(wait).then(remove)])
      t.same(await left(), [], `after ${wait} ms`)
    }
  }),
)
