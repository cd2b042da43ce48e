import type { MemoryState } from '../shared-state/memory/create-memory-state.ts'
import type { Decision, SharedLimits, Take } from '../shared-state/shared-limits.ts'
import type { MaybePromise, SharedState } from '../shared-state/shared-state.ts'
import { createLearnedRules, type LearnedRules } from './learned-rules.ts'
import { createLocalShare } from './local-share.ts'

/**
 * The limits of the shared state, and this instance's share of them while it is away. Nothing rejects because of the
 * store: what cannot be asked is decided here, at once.
 */
export interface SteadyLimits {
  acquire(takes: readonly Take[]): MaybePromise<Decision>
  settle(takes: readonly Take[]): void
  release(takes: readonly Take[]): void
  learn: (...facts: Parameters<SharedLimits['learn']>) => void
  levels: SharedLimits['levels']
  /** Whether this instance decides about these by itself, at once. */
  decidesHere(takes: readonly Take[]): boolean
  readonly learned: LearnedRules
  readonly isDegraded: boolean
  close(): void
}

export interface SteadyLimitsParts {
  readonly state: SharedState
  /** Stands in for the store while it is away. */
  readonly memory: MemoryState
  readonly now: () => number
}

export function createSteadyLimits({ state, memory, now }: SteadyLimitsParts): SteadyLimits {
  const { limits, availability } = state
  const learned = createLearnedRules()
  const local = createLocalShare({ memory, learned, now, instances: () => availability.instances })

  // If it is gone again before it has heard of this, so is the news.
  const stopListening = availability.onChange((isUp) => {
    if (!isUp) return
    for (const take of local.handOver()) void withoutFailure(limits.settle([take]))
  })

  const decidesHere = (takes: readonly Take[]): boolean => !availability.isUp || local.decides(takes)

  const decideHere = (takes: readonly Take[]): Decision => {
    const decision = local.acquire(takes)
    if (decision.admitted && availability.isUp) void withoutFailure(limits.settle(takes))
    return decision
  }

  return {
    acquire(takes) {
      if (state.kind === 'memory') return limits.acquire(takes)
      if (decidesHere(takes)) return decideHere(takes)
      const decision = limits.acquire(takes)
      if (!(decision instanceof Promise)) return decision
      return decision.then(
        (decided) => {
          if (decided.admitted) local.note(takes, decided.left)
          return decided
        },
        () => local.acquire(takes),
      )
    },
    settle(takes) {
      if (state.kind !== 'memory' && decidesHere(takes)) local.settle(takes)
      if (availability.isUp) void withoutFailure(limits.settle(takes))
    },
    release(takes) {
      // To both, for the hold may have been taken here or there.
      if (state.kind !== 'memory') local.release(takes)
      if (availability.isUp) void withoutFailure(limits.release(takes))
    },
    learn(key, rule, facts) {
      learned.adopt(key, facts)
      if (availability.isUp) void withoutFailure(limits.learn(key, rule, facts))
    },
    async levels(buckets) {
      if (!availability.isUp) return local.levels(buckets)
      try {
        return await limits.levels(buckets)
      } catch {
        return local.levels(buckets)
      }
    },
    decidesHere,
    learned,
    get isDegraded() {
      return !availability.isUp
    },
    close: stopListening,
  }
}

/** The store is told as well as it can be: a correction that it misses makes a limit less exact, and nothing worse. */
function withoutFailure(told: MaybePromise<void>): MaybePromise<void> {
  return told instanceof Promise ? told.catch(() => undefined) : told
}
