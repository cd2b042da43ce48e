import { storeAway } from '../../src/store/outages.ts'
import type { LedgerPage, LimitLedger } from '../../src/shared-state/ledger/limit-ledger.ts'

/** A ledger that outlives all instances of a test, and fails when the test wants it. */
export interface PaperLedger extends LimitLedger {
  /** How often it was asked or told. */
  readonly asked: () => number
  /** What all pages of a period have. */
  readonly taken: (period: string) => number
  /** `before`: it does nothing. `after`: it has done what was asked for, and nobody hears of it. */
  failing: 'before' | 'after' | undefined
}

const nameOf = ({ key, period }: LedgerPage): string => `${period} ${key}`

export function paperLedger(): PaperLedger {
  const pages = new Map<string, number>()
  let asked = 0

  const across = async <T>(work: () => T): Promise<T> => {
    asked += 1
    await Promise.resolve()
    if (ledger.failing === 'before') throw storeAway('the test says so')
    const answer = work()
    await Promise.resolve()
    if (ledger.failing === 'after') throw storeAway('the test says so')
    return answer
  }

  const ledger: PaperLedger = {
    read: (wanted) => across(() => wanted.map((page) => pages.get(nameOf(page)) ?? 0)),
    add: (entry, most = Infinity) =>
      across(() => {
        const before = pages.get(nameOf(entry))
        const after = (before ?? 0) + entry.amount
        if (before !== undefined && after > most) return undefined
        pages.set(nameOf(entry), after)
        return after
      }),
    giveBack: (entries) =>
      across(() => {
        for (const entry of entries) {
          const before = pages.get(nameOf(entry))
          if (before !== undefined) pages.set(nameOf(entry), Math.max(0, before - entry.amount))
        }
      }),
    forget: () => Promise.resolve(),
    asked: () => asked,
    taken: (period) =>
      [...pages].reduce((sum, [name, taken]) => (name.startsWith(`${period} `) ? sum + taken : sum), 0),
    failing: undefined,
  }
  return ledger
}
