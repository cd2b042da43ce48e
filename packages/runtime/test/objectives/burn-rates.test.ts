import t from 'tap'
import {
  budgetOf,
  burningRules,
  burnRate,
  burnWindowNames,
  fewestBadEvents,
  type Events,
  type WindowedEvents,
} from '../../src/objectives/burn-rates.ts'

const windows = (total: number, bad: number, others: Partial<WindowedEvents> = {}): WindowedEvents => ({
  ...(Object.fromEntries(
    burnWindowNames.map((name): [string, Events] => [name, { total, good: total - bad }]),
  ) as WindowedEvents),
  ...others,
})
const rates = (events: WindowedEvents, target: number): number[] =>
  burningRules(events, target).map(({ rate }) => rate)

t.test('a rule holds while both of its windows are above its rate', (t) => {
  t.same(rates(windows(1_000, 1_000), 0.999), [14.4, 6, 3, 1], 'all is bad everywhere')
  t.same(rates(windows(10_000, 65), 0.999), [6, 3, 1], 'six and a half times as fast')
  t.same(rates(windows(10_000, 10), 0.999), [], 'exactly as fast as it lasts is no alert')
  const calm = { total: 1_000, good: 1_000 }
  t.same(rates(windows(1_000, 1_000, { '5m': calm }), 0.999), [6, 3, 1], 'a short window ends a rule')
  t.same(rates(windows(1_000, 1_000, { '1h': calm }), 0.999), [6, 3, 1], 'and so does a long one')
  t.same(rates(windows(1_000, 1_000, { '6h': calm }), 0.999), [14.4, 3], 'a window may be of two rules')
  t.end()
})

t.test('few bad events are no alert, whatever their share', (t) => {
  t.same(rates(windows(2, 1), 0.999), [])
  t.same(rates(windows(fewestBadEvents - 1, fewestBadEvents - 1), 0.999), [])
  t.same(rates(windows(fewestBadEvents, fewestBadEvents), 0.999), [14.4, 6, 3, 1])
  t.same(rates(windows(0, 0), 0.999), [], 'nothing is nothing')
  t.end()
})

t.test('budgets are told as counts and shares', (t) => {
  t.equal(burnRate({ total: 0, good: 0 }, 0.99), 0)
  t.ok(Math.abs(burnRate({ total: 100, good: 98 }, 0.99) - 2) < 1e-9)
  t.same(budgetOf({ total: 0, good: 0 }, 0.99), { total: 0, spent: 0, left: null })
  const { total, spent, left } = budgetOf({ total: 1_000, good: 985 }, 0.99)
  t.ok(Math.abs(total - 10) < 1e-9)
  t.equal(spent, 15)
  t.ok(Math.abs((left ?? 0) + 0.5) < 1e-9, 'more was spent than there was')
  t.end()
})
