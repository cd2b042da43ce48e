import pino from 'pino'
import t, { type Test } from 'tap'
import { openLedgeredState } from '../../../src/shared-state/ledger/open-ledgered-state.ts'
import { createMemoryState } from '../../../src/shared-state/memory/create-memory-state.ts'
import { sharedKey } from '../../../src/shared-state/shared-key.ts'
import type { Store } from '../../../src/store/store.ts'
import { flakyStore } from '../../calls/idempotency/flaky-store.ts'
import { until } from '../../support/until.ts'
import { virtualTime } from '../../support/virtual-time.ts'
import { anyStore } from '../../support/with-each-store.ts'

const day = 86_400_000
const takeOf = (period: number) =>
  ({
    key: sharedKey('vendor', 'limit', 'day'),
    rule: { kind: 'period', amount: 1_000, period: `day ${period}`, endsAt: period * day, isLasting: true },
    cost: 1,
  }) as const

function open(t: Test, store: Store) {
  const time = virtualTime()
  const lines: string[] = []
  const listeners = new Set<(isUp: boolean) => void>()
  const availability = {
    isUp: true,
    reason: '',
    onChange(listener: (isUp: boolean) => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
  const state = openLedgeredState({
    memory: createMemoryState({ now: time.now }),
    store: { ...store, availability },
    log: pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) }),
    now: time.now,
    timers: time.timers,
  })
  t.teardown(() => state.close())
  return {
    time,
    state,
    lines,
    listeners,
    comeBack: () => listeners.forEach((listener) => listener(true)),
    written: async () =>
      (await store.database.selectFrom('limit_ledger').select(['period', 'taken']).execute()).toSorted(
        (one, other) => one.period.localeCompare(other.period),
      ),
  }
}

t.test('a day after its end a period is deleted', async (t) => {
  const { state, time, written } = open(t, await anyStore(t))
  await state.limits.acquire([takeOf(1)])
  await time.advance(day)
  await state.limits.acquire([takeOf(2)])
  await time.advance(day)
  t.same((await written()).length, 2)
  await time.advance(600_000)
  t.ok(await until(async () => (await written()).length === 1))
  t.same(await written(), [{ period: 'day 2', taken: 10 }])
})

t.test('what is owed is written when the store is back', async (t) => {
  const { store, failing } = flakyStore(await anyStore(t))
  const { state, comeBack, written, lines } = open(t, store)
  await state.limits.acquire([takeOf(1)])
  failing.set('insert', 'before')
  await state.limits.settle([{ ...takeOf(1), cost: 50 }])
  t.match(await state.limits.acquire([takeOf(1)]), { admitted: false, isUnrecorded: true })
  failing.clear()
  comeBack()
  t.ok(await until(async () => (await written())[0]?.taken === 51))
  t.same(lines, [], 'that the store is away is said once, and elsewhere')
})

t.test('an end in order leaves what was taken; one without the store is told of', async (t) => {
  const { store, failing } = flakyStore(await anyStore(t))
  const first = open(t, store)
  for (let count = 0; count < 3; count += 1) await first.state.limits.acquire([takeOf(1)])
  await first.state.close()
  t.same(await first.written(), [{ period: 'day 1', taken: 3 }])
  t.equal(first.listeners.size, 0)

  const second = open(t, store)
  t.match(await second.state.limits.levels([takeOf(1)]), [{ left: 997 }])
  failing.set('insert', 'before')
  await second.state.limits.settle([{ ...takeOf(1), cost: 5 }])
  await second.state.close()
  t.match(second.lines.join(''), /what was taken from daily limits is not written exactly/)
  t.same(await second.written(), [{ period: 'day 1', taken: 3 }])
})
