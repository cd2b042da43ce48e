import { pino } from 'pino'
import t, { type Test } from 'tap'
import { openCallHistory } from '../../src/statistics/open-call-history.ts'
import { stretchesOf } from '../../src/statistics/read-history.ts'
import type { Store } from '../../src/store/store.ts'
import { noCounts, type UsageSeries } from '../../src/usage/usage-counter.ts'
import { createUsageWriter } from '../../src/usage/usage-writer.ts'
import { withEachStore } from '../support/with-each-store.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const noon = Date.UTC(2026, 10, 22, 12)
const orders: UsageSeries = { tenant: 'acme', connector: 'shopify', operation: 'orders.list' }

/** One call in each minute of a stretch, the fast ones before the slow ones. */
const everyMinute = (series: UsageSeries, from: number, minutes: number, bucket = 3) =>
  Array.from({ length: minutes }, (_, count) => ({
    series,
    minute: from + count * minute,
    counts: {
      ...noCounts(),
      calls: 1,
      buckets: noCounts().buckets.map((_zero, index) => (index === bucket ? 1 : 0)),
    },
  }))

const open = (t: Test, store: Store, now = noon) => {
  const history = openCallHistory({
    settings: { callMinutesKept: '2d' },
    store,
    log: pino({ level: 'silent' }),
    now: () => now,
  })
  t.teardown(() => history.close())
  return history
}

t.test('whole hours are read as such, and the ends by minutes', async (t) => {
  const kept = noon - 2 * day
  t.same(stretchesOf({ from: noon - 3 * hour - 5 * minute, to: noon - 10 * minute }, kept), {
    hours: [noon - 3 * hour, noon - hour],
    minutes: [
      [noon - 3 * hour - 5 * minute, noon - 3 * hour],
      [noon - hour, noon - 10 * minute],
    ],
  })
  t.match(stretchesOf({ from: noon - 20 * minute, to: noon - 10 * minute }, kept), { hours: [0, 0] })
  t.match(stretchesOf({ from: noon - 30 * day - minute, to: noon }, kept), {
    hours: [noon - 30 * day - hour, noon],
  })
})

t.test('what was counted is read back exactly, over edges of minutes, hours and steps', (t) =>
  withEachStore(t, async (t, store) => {
    const writer = createUsageWriter(store, 'one')
    await writer.write({ number: 1, entries: everyMinute(orders, noon - 3 * hour, 180) })
    await createUsageWriter(store, 'other').write({
      number: 1,
      entries: everyMinute({ ...orders, tenant: 'other' }, noon - 10 * minute, 10, 12),
    })
    const history = open(t, store)
    const by = new Set<never>()
    const sum = async (from: number, to: number, tenant?: string): Promise<number> =>
      (await history.read({ from, to, tenant, by }))[0]?.calls ?? 0
    t.equal(await sum(noon - 3 * hour, noon, 'acme'), 180)
    t.equal(await sum(noon - 2 * hour - 7 * minute, noon - 3 * minute, 'acme'), 124)
    t.equal(await sum(noon - 7 * minute, noon - 3 * minute, 'acme'), 4)
    t.equal(await sum(noon - 3 * hour, noon), 190)
    t.same(await history.read({ from: noon + hour, to: noon + day, by }), [])
    const steps = await history.read({
      from: noon - 20 * minute,
      to: noon,
      step: 5 * minute,
      by: new Set(['tenant', 'operation']),
    })
    t.same(
      steps.map(({ tenant, operation, at, calls }) => [tenant, operation, at, calls]),
      [
        ...[20, 15, 10, 5].map((ago) => ['acme', 'orders.list', noon - ago * minute, 5]),
        ...[10, 5].map((ago) => ['other', 'orders.list', noon - ago * minute, 5]),
      ],
    )
    t.same(
      (await history.read({ from: noon - 3 * hour, to: noon, step: hour, tenant: 'acme', by })).map(
        ({ at, buckets }) => [at, buckets[3]],
      ),
      [3, 2, 1].map((ago) => [noon - ago * hour, 60]),
    )
    t.equal((await history.read({ from: noon - hour, to: noon, tenant: 'other', by }))[0]?.buckets[12], 10)
  }),
)

t.test('minutes that are too old are removed, and their hours stay', (t) =>
  withEachStore(t, async (t, store) => {
    const writer = createUsageWriter(store, 'one')
    await writer.write({ number: 1, entries: everyMinute(orders, noon - 2 * day - 30 * minute, 60) })
    const history = open(t, store)
    await history.removeOld()
    const left = await store.database.selectFrom('call_minutes').select('minute').execute()
    t.equal(left.length, 30)
    const by = new Set<never>()
    t.match(await history.read({ from: noon - 3 * day, to: noon, by }), [{ calls: 60 }])
  }),
)
