import t from 'tap'
import { createUsageLedger } from '../../src/usage/usage-ledger.ts'

const series = { tenant: 'acme', connector: 'shopify', operation: 'orders.list' }
const hour = 3_600_000

t.test('counts of one series are added up, whoever counts them', async (t) => {
  const ledger = createUsageLedger({ now: () => 0 })
  const [one, other] = [ledger.counter(series), ledger.counter(series)]
  one.admit()
  one.succeeded('hit', 0.02)
  one.succeeded(undefined, 0.02)
  other.failed('invalid_input', 0.02)
  other.failed('vendor_timeout', 0.02)
  other.failed('internal', 0.02)
  other.spent(2, {
    points: { predicted: 10, actual: 7 },
    requests: { predicted: 1 },
    odd: { actual: Number.NaN },
  })
  other.spent(1, { points: { predicted: 3 } })
  other.spent(0, { points: { predicted: 1_000 } })
  t.equal(ledger.size, 0)
  ledger.cut()
  const [entry] = ledger.take(10)
  t.match(entry, {
    series,
    minute: 0,
    counts: {
      calls: 5,
      admitted: 1,
      callerErrors: 1,
      vendorErrors: 1,
      ownErrors: 1,
      cacheHits: 1,
      vendorRequests: 3,
    },
  })
  t.same(Object.fromEntries(entry?.counts.costs ?? []), { points: 10, requests: 1 })
  ledger.cut()
  t.equal(ledger.size, 0, 'and count once')
  one.succeeded(undefined, 0.02)
  ledger.cut()
  t.match(ledger.take(10), [{ counts: { calls: 1, callerErrors: 0 } }])
})

t.test('a count belongs to the minute in which its cut began', async (t) => {
  let time = 10 * hour - 1
  const ledger = createUsageLedger({ now: () => time })
  const counter = ledger.counter(series)
  counter.succeeded(undefined, 0.02)
  time = 10 * hour
  ledger.cut()
  counter.succeeded(undefined, 0.02)
  counter.succeeded(undefined, 0.02)
  ledger.cut()
  t.match(ledger.take(10), [
    { minute: 10 * hour - 60_000, counts: { calls: 1 } },
    { minute: 10 * hour, counts: { calls: 2 } },
  ])
})

t.test('what cannot be stored for long is put together, and none of it is lost', async (t) => {
  let time = 0
  const ledger = createUsageLedger({ now: () => time, mostEntries: 10 })
  const counters = ['one', 'two', 'three'].map((tenant) => ledger.counter({ ...series, tenant }))
  for (let passed = 0; passed < 100; passed += 1) {
    for (const counter of counters) counter.succeeded(undefined, 0.02)
    time += hour
    ledger.cut()
  }
  t.ok(ledger.size <= 10, `${ledger.size} entries`)
  const entries = ledger.take(100)
  t.equal(
    entries.reduce((sum, { counts }) => sum + counts.calls, 0),
    300,
  )
  t.match(entries.at(-1), { minute: 99 * hour })
})

t.test('and by hours first', async (t) => {
  let time = 0
  const ledger = createUsageLedger({ now: () => time, mostEntries: 100 })
  const counter = ledger.counter(series)
  for (let passed = 0; passed < 120; passed += 1) {
    counter.succeeded(undefined, 0.02)
    time += 60_000
    ledger.cut()
  }
  const entries = ledger.take(200)
  const inHour = (number: number): number =>
    entries
      .filter(({ minute }) => Math.floor(minute / hour) === number)
      .reduce((sum, { counts }) => sum + counts.calls, 0)
  t.same([inHour(0), inHour(1)], [60, 60])
})

t.test('how long a call took is counted unless its caller was at fault', async (t) => {
  const ledger = createUsageLedger({ now: () => 0 })
  const counter = ledger.counter(series)
  counter.succeeded(undefined, 0.005)
  counter.succeeded('hit', 0.2)
  counter.failed('vendor_timeout', 40)
  counter.failed('invalid_input', 0.2)
  ledger.cut()
  const [entry] = ledger.take(1)
  t.same(entry?.counts.buckets, [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1])
  ledger.cut()
  counter.succeeded(undefined, 0.02)
  ledger.cut()
  t.same(ledger.take(1)[0]?.counts.buckets, [0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 'and counts once')
})
