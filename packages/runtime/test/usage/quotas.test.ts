import { setTimeout as sleep } from 'node:timers/promises'
import { Problem } from '@patchbay/contract'
import { startRedis } from '@patchbay/test-servers'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import t, { type Test } from 'tap'
import { PolicyViolation } from '../../src/inbound/policy-violation.ts'
import { createLimiter } from '../../src/limits/limiter.ts'
import { createMemoryState } from '../../src/shared-state/memory/create-memory-state.ts'
import { createRedisState } from '../../src/shared-state/redis/create-redis-state.ts'
import type { SharedState } from '../../src/shared-state/shared-state.ts'
import { openChangeFeed } from '../../src/store/change-feed.ts'
import type { Store } from '../../src/store/store.ts'
import { calendarPeriod } from '../../src/usage/quotas/calendar-period.ts'
import { openQuotas } from '../../src/usage/quotas/open-quotas.ts'
import type { QuotaLimit } from '../../src/usage/quotas/quota.ts'
import { noCounts } from '../../src/usage/usage-counter.ts'
import { createUsageWriter } from '../../src/usage/usage-writer.ts'
import { until } from '../support/until.ts'
import { embeddedStore, withEachStore } from '../support/with-each-store.ts'

const noon = Date.UTC(2026, 10, 30, 12)
const day = 86_400_000
const allowed = () => undefined

async function open(
  t: Test,
  store: Store,
  now: () => number = () => noon,
  state: SharedState = createMemoryState({ now }),
) {
  const limiter = createLimiter({ state, wall: now })
  const registry = new Registry()
  const log = pino({ level: 'silent' })
  const changes = openChangeFeed({ store, messages: state.messages, log })
  const quotas = await openQuotas({ store, changes, limiter, registry, log, now })
  t.teardown(async () => {
    await quotas.close()
    await limiter.close()
    await changes.close()
  })
  const set = async (limits: readonly QuotaLimit[]) => {
    await quotas.stored.put('default', limits, allowed)
    await quotas.refresh()
  }
  /** How many of so many calls are let through, and what the last one of the others was told. */
  const call = async (times: number, connector = 'shopify') => {
    let admitted = 0
    let refusal: unknown
    for (let time = 0; time < times; time += 1) {
      try {
        await quotas.gate('default', connector)?.enter()
        admitted += 1
      } catch (error) {
        refusal = error
      }
    }
    return { admitted, refusal }
  }
  return { quotas, set, call, registry }
}

const monthly = (calls: number, connector?: string): QuotaLimit => ({
  period: 'month',
  calls,
  warnAt: 0.8,
  ...(connector === undefined ? {} : { connector }),
})

t.test('a quota admits what it holds, names its policy, and begins anew with the calendar', (t) =>
  withEachStore(t, async (t, store) => {
    let time = noon
    const { quotas, set, call, registry } = await open(t, store, () => time)
    t.equal(quotas.gate('default', 'shopify'), undefined)
    await set([monthly(10), { period: 'day', calls: 5, warnAt: 0.5 }])
    const { admitted, refusal } = await call(7)
    t.equal(admitted, 5)
    t.ok(Problem.is(refusal) && refusal instanceof PolicyViolation)
    t.match(refusal, {
      code: 'rate_limited',
      retryAfter: day / 2_000,
      violatedPolicies: ['quota-day'],
      fields: { policy: '"quota-day";q=5;w=86400', limit: '"quota-day";r=0;t=43200' },
    })
    t.match(await quotas.levels('default'), [
      { policy: 'quota-month', used: 5, left: 5, state: 'ok', resetsAt: '2026-12-01T00:00:00.000Z' },
      { policy: 'quota-day', used: 5, left: 0, state: 'spent' },
    ])
    t.match(await registry.metrics(), /patchbay_quota_refusals_total\{period="day"\} 2/)
    t.equal(quotas.gate('other', 'shopify'), undefined)
    time += day
    t.equal((await call(4)).admitted, 4)
    t.match(await quotas.levels('default'), [
      { policy: 'quota-month', used: 4, state: 'ok' },
      { policy: 'quota-day', used: 4, state: 'warning' },
    ])
  }),
)

t.test('a limit of a connector is about that one alone', (t) =>
  withEachStore(t, async (t, store) => {
    const { set, call, quotas } = await open(t, store)
    await set([monthly(3, 'shopify')])
    t.equal(quotas.gate('default', 'gsc'), undefined)
    const { admitted, refusal } = await call(5)
    t.equal(admitted, 3)
    t.match(refusal, { violatedPolicies: ['quota-month-shopify'] })
  }),
)

t.test('what was used before counts: for a new quota, and after counts are lost', (t) =>
  withEachStore(t, async (t, store) => {
    const used = { ...noCounts(), calls: 100, admitted: 8 }
    const series = { tenant: 'default', connector: 'shopify', operation: 'orders.list' }
    await createUsageWriter(store, 'one').write({
      number: 1,
      entries: [
        { series, minute: noon - day, counts: used },
        { series, minute: noon - 40 * day, counts: used },
        { series: { ...series, tenant: 'other' }, minute: noon, counts: used },
      ],
    })
    const first = await open(t, store)
    await first.set([monthly(10)])
    t.equal((await first.call(5)).admitted, 2)
    const afterRestart = await open(t, store)
    t.equal((await afterRestart.call(5)).admitted, 2, 'what was not stored yet is not known')
    await afterRestart.set([monthly(13)])
    t.equal((await afterRestart.call(5)).admitted, 3, 'a larger one goes on with what was counted')
    await afterRestart.set([])
    t.equal((await afterRestart.call(5)).admitted, 5)
  }),
)

t.test('instances on one Redis admit a quota together, and take of it in advance', async (t) => {
  const store = await embeddedStore(t)
  const redis = await startRedis()
  t.teardown(() => redis.stop())
  const states = [1, 2].map(() => {
    const state = createRedisState({ url: redis.url, prefix: redis.prefix, commandTimeout: 5_000 })
    t.teardown(() => state.close())
    return state
  })
  const know = () => states.every(({ availability }) => availability.isUp && availability.instances === 2)
  t.ok(await until(know, 20_000))
  // The periods of Redis are those of its own clock.
  const [one, other] = [await open(t, store, Date.now, states[0]), await open(t, store, Date.now, states[1])]
  await one.set([monthly(1_000)])
  await other.quotas.refresh()
  const first = await Promise.all([one.call(700), other.call(700)])
  await sleep(300) // until what was taken in advance and not used is given back
  const second = await Promise.all([one.call(20), other.call(20)])
  const admitted = [...first, ...second].reduce((sum, call) => sum + call.admitted, 0)
  t.equal(admitted, 1_000)
  t.match(await one.quotas.levels('default'), [{ used: 1_000, left: 0, state: 'spent' }])

  await one.set([monthly(1_200)])
  await other.quotas.refresh()
  const more = await Promise.all([one.call(50), other.call(50)])
  t.same(
    more.map((call) => call.admitted),
    [50, 50],
    'a larger one is heeded where the smaller one was spent',
  )
})

t.test('periods are those of the calendar in UTC', async (t) => {
  t.same(calendarPeriod('month', Date.UTC(2028, 1, 29, 23)), {
    name: '2028-02',
    startsAt: Date.UTC(2028, 1, 1),
    endsAt: Date.UTC(2028, 2, 1),
  })
  t.same(calendarPeriod('day', Date.UTC(2026, 11, 31, 23)), {
    name: '2026-12-31',
    startsAt: Date.UTC(2026, 11, 31),
    endsAt: Date.UTC(2027, 0, 1),
  })
})
