import type { CallHistory, CallHistoryLine } from '../statistics/call-history.ts'
import { budgetWindow, burnWindows, type BurnWindow } from './burn-rates.ts'

/** What calls came to in each window that ends now, by scope and connector. */
export type WindowCounts = Readonly<Record<BurnWindow | 'budget', readonly CallHistoryLine[]>>

export interface CountsQuestion {
  /** One tenant, or all. */
  readonly tenant?: string | undefined
  readonly isByTenant?: boolean
}

/** A window of which a part as small as this has gone by since it was read is as good as read now. */
const slack = 1 / 300
/** From this length on. What is shorter decides about who is woken, and is always read. */
const longOnes = burnWindows['1d']

interface Kept {
  readonly readAt: number
  readonly isByTenant: boolean
  readonly lines: readonly CallHistoryLine[]
}

const lengths = { ...burnWindows, budget: budgetWindow }

/**
 * Reads the windows for those who ask again and again: one statement for each window, whatever the number of tenants and
 * connectors. Reads of one reader must not overlap.
 */
export function createWindowReader(
  history: CallHistory,
): (now: number, question?: CountsQuestion) => Promise<WindowCounts> {
  const kept = new Map<string, Kept>()
  return async (now, { tenant, isByTenant = false } = {}) => {
    const entries = await Promise.all(
      Object.entries(lengths).map(async ([name, length]) => {
        const before = kept.get(name)
        const isFresh =
          before !== undefined &&
          before.isByTenant === isByTenant &&
          now >= before.readAt &&
          now - before.readAt < length * slack
        if (length >= longOnes && isFresh) return [name, before.lines] as const
        const by = new Set(isByTenant ? (['tenant', 'connector'] as const) : (['connector'] as const))
        // Up to now and not to the last second: what is counted late must not wait for the next reading.
        const lines = await history.read({ from: now - length, to: now, tenant, by })
        kept.set(name, { readAt: now, isByTenant, lines })
        return [name, lines] as const
      }),
    )
    return Object.fromEntries(entries) as unknown as WindowCounts
  }
}
