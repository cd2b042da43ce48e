import { pino } from 'pino'
import { Registry } from 'prom-client'
import t from 'tap'
import type { Store } from '../../src/store/store.ts'
import { openUsage } from '../../src/usage/open-usage.ts'
import { reportUsage, type UsageQuestion } from '../../src/usage/usage-report.ts'
import { noCounts, type UsageSeries } from '../../src/usage/usage-counter.ts'
import { createUsageWriter } from '../../src/usage/usage-writer.ts'
import { withEachStore } from '../support/with-each-store.ts'

const acme = { tenant: 'acme', connector: 'shopify', operation: 'orders.list' }
const noon = Date.UTC(2026, 10, 22, 12)
const hour = 3_600_000

const all: UsageQuestion = {
  tenant: 'acme',
  from: new Date(noon - 100 * 24 * hour),
  to: new Date(noon + 100 * 24 * hour),
  granularity: 'hour',
  by: new Set(['connector', 'operation']),
  limit: 100,
  after: undefined,
}

const entry = (series: UsageSeries, at: number, calls: number, cost = 0) => ({
  series,
  minute: at,
  counts: { ...noCounts(), calls, admitted: calls, costs: new Map(cost === 0 ? [] : [['points', cost]]) },
})

const open = (store: Store, now = () => noon) =>
  openUsage({ store, registry: new Registry(), log: pino({ level: 'silent' }), now })

t.test('what instances count is added up in the hour', (t) =>
  withEachStore(t, async (t, store) => {
    const [one, other] = [open(store), open(store)]
    one.counter(acme).succeeded(undefined, 0.02)
    other.counter(acme).failed('vendor_error', 0.02)
    other.counter(acme).spent(2, { points: { actual: 2.5 } })
    await Promise.all([one.flush(), other.flush()])
    one.counter(acme).succeeded('hit', 0.02)
    one.counter({ ...acme, tenant: 'other' }).succeeded('hit', 0.02)
    await Promise.all([one.close(), other.close()])
    t.same(await reportUsage(store.database, all), [
      {
        start: new Date(noon),
        tenant: '',
        connector: 'shopify',
        operation: 'orders.list',
        calls: 3,
        callerErrors: 0,
        vendorErrors: 1,
        ownErrors: 0,
        cacheHits: 1,
        vendorRequests: 2,
        costs: { points: 2.5 },
      },
    ])
  }),
)

t.test('a batch whose confirmation was lost is not added twice', (t) =>
  withEachStore(t, async (t, store) => {
    const writer = createUsageWriter(store, 'one')
    const batch = { number: 1, entries: [entry(acme, noon, 5, 1)] }
    await writer.write(batch)
    await writer.write(batch)
    await writer.write({ number: 2, entries: [entry(acme, noon, 1)] })
    await createUsageWriter(store, 'other').write(batch)
    t.match(await reportUsage(store.database, all), [{ calls: 11, costs: { points: 2 } }])
  }),
)

t.test('nothing is lost while the store is away', (t) =>
  withEachStore(t, async (t, store) => {
    let isAway = true
    const flaky: Store = {
      ...store,
      transaction: (work) => (isAway ? Promise.reject(new Error('away')) : store.transaction(work)),
    }
    const usage = open(flaky)
    const counter = usage.counter(acme)
    for (let round = 0; round < 3; round += 1) {
      counter.succeeded(undefined, 0.02)
      await t.rejects(usage.flush(), { message: 'away' })
    }
    isAway = false
    await usage.close()
    t.match(await reportUsage(store.database, all), [{ calls: 3 }])
  }),
)

t.test('a report adds up by day and month, tells tenants apart, and pages', (t) =>
  withEachStore(t, async (t, store) => {
    const gsc = { tenant: 'acme', connector: 'gsc', operation: 'sites.list' }
    const other = { ...acme, tenant: 'other' }
    const entries = [0, 1, 24, 24 * 30].flatMap((passed) => [
      entry(acme, noon + passed * hour, 1, 10),
      entry(gsc, noon + passed * hour, 2),
      entry(other, noon + passed * hour, 4, 5),
    ])
    await createUsageWriter(store, 'one').write({ number: 1, entries })
    const ask = async (question: Partial<UsageQuestion>) =>
      (await reportUsage(store.database, { ...all, ...question })).map(
        ({ start, tenant, connector, operation, calls, costs }) =>
          [start.toISOString().slice(0, 13), tenant, connector, operation, calls, costs['points'] ?? 0].join(
            ' ',
          ),
      )
    t.same(await ask({ granularity: 'day', by: new Set(['connector']) }), [
      '2026-11-22T00  gsc  4 0',
      '2026-11-22T00  shopify  2 20',
      '2026-11-23T00  gsc  2 0',
      '2026-11-23T00  shopify  1 10',
      '2026-12-22T00  gsc  2 0',
      '2026-12-22T00  shopify  1 10',
    ])
    t.same(await ask({ granularity: 'month', by: new Set(), tenant: undefined }), [
      '2026-11-01T00    21 45',
      '2026-12-01T00    7 15',
    ])
    t.same(await ask({ granularity: 'month', by: new Set(['tenant']), tenant: undefined }), [
      '2026-11-01T00 acme   9 30',
      '2026-11-01T00 other   12 15',
      '2026-12-01T00 acme   3 10',
      '2026-12-01T00 other   4 5',
    ])
    t.same(await ask({ from: new Date(noon + hour), to: new Date(noon + 24 * hour), connector: 'gsc' }), [
      '2026-11-22T13  gsc sites.list 2 0',
    ])

    const pages: string[] = []
    let after: UsageQuestion['after']
    for (;;) {
      const lines = await reportUsage(store.database, { ...all, limit: 3, after })
      pages.push(...lines.map(({ start, connector }) => `${start.toISOString()} ${connector}`))
      after = lines.at(-1)
      if (lines.length < 3) break
    }
    t.equal(pages.length, 8)
    t.same(pages, [...new Set(pages)].toSorted())
  }),
)
