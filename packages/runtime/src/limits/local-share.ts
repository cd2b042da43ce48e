import { LRUCache } from 'lru-cache'
import type { SharedKey } from '../shared-state/shared-key.ts'
import type { BucketRule, Decision, SharedLimits, Take } from '../shared-state/shared-limits.ts'
import type { MemoryState } from '../shared-state/memory/create-memory-state.ts'
import type { LearnedRules } from './learned-rules.ts'
import { shareOf } from './share-of-rule.ts'
import { roomFor } from '../shared-state/room-for.ts'

/** What this instance remembers of a bucket, so that a store that goes away does not leave it with a full one. */
interface Memory {
  rule: BucketRule
  /** As the store said last. */
  left: number | undefined
  largestCost: number
  /** Whether the share decides about it. */
  isInUse: boolean
  /** Taken here while the store was away. */
  taken: number
}

const mostKeys = 10_000
/** Milliseconds. */
const longestHandover = 60_000

/** This instance's share of every limit: what holds while the shared state is away. */
export interface LocalShare {
  /** Notes what the store has decided. */
  note(takes: readonly Take[], left: readonly number[]): void
  acquire(takes: readonly Take[]): Decision
  settle(takes: readonly Take[]): void
  release(takes: readonly Take[]): void
  levels: SharedLimits['levels']
  /**
   * The store is back: what it has to be told at once. About windows it has to hear for as long as one lasts before it
   * knows enough of the recent past; until then the share goes on to decide, and the store is told of each take.
   */
  handOver(): Take[]
  /** Whether any of these is still being handed over. */
  decides(takes: readonly Take[]): boolean
}

export interface LocalShareParts {
  readonly memory: MemoryState
  readonly instances: () => number
  readonly learned: LearnedRules
  readonly now: () => number
}

export function createLocalShare({ memory, instances, learned, now }: LocalShareParts): LocalShare {
  const { limits } = memory
  const memories = new LRUCache<SharedKey, Memory>(roomFor(mostKeys))
  const handovers = new Map<SharedKey, number>()

  const remember = ({ key, rule, cost }: Take): Memory => {
    let known = memories.get(key)
    if (known === undefined) {
      known = { rule, left: undefined, largestCost: cost, isInUse: false, taken: 0 }
      memories.set(key, known)
    } else {
      known.rule = rule
      known.largestCost = Math.max(known.largestCost, cost)
    }
    return known
  }

  const shareRule = (
    key: SharedKey,
    { rule, largestCost }: Pick<Memory, 'rule' | 'largestCost'>,
  ): BucketRule => shareOf(learned.of(key, rule), instances(), largestCost)

  /** The bucket as this instance has it, from now on. */
  const use = (take: Take): { known: Memory; rule: BucketRule } => {
    const known = remember(take)
    const rule = shareRule(take.key, known)
    if (!known.isInUse) {
      known.isInUse = true
      // A bucket that is met for the first time is full; this one was not when the store went away.
      if (known.left !== undefined) limits.learn(take.key, rule, { left: known.left / instances() })
    }
    return { known, rule }
  }

  return {
    note(takes, left) {
      for (let index = 0; index < takes.length; index += 1) {
        remember(takes[index] as Take).left = left[index]
      }
    },
    acquire(takes) {
      const used = takes.map(use)
      const decision = limits.acquire(
        takes.map((take, index) => ({ ...take, rule: used[index]?.rule ?? take.rule, upTo: take.cost })),
      )
      if (decision.admitted) used.forEach(({ known }, index) => (known.taken += takes[index]?.cost ?? 0))
      return decision
    },
    settle(takes) {
      for (const take of takes) {
        const { known, rule } = use({ ...take, cost: 0 })
        known.taken += take.cost
        limits.settle([{ ...take, rule }])
      }
    },
    release: (takes) => limits.release(takes),
    levels: (buckets) =>
      limits.levels(
        buckets.map(({ key, rule }) => ({
          key,
          rule: shareRule(key, { rule, largestCost: memories.get(key)?.largestCost ?? 0 }),
        })),
      ),
    handOver() {
      const owed: Take[] = []
      for (const [key, known] of memories.entries()) {
        if (!known.isInUse) continue
        const { rule, taken } = known
        if (rule.kind === 'window' && rule.window <= longestHandover) {
          handovers.set(key, now() + rule.window)
          continue
        }
        const [level] = limits.levels([{ key, rule: shareRule(key, known) }])
        const missing = level === undefined ? 0 : level.capacity - level.left
        // What has flown back meanwhile is not owed.
        const cost = Math.min(taken, missing)
        if (cost > 0 && rule.kind !== 'concurrency') owed.push({ key, rule, cost })
        known.isInUse = false
        known.taken = 0
      }
      return owed
    },
    decides(takes) {
      if (handovers.size === 0) return false
      const time = now()
      for (const [key, until] of handovers) {
        if (time < until) continue
        handovers.delete(key)
        const known = memories.get(key)
        if (known !== undefined) Object.assign(known, { isInUse: false, taken: 0 })
      }
      return takes.some(({ key }) => handovers.has(key))
    },
  }
}
