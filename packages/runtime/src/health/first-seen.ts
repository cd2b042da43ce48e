import { LRUCache } from 'lru-cache'
import type { MaybePromise } from '../shared-state/shared-state.ts'
import { roomFor } from '../shared-state/room-for.ts'

interface Seen {
  readonly since: number
  lastSeen: number
}

/** Milliseconds without a look after which nobody knows whether it went on meanwhile. */
const patience = 60_000
const mostSeen = 10_000

/** Since when things are as they are that do not say so themselves. */
export interface FirstSeen {
  /** `begin` is asked when it is seen for the first time, or for the first time in a minute. */
  see(what: string, begin: () => MaybePromise<number>): Promise<number>
  /** It is over. */
  forget(what: string): void
}

export function createFirstSeen(now: () => number): FirstSeen {
  const seen = new LRUCache<string, Seen>(roomFor(mostSeen))
  return {
    async see(what, begin) {
      const known = seen.get(what)
      if (known !== undefined && now() - known.lastSeen <= patience) {
        known.lastSeen = now()
        return known.since
      }
      const since = await begin()
      seen.set(what, { since, lastSeen: now() })
      return since
    },
    forget: (what) => void seen.delete(what),
  }
}
