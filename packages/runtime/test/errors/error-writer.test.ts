import { Problem } from '@patchbay/contract'
import t from 'tap'
import { createErrorLedger } from '../../src/errors/error-ledger.ts'
import { createErrorWriter } from '../../src/errors/error-writer.ts'
import type { Store } from '../../src/store/store.ts'
import { withEachStore } from '../support/with-each-store.ts'

const day = 86_400_000
const entries = (time: number, times: number, tenant = 'acme') => {
  const ledger = createErrorLedger({ now: () => time, hide: (text) => text })
  for (let number = 0; number < times; number += 1) {
    ledger.add({
      source: 'call',
      series: { tenant, connector: 'shopify', operation: 'orders.list' },
      problem: new Problem('vendor_error', { detail: `Order ${number} failed` }),
      requestId: `r${number}`,
      traceId: `t${number}`,
      attempts: 1,
    })
  }
  return ledger.take(100)
}
const addTenant = (store: Store) =>
  store.database.insertInto('tenants').values({ id: 'acme', title: 'Acme' }).execute()
const groups = (store: Store) => store.database.selectFrom('error_groups').selectAll().execute()

t.test('two instances add up one group, and a repeated batch is not added again', (t) =>
  withEachStore(t, async (t, store) => {
    await addTenant(store)
    const [one, other] = [createErrorWriter(store, 'one'), createErrorWriter(store, 'other')]
    const batch = { number: 1, entries: entries(day, 30) }
    await Promise.all([one.write(batch), other.write({ number: 1, entries: entries(day + 3_600_000, 12) })])
    await one.write(batch)
    const [group, ...rest] = await groups(store)
    t.same(rest, [])
    t.match(group, { count: 42, state: 'open', is_regression: false, sample: { detail: 'Order 0 failed' } })
    t.same(group?.first_seen, new Date(day))
    t.same(group?.last_seen, new Date(day + 3_600_000))
    const hours = await store.database.selectFrom('error_hours').select('count').orderBy('hour').execute()
    t.same(hours, [{ count: 30 }, { count: 12 }])
  }),
)

t.test('what is resolved opens anew if it occurs afterwards, and not by what occurred before', (t) =>
  withEachStore(t, async (t, store) => {
    await addTenant(store)
    const writer = createErrorWriter(store, 'one')
    await writer.write({ number: 1, entries: entries(day, 1) })
    await store.database
      .updateTable('error_groups')
      .set({ state: 'resolved', state_changed_at: new Date(2 * day) })
      .execute()
    await writer.write({ number: 2, entries: entries(2 * day - 1, 1) })
    t.match(await groups(store), [{ state: 'resolved', is_regression: false, count: 2 }])
    await writer.write({ number: 3, entries: entries(2 * day + 1, 1) })
    t.match(await groups(store), [{ state: 'open', is_regression: true, count: 3 }])
  }),
)

t.test('errors of a deleted tenant go with it, and hold up nobody', (t) =>
  withEachStore(t, async (t, store) => {
    await addTenant(store)
    const writer = createErrorWriter(store, 'one')
    await writer.write({ number: 1, entries: [...entries(day, 1), ...entries(day, 1, 'gone')] })
    t.match(await groups(store), [{ tenant: 'acme', count: 1 }])
    await writer.write({ number: 2, entries: entries(day, 1, '*') })
    await store.database.deleteFrom('tenants').where('id', '=', 'acme').execute()
    t.match(await groups(store), [{ tenant: '*', count: 1 }], 'those of the installation are nobody’s')
    await store.database.deleteFrom('error_groups').execute()
    t.same(await store.database.selectFrom('error_hours').selectAll().execute(), [])
  }),
)
