import fc from 'fast-check'
import t from 'tap'
import { LedgeredLimits } from '../../../src/shared-state/ledger/ledgered-limits.ts'
import { createMemoryState } from '../../../src/shared-state/memory/create-memory-state.ts'
import { sharedKey } from '../../../src/shared-state/shared-key.ts'
import { paperLedger } from '../../support/paper-ledger.ts'

const amount = 150
/** Of sums of fractions, over a whole story. */
const tolerance = 1e-3
const rule = { kind: 'period', amount, period: 'one', endsAt: 86_400_000, isLasting: true } as const
const key = sharedKey('vendor', 'limit', 'day')

const cost = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.constantFrom(0.1, 0.25, 1 / 3, 2.5))
const which = fc.integer({ min: 0, max: 1 })
const step = fc.oneof(
  { weight: 8, arbitrary: fc.record({ does: fc.constant('take'), which, cost }) },
  {
    weight: 4,
    arbitrary: fc.record({ does: fc.constant('burst'), which, cost, count: fc.integer({ min: 2, max: 20 }) }),
  },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('return'), which }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('charge'), which, cost }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('kill'), which }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('end'), which }) },
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constant('fail'), how: fc.constantFrom('before', 'after', undefined) }),
  },
) as fc.Arbitrary<Step>

interface Step {
  readonly does: 'take' | 'burst' | 'return' | 'charge' | 'kill' | 'end' | 'fail'
  readonly which: number
  readonly cost: number
  readonly count: number
  readonly how: 'before' | 'after' | undefined
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** Lives through a story with so many processes. Rejects when more is admitted than the most. */
async function live(
  steps: readonly Step[],
  processCount: number,
  mostOf: (charged: number) => number,
): Promise<void> {
  const ledger = paperLedger()
  const start = () => ({
    limits: new LedgeredLimits({
      counts: createMemoryState({ now: () => 1 }).limits,
      ledger,
      onFailure: () => undefined,
    }),
    /** Costs of takes that may be given back. */
    open: [] as number[],
  })
  const processes = Array.from({ length: processCount }, start)
  let used = 0
  let charged = 0
  let isExact = true

  for (const { does, which: wanted = 0, cost, count, how } of steps) {
    const index = wanted % processCount
    const { limits, open } = processes[index] ?? start()
    const take = { key, rule, cost }
    if (does === 'take' || does === 'burst') {
      const takes = Array.from({ length: does === 'take' ? 1 : count }, async () => {
        const decision = await limits.acquire([take])
        if (!decision.admitted) return
        used += cost
        open.push(cost)
        const most = mostOf(charged)
        if (used > most + tolerance) throw new Error(`${used} of ${most} were taken`)
      })
      await Promise.all(takes)
    } else if (does === 'return') {
      const returned = open.pop() ?? 0
      used -= returned
      limits.settle([{ ...take, cost: -returned }])
    } else if (does === 'charge') {
      // What is killed before it could write this down has lost it.
      if (ledger.failing !== undefined) continue
      limits.settle([take])
      used += cost
      charged += cost
      await settled()
    } else if (does === 'fail') {
      ledger.failing = how
      if (how === undefined) for (const one of processes) one.limits.catchUp()
      else isExact = false
    } else {
      if (does === 'end') await limits.close().catch(() => undefined)
      else isExact = false
      processes[index] = start()
    }
  }
  ledger.failing = undefined
  await settled()
  for (const { limits } of processes) await limits.close()
  const written = ledger.taken('one')
  if (written < used - tolerance) throw new Error(`only ${written} are written of ${used}`)
  if (isExact && written > used + tolerance) throw new Error(`${written} are written of ${used}`)
}

const tell = (processCount: number, mostOf: (charged: number) => number): Promise<void> =>
  fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 80 }), (steps) =>
      live(steps, processCount, mostOf),
    ),
    { numRuns: 500 },
  )

t.test('through all lives and deaths of a process no more is admitted than there is', async (t) => {
  await t.resolves(tell(1, () => amount))
})

// What one of them is charged beyond its takes the other one hears of with its next block.
t.test('nor through those of two, but for what they are charged afterwards', async (t) => {
  await t.resolves(tell(2, (charged) => amount + charged))
})
