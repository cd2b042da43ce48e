import t from 'tap'
import { LedgeredLimits } from '../../../src/shared-state/ledger/ledgered-limits.ts'
import { createMemoryState } from '../../../src/shared-state/memory/create-memory-state.ts'
import { sharedKey } from '../../../src/shared-state/shared-key.ts'
import type { BucketRule, Take } from '../../../src/shared-state/shared-limits.ts'
import { paperLedger, type PaperLedger } from '../../support/paper-ledger.ts'

const day = 86_400_000
const rule = { kind: 'period', amount: 1_000, period: 'one', endsAt: day, isLasting: true } as const
const next = { ...rule, period: 'two', endsAt: 2 * day } as const
const key = sharedKey('vendor', 'limit', 'day')
const take: Take = { key, rule, cost: 1 }

/** A process with a ledger. It is killed by not using it any more. */
function start(ledger: PaperLedger, failures: unknown[] = []) {
  const counts = createMemoryState({ now: () => 1 }).limits
  const limits = new LedgeredLimits({ counts, ledger, onFailure: (error) => failures.push(error) })
  return {
    limits,
    left: async (of: Take = take) => (await limits.levels([of]))[0]?.left,
    times: async (count: number, of: Take = take) => {
      let admitted = 0
      for (let index = 0; index < count; index += 1) {
        if ((await limits.acquire([of])).admitted) admitted += 1
      }
      return admitted
    },
  }
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

t.test('answers at once while what was written ahead lasts', async (t) => {
  const ledger = paperLedger()
  const { limits, left } = start(ledger)
  t.ok(limits.acquire([take]) instanceof Promise, 'the first one is written')
  await settled()
  for (let count = 1; count < 10; count += 1) {
    t.match(limits.acquire([take]), { admitted: true, taken: [1], left: [999 - count] })
  }
  t.equal(ledger.asked(), 1)
  t.match(await limits.acquire([take]), { admitted: true, left: [989] })
  t.equal(ledger.asked(), 2)
  t.equal(ledger.taken('one'), 20)
  t.equal(await left(), 989)
})

t.test('other limits never ask the ledger', async (t) => {
  const ledger = paperLedger()
  const { limits } = start(ledger)
  const rules: BucketRule[] = [
    { kind: 'bucket', capacity: 10, refillPerSecond: 1 },
    { kind: 'window', amount: 10, window: 1_000 },
    { kind: 'concurrency', amount: 10, holdFor: 1_000 },
    { kind: 'period', amount: 10, period: 'one', endsAt: day },
  ]
  const takes = rules.map((one) => ({ key: sharedKey('v', one.kind), rule: one, cost: 3, holder: 'a' }))
  t.match(limits.acquire(takes), { admitted: true })
  limits.settle(takes.filter(({ rule: { kind } }) => kind !== 'concurrency'))
  limits.release(takes)
  t.match(limits.levels(takes), [{ left: 4 }, { left: 4 }, { left: 10 }, { left: 4 }])
  t.equal(ledger.asked(), 0)
})

t.test('whoever was killed loses a block at most, and nothing is taken twice', async (t) => {
  const ledger = paperLedger()
  t.equal(await start(ledger).times(25), 25)
  const second = start(ledger)
  t.equal(await second.left(), 970, 'also before its first use')
  t.equal(await second.times(2_000), 970)
  t.match(second.limits.acquire([take]), { admitted: false, left: 0, wait: day - 1 }, 'refused at once')
  const asked = ledger.asked()
  await second.times(50)
  t.equal(ledger.asked(), asked, 'what is spent is no question to the ledger')
  t.equal(await start(ledger).times(1), 0)
})

t.test('whoever ends in order loses nothing', async (t) => {
  const ledger = paperLedger()
  const first = start(ledger)
  await first.times(25)
  await first.limits.close()
  t.equal(ledger.taken('one'), 25)
  t.equal(await start(ledger).left(), 975)
})

t.test('a small amount is written one by one, and what comes at once together', async (t) => {
  const ledger = paperLedger()
  const { limits } = start(ledger)
  const small = { ...take, rule: { ...rule, amount: 60 } }
  const decisions = await Promise.all(Array.from({ length: 100 }, async () => limits.acquire([small])))
  t.equal(decisions.filter(({ admitted }) => admitted).length, 60)
  t.ok(ledger.asked() <= 4, `${ledger.asked()} questions`)
  t.equal(ledger.taken('one'), 60)
})

t.test('what costs more than a block, or more than there is', async (t) => {
  const ledger = paperLedger()
  const { limits } = start(ledger)
  t.match(await limits.acquire([{ ...take, cost: 700.5 }]), { admitted: true, left: [299.5] })
  t.equal(ledger.taken('one'), 700.5)
  t.match(limits.acquire([{ ...take, cost: 1_001 }]), { admitted: false, wait: Infinity })
  t.match(limits.acquire([{ ...take, cost: 300 }]), { admitted: false, left: 299.5, wait: day - 1 })
  t.match(await limits.acquire([{ ...take, cost: 1, upTo: 100 }]), { admitted: true }, 'in batches')
  t.ok(ledger.taken('one') >= 701.5)
  t.match(await limits.acquire([{ ...take, cost: 0 }]), { admitted: true, taken: [0] })
})

t.test('takes from all or none, whatever had to be written', async (t) => {
  const ledger = paperLedger()
  const { limits, left } = start(ledger)
  const pace: Take = {
    key: sharedKey('vendor', 'pace'),
    rule: { kind: 'window', amount: 2, window: 1_000 },
    cost: 1,
  }
  for (const isAdmitted of [true, true, false, false]) {
    t.equal((await limits.acquire([pace, take])).admitted, isAdmitted)
  }
  t.equal(await left(), 998)
  const other: Take = { ...take, key: sharedKey('vendor', 'limit', 'other') }
  t.match(await limits.acquire([take, other]), { admitted: true, left: [997, 999] })
})

t.test('corrections are counted and outlive the process', async (t) => {
  const ledger = paperLedger()
  const first = start(ledger)
  await first.times(5)
  first.limits.settle([{ ...take, cost: 45 }])
  await settled()
  t.equal(ledger.taken('one'), 50)
  t.equal(await first.left(), 950)
  first.limits.settle([{ ...take, cost: -40 }])
  await settled()
  t.equal(await first.left(), 990)
  t.equal(ledger.taken('one'), 20, 'a block is kept for the next ones')
  first.limits.settle([{ ...take, cost: -100 }])
  await settled()
  t.equal(await first.left(), 1_000)
  first.limits.settle([{ ...take, cost: 1_200 }])
  await settled()
  t.equal(await first.left(), -200)
  t.equal(await start(ledger).left(), -200)
})

t.test('what the vendor says is left holds, before the first take as well as after a restart', async (t) => {
  const ledger = paperLedger()
  await start(ledger).times(30)
  const second = start(ledger)
  await second.limits.learn(key, rule, { left: 600 })
  t.equal(await second.left(), 600)
  await settled()
  t.equal(ledger.taken('one'), 400, 'and not in addition to what was known')
  await second.limits.learn(key, rule, { left: 900, capacity: 2_000 })
  await settled()
  t.equal(ledger.taken('one'), 1_100)
  t.match(await second.limits.levels([take]), [{ left: 900, capacity: 2_000 }])
  await second.limits.learn(key, rule, { left: 1_500 })
  await settled()
  t.equal(await second.left(), 1_500)
  t.equal(ledger.taken('one'), 520, 'what is more than a block is given back')
  t.equal(await start(ledger).left(), 480, 'a larger capacity is for the vendor to say again')
})

t.test('while the ledger is away what is written ahead goes on, and nothing beyond it', async (t) => {
  const ledger = paperLedger()
  const failures: unknown[] = []
  const { limits, times, left } = start(ledger, failures)
  await times(4)
  ledger.failing = 'before'
  t.equal(await times(6), 6)
  t.match(await limits.acquire([take]), {
    admitted: false,
    take: 0,
    left: 990,
    wait: Infinity,
    isUnrecorded: true,
  })
  t.match(failures, [{ code: 'state_unavailable' }])
  limits.settle([{ ...take, cost: 5 }])
  await settled()
  t.equal(await left(), 985)
  t.equal(ledger.taken('one'), 10)
  ledger.failing = undefined
  limits.catchUp()
  await settled()
  t.equal(ledger.taken('one'), 15, 'what is owed is written when it is back')
  t.equal(await times(1), 1)
})

t.test('what may have been written without an answer counts as taken', async (t) => {
  const ledger = paperLedger()
  const { limits, left, times } = start(ledger)
  ledger.failing = 'after'
  t.match(await limits.acquire([take]), { admitted: false, isUnrecorded: true })
  ledger.failing = undefined
  t.equal(await times(1), 1)
  t.equal(await left(), 989)
  t.equal(await times(2_000), 989)
  t.equal(ledger.taken('one'), 1_000)
})

t.test('who starts while the ledger is away shows what it knows and sends nothing', async (t) => {
  const ledger = paperLedger()
  await start(ledger).times(30)
  ledger.failing = 'before'
  const second = start(ledger)
  t.equal(await second.left(), 1_000)
  t.equal(await second.times(1), 0)
  await second.limits.learn(key, rule, { left: 1, capacity: 500 })
  t.match(await second.limits.levels([take]), [{ left: 500, capacity: 500 }])
  await t.rejects(
    async () => {
      second.limits.settle([{ ...take, cost: 3 }])
      await second.limits.close()
    },
    { code: 'state_unavailable' },
  )
  ledger.failing = undefined
  t.equal(await second.left(), 467)
})

t.test('each period has a page of its own, and nobody goes back to an earlier one', async (t) => {
  const ledger = paperLedger()
  const { limits, left, times } = start(ledger)
  await times(1_000)
  const tomorrow: Take = { ...take, rule: next }
  t.match(await limits.acquire([tomorrow]), { admitted: true, left: [999] })
  t.match(limits.acquire([take]), { admitted: true, left: [998] }, 'whose clock is late counts here too')
  limits.settle([{ ...take, cost: 1 }])
  t.equal(await left(tomorrow), 997)
  t.equal(ledger.taken('one'), 1_000)
  t.equal(ledger.taken('two'), 10)
  limits.forget(2 * day)
  t.equal(await left(tomorrow), 997, 'not before it is over')
})

t.test('what is written for a period that has ended meanwhile is not counted in the next', async (t) => {
  const ledger = paperLedger()
  await start(ledger).times(30)
  const { limits, left } = start(ledger)
  const early = limits.acquire([take])
  const tomorrow: Take = { ...take, rule: next }
  t.match(await limits.acquire([tomorrow]), { admitted: true })
  t.match(await early, { admitted: true })
  t.equal(await left(tomorrow), 998)
  t.equal(ledger.taken('two'), 10)
})

t.test('several processes on one ledger share the amount', async (t) => {
  const ledger = paperLedger()
  const fleet = [start(ledger), start(ledger), start(ledger)]
  const admitted = await Promise.all(fleet.map(({ times }) => times(800)))
  t.equal(
    admitted.reduce((sum, one) => sum + one, 0),
    1_000,
  )
  t.equal(ledger.taken('one'), 1_000)
})
