import fc from 'fast-check'
import t from 'tap'
import { createRetryBudgets, RetryBudget } from '../../src/vendor/retry-budget.ts'

t.test('retries stay within the share, the floor, and what was saved', (t) => {
  const act = fc.record({ requests: fc.nat(50), retries: fc.nat(50), pause: fc.nat(2_000) })
  fc.assert(
    fc.property(
      fc.array(act, { maxLength: 100 }),
      fc.constantFrom(0, 0.1, 0.5),
      fc.constantFrom(0, 0.5, 1, 10),
      (acts, share, floor) => {
        let now = 5_000
        let requests = 0
        let retries = 0
        const budget = new RetryBudget({ share, floor }, () => now)
        for (const one of acts) {
          for (let count = 0; count < one.requests; count += 1) budget.deposit()
          requests += one.requests
          for (let count = 0; count < one.retries; count += 1) if (budget.take()) retries += 1
          const most = share * requests + (floor * (now - 5_000)) / 1_000 + floor * 10
          if (retries > most + 1e-3) throw new Error(`${retries} retries where ${most} were allowed`)
          now += one.pause
        }
      },
    ),
    { numRuns: 300 },
  )
  t.end()
})

t.test('a quiet origin gets its retries, and a busy one saves some', (t) => {
  let now = 0
  const quiet = new RetryBudget({ share: 0.1, floor: 1 }, () => now)
  const taken = (budget: RetryBudget): number => {
    let count = 0
    while (budget.take()) count += 1
    return count
  }
  t.equal(taken(quiet), 10)
  now += 3_000
  t.equal(taken(quiet), 3)
  now -= 60_000
  t.equal(taken(quiet), 0, 'a clock that is set back gives nothing')
  const busy = new RetryBudget({ share: 0.1, floor: 0 }, () => now)
  t.equal(taken(busy), 0)
  for (let count = 0; count < 1_000_000; count += 1) busy.deposit()
  t.equal(taken(busy), 100, 'within bounds')
  t.end()
})

t.test('connections that lead to one place share a budget, connectors do not', (t) => {
  const budgetOf = createRetryBudgets({ share: 0.1, floor: 1 })
  t.equal(budgetOf('shop', 'https://a.example'), budgetOf('shop', 'https://a.example'))
  t.not(budgetOf('shop', 'https://a.example'), budgetOf('shop', 'https://b.example'))
  t.not(budgetOf('shop', 'https://a.example'), budgetOf('mail', 'https://a.example'))
  t.end()
})
