import { ProviderEvents } from '@openfeature/server-sdk'
import { pino } from 'pino'
import t, { type Test } from 'tap'
import { callSwitches } from '../../src/flags/call-switches.ts'
import { openFlags } from '../../src/flags/open-flags.ts'
import { createMemoryState } from '../../src/shared-state/memory/create-memory-state.ts'
import { openChangeFeed } from '../../src/store/change-feed.ts'
import type { Store } from '../../src/store/store.ts'
import { until } from '../support/until.ts'
import { withEachStore } from '../support/with-each-store.ts'

const on = { value: true, percentage: 100, rolloutBy: 'tenant', isKilled: false, note: '' } as const
const allowed = () => undefined
const caller = { id: 'key-1', tenant: 'default' }
const operation = {
  connector: { host: { description: { id: 'shopify' } } },
  description: { id: 'orders.add', effect: 'write' },
} as const

/** Two instances where the store can have two, which know of each other by the store alone. */
async function openBoth(t: Test, store: Store, seen = store) {
  const log = pino({ level: 'silent' })
  const feed = () => openChangeFeed({ store, messages: createMemoryState().messages, log })
  const first = feed()
  const second = store.kind === 'embedded' ? first : feed()
  const parts = { settings: { enableMcp: false, useMockData: true }, store: seen, log }
  const one = await openFlags({ ...parts, changes: first })
  const other = await openFlags({ ...parts, changes: second })
  t.teardown(async () => {
    await one.close()
    await other.close()
    await Promise.all([first.close(), second.close()])
  })
  return { one, other }
}

t.test('without rules the defaults hold, which are settings for some', (t) =>
  withEachStore(t, async (t, store) => {
    const { one } = await openBoth(t, store)
    t.equal(one.decide('calls', { tenant: 'default' }).value, true)
    t.equal(one.decide('mcp', { tenant: 'default' }).value, false)
    t.equal(one.decide('mock-data', { tenant: 'default' }).value, true)
  }),
)

t.test('a rule is in effect on the other instance as well, and so is its end', (t) =>
  withEachStore(t, async (t, store) => {
    const { one, other } = await openBoth(t, store)
    const change = {
      flag: 'mcp',
      target: { tenant: 'default' },
      principal: 'operator',
      check: allowed,
    } as const
    const context = { tenant: 'default' }
    let changes = 0
    other.onChange(() => (changes += 1))
    const rule = await one.stored.put(change, on)
    t.match(rule, { id: 'default:*:*', version: 1, changedBy: 'operator', value: true })
    t.ok(await until(() => other.decide('mcp', context).rule?.id === 'default:*:*'))
    await other.refresh()
    t.equal(changes, 1, 'and who listens is told once')
    t.equal(other.decide('mcp', { tenant: 'acme' }).value, false)

    await one.stored.remove({ ...change, check: (version) => t.equal(version, 1) })
    t.ok(await until(() => other.decide('mcp', context).reason === 'default'))
  }),
)

t.test('a change that is not allowed changes nothing, and each sees what the last one left', (t) =>
  withEachStore(t, async (t, store) => {
    const { one } = await openBoth(t, store)
    const change = { flag: 'calls', target: {}, principal: 'operator', check: allowed } as const
    await one.stored.put(change, on)
    await t.rejects(
      one.stored.put(
        {
          ...change,
          check: () => {
            throw new Error('no')
          },
        },
        { ...on, value: false },
      ),
      { message: 'no' },
    )
    const seen: (number | undefined)[] = []
    const check = (version: number | undefined): void => void seen.push(version)
    await Promise.all([1, 2, 3].map(() => one.stored.put({ ...change, check }, on)))
    t.same(seen, [1, 2, 3])
    await t.rejects(one.stored.put({ ...change, target: { tenant: 'nobody' } }, on), { code: 'not_found' })
  }),
)

t.test('OpenFeature gives the same values, with the rule that decided', (t) =>
  withEachStore(t, async (t, store) => {
    const { one } = await openBoth(t, store)
    const told = new Promise<void>((resolve) =>
      one.client.addHandler(ProviderEvents.ConfigurationChanged, () => resolve()),
    )
    const target = { connector: 'shopify' }
    await one.stored.put(
      { flag: 'calls', target, principal: 'operator', check: allowed },
      { ...on, isKilled: true },
    )
    await one.refresh()
    await told
    const context = {
      targetingKey: 'key-1',
      tenant: 'default',
      connector: 'shopify',
      operation: 'orders.list',
    }
    t.match(await one.client.getBooleanDetails('calls', true, context), {
      value: false,
      reason: 'DISABLED',
      variant: 'off',
      flagMetadata: { rule: '*:shopify:*', version: 1 },
    })
    t.match(await one.client.getBooleanDetails('calls', false, { tenant: 'default' }), {
      value: true,
      reason: 'DEFAULT',
    })
    t.match(await one.client.getBooleanDetails('nothing', true), { value: true, errorCode: 'FLAG_NOT_FOUND' })
    t.match(await one.client.getStringDetails('calls', 'x'), { value: 'x', errorCode: 'TYPE_MISMATCH' })
  }),
)

t.test('while the store is away the last known rules hold, and without any no call is let through', (t) =>
  withEachStore(t, async (t, store) => {
    let isAway = false
    const flaky: Store = {
      ...store,
      get database() {
        if (isAway) throw new Error('away')
        return store.database
      },
    }
    const { one } = await openBoth(t, store, flaky)
    const change = { flag: 'writes', target: {}, principal: 'operator', check: allowed } as const
    await one.stored.put(change, { ...on, value: false })
    await one.refresh()
    isAway = true
    await t.rejects(one.refresh(), { message: 'away' })
    t.equal(one.decide('writes', { tenant: 'default' }).value, false)

    const { one: late } = await openBoth(t, store, flaky)
    t.equal(late.areKnown, false)
    const refusal = () => callSwitches(late, { denied: () => undefined }, caller, operation).refusal?.().code
    t.equal(refusal(), 'state_unavailable')
    isAway = false
    await late.refresh()
    t.equal(refusal(), 'disabled')
  }),
)
