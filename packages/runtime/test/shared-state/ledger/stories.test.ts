import fc from 'fast-check'
import t from 'tap'
import { LedgeredLimits } from '../../../src/shared-state/ledger/ledgered-limits.ts'
import { createMemoryState } from '../../../src/shared-state/memory/create-memory-state.ts'
import { sharedKey } from '../../../src/shared-state/shared-key.ts'
import { paperLedger } from '../../support/paper-ledger.ts'

const amount = 150
const tolerance = 1e-6
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

t.test('through all lives and deaths of two processes no more is admitted than there is', async (t) => {
  await t.resolves(
    fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 80 }), async (steps) => {
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
        const processes = [start(), start()]
        let used = 0
        let isExact = true

        for (const { does, which: index, cost: wanted, count, how } of steps) {
          const { limits, open } = processes[index] ?? processes[0] ?? start()
          const take = { key, rule, cost: wanted }
          if (does === 'take' || does === 'burst') {
            const takes = Array.from({ length: does === 'take' ? 1 : count }, async () => {
              const decision = await limits.acquire([take])
              if (!decision.admitted) return
              used += wanted
              open.push(wanted)
              if (used > amount + tolerance) throw new Error(`${used} of ${amount} were taken`)
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
            used += wanted
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
        if (isExact && Math.abs(ledger.taken('one') - used) > 1e-3) {
          throw new Error(`${ledger.taken('one')} are written of ${used}`)
        }
        if (ledger.taken('one') < used - 1e-3)
          throw new Error(`only ${ledger.taken('one')} are written of ${used}`)
      }),
      { numRuns: 500 },
    ),
  )
})
