import { LRUCache } from 'lru-cache'
import type { SharedKey } from '../shared-state/shared-key.ts'
import type { Decision, Take } from '../shared-state/shared-limits.ts'
import { roomFor } from '../shared-state/room-for.ts'

type Refused = Extract<Decision, { admitted: false }>

interface Remembered {
  readonly until: number
  readonly cost: number
  readonly left: number
}

const mostKeys = 10_000

/**
 * Until when the store has said that a bucket will have too little. Until then nobody asks it again: under overload
 * most of what would be asked is known. It may hold back for longer than need be if another instance gives back.
 */
export interface RefusalMemory {
  find(takes: readonly Take[]): Refused | undefined
  note(takes: readonly Take[], refused: Refused): void
  forget(key: SharedKey): void
}

export function createRefusalMemory(now: () => number): RefusalMemory {
  const refusals = new LRUCache<SharedKey, Remembered>(roomFor(mostKeys))
  return {
    find(takes) {
      if (refusals.size === 0) return undefined
      for (let take = 0; take < takes.length; take += 1) {
        const { key, cost } = takes[take] as Take
        const refused = refusals.get(key)
        if (refused === undefined) continue
        const wait = refused.until - now()
        if (wait <= 0) refusals.delete(key)
        else if (cost >= refused.cost) return { admitted: false, take, left: refused.left, wait }
      }
      return undefined
    },
    note(takes, { take, left, wait }) {
      const { key, rule, cost } = takes[take] as Take
      // Who holds may let go at any time, and what a bucket can never hold it may once the vendor grants more.
      if (rule.kind === 'concurrency' || !Number.isFinite(wait)) return
      refusals.set(key, { until: now() + wait, cost, left })
    },
    forget: (key) => void refusals.delete(key),
  }
}
