import { LRUCache } from 'lru-cache'
import type { SharedKey } from '../shared-state/shared-key.ts'
import type { BucketFacts, BucketRule } from '../shared-state/shared-limits.ts'
import { roomFor } from '../shared-state/room-for.ts'

/** More buckets than one instance works with at a time; of what is forgotten, the declared rule holds. */
const mostKeys = 10_000

/** What vendors have told this instance about how buckets fill, over what was declared. */
export interface LearnedRules {
  of(key: SharedKey, declared: BucketRule): BucketRule
  adopt(key: SharedKey, facts: BucketFacts): void
}

export function createLearnedRules(): LearnedRules {
  const learned = new LRUCache<SharedKey, Pick<BucketFacts, 'capacity' | 'refillPerSecond'>>(
    roomFor(mostKeys),
  )
  return {
    of(key, declared) {
      const facts = learned.size === 0 ? undefined : learned.get(key)
      if (facts === undefined || declared.kind === 'concurrency') return declared
      const { capacity, refillPerSecond } = facts
      if (declared.kind !== 'bucket') {
        return capacity === undefined ? declared : { ...declared, amount: capacity }
      }
      return {
        kind: 'bucket',
        capacity: capacity ?? declared.capacity,
        refillPerSecond: refillPerSecond ?? declared.refillPerSecond,
      }
    },
    adopt(key, { capacity, refillPerSecond }) {
      if (capacity === undefined && refillPerSecond === undefined) return
      const before = learned.get(key)
      if (before?.capacity === capacity && before?.refillPerSecond === refillPerSecond) return
      learned.set(key, {
        ...before,
        ...(capacity === undefined ? {} : { capacity }),
        ...(refillPerSecond === undefined ? {} : { refillPerSecond }),
      })
    },
  }
}

/** The most that a bucket with this rule can hold. */
export const capacityOf = (rule: BucketRule): number => (rule.kind === 'bucket' ? rule.capacity : rule.amount)

/** How fast a bucket with this rule gives, per millisecond; 0 where time alone does not tell. */
export function ratePerMillisecond(rule: BucketRule): number {
  if (rule.kind === 'bucket') return rule.refillPerSecond / 1_000
  return rule.kind === 'window' ? rule.amount / rule.window : 0
}
