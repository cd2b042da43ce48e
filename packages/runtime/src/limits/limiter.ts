import type { Deadline } from '../calls/deadline.ts'
import type { SharedKey } from '../shared-state/shared-key.ts'
import type { BucketFacts, BucketLevel, BucketRule, Decision, Take } from '../shared-state/shared-limits.ts'
import type { MaybePromise, SharedState } from '../shared-state/shared-state.ts'
import { createMemoryState } from '../shared-state/memory/create-memory-state.ts'
import { createLeases, type Demand, type Leases } from './leases.ts'
import { createPauses } from './pauses.ts'
import { createSteadyLimits } from './steady-limits.ts'
import { systemTimers, type Timers } from './timers.ts'
import { createWaitingRoom } from './waiting-room.ts'

/** Nothing was taken. */
export interface Refusal {
  readonly admitted: false
  /** Index of the take that holds longest; -1 if it is the gate. */
  readonly take: number
  /** What its bucket has left. */
  readonly left: number
  /** Milliseconds until it can have its cost: Infinity if that is more than it can ever hold. */
  readonly wait: number
  /**
   * `spent`: the bucket has too little. `paused`: the vendor wants to be left alone. `crowded`: too many wait already.
   * `unrecorded`: what must outlive this process cannot be written down now.
   */
  readonly reason: 'spent' | 'paused' | 'crowded' | 'unrecorded'
}

export interface Admitted {
  readonly admitted: true
  /** By take: what is left after it, as far as this instance knows. */
  readonly left: readonly number[]
  /** Milliseconds that it waited for its turn. Default: 0. */
  readonly waited?: number
  /** Index of the take that it waited for; -1 if it was the gate. */
  readonly waitedFor?: number
}

export type Admission = Admitted | Refusal

export interface WaitOptions {
  /** Of the call. Nothing waits longer than it has left, nor begins to wait if the wait would not fit. */
  readonly deadline: Pick<Deadline, 'left' | 'onAbort' | 'offAbort'>
  /** Whose turn it is goes around by this key: one that asks for much does not delay one that asks for little. */
  readonly fairKey: string
  /** The share of what the deadline has left that may be spent on waiting; the rest is for what is waited for. Default: 1. */
  readonly share?: number
  /** A further key that can be paused, for a vendor that says to wait without saying for which limit. */
  readonly gate?: SharedKey
}

/**
 * Takes from limits on behalf of this instance, exactly while the shared state is there, and from this instance's
 * share of them while it is not. It never rejects because of the store. All keys of one acquire are of one scope.
 */
export interface Limiter {
  /** Admits or refuses at once; does not heed who is waiting. With the state in memory it answers without a promise, but where a take that lasts has to be written first. */
  tryAcquire(takes: readonly Take[], gate?: SharedKey): MaybePromise<Admission>
  /** Waits for its turn if that fits the deadline. Rejects with the call's reason if the caller goes away meanwhile. */
  acquire(takes: readonly Take[], options: WaitOptions): MaybePromise<Admission>
  /** Corrects what was taken: a positive `cost` takes more, below zero if need be; a negative one gives back. */
  settle(takes: readonly Take[]): void
  /** Ends holds of `concurrency` buckets. */
  release(takes: readonly Take[]): void
  /** Adopts what the vendor says of a bucket. */
  learn(key: SharedKey, rule: BucketRule, facts: BucketFacts): void
  /** Lets nothing of this key through for so many milliseconds, on any instance. A shorter pause does not end a longer. */
  pause(key: SharedKey, duration: number): void
  /** Milliseconds that a key is still paused for, as far as this instance knows; 0 if it is not. */
  pausedFor(key: SharedKey): number
  /** How many wait for a bucket on this instance. */
  waiting(key: SharedKey): number
  /** How buckets are now, without taking. */
  levels(buckets: readonly Pick<Take, 'key' | 'rule'>[]): MaybePromise<readonly BucketLevel[]>
  /** Whether the shared state is away, so that only this instance's share of each limit is admitted. */
  readonly isDegraded: boolean
  close(): Promise<void>
}

export interface LimiterParts {
  readonly state: SharedState
  /** Milliseconds that only grow. Default: `performance.now`. */
  readonly now?: () => number
  /** Milliseconds since 1970. Default: `Date.now`. */
  readonly wall?: () => number
  readonly timers?: Timers
  /** Most that wait for one bucket on this instance; more are refused at once. Default: 1,000. */
  readonly mostWaiting?: number
}

const holdPoll = { memory: 1_000, redis: 25 }

export function createLimiter(parts: LimiterParts): Limiter {
  const { state, now = () => performance.now(), wall = Date.now, timers = systemTimers } = parts
  const instances = (): number => state.availability.instances
  const memory = createMemoryState(parts.now === undefined ? {} : { now: parts.now })
  const limits = createSteadyLimits({ state, memory, now })
  const pauses = createPauses(state, now, wall)
  const isShared = state.kind !== 'memory'
  const leases = isShared ? createLeases({ limits, instances, now, timers }) : undefined
  const source: Pick<Leases, 'acquire'> = leases ?? limits

  const paused = (takes: readonly Take[], gate: SharedKey | undefined): Refusal | undefined => {
    for (let take = gate === undefined ? 0 : -1; take < takes.length; take += 1) {
      const wait = pauses.left((take < 0 ? gate : takes[take]?.key) as SharedKey)
      if (wait > 0) return { admitted: false, take, left: 0, wait: Math.ceil(wait), reason: 'paused' }
    }
    return undefined
  }

  const take = (
    takes: readonly Take[],
    gate: SharedKey | undefined,
    demand?: Demand,
  ): MaybePromise<Admission> => {
    const refusal = pauses.size === 0 ? undefined : paused(takes, gate)
    if (refusal !== undefined) return refusal
    const decision = takes.length === 0 ? nothing : source.acquire(takes, demand)
    return decision instanceof Promise ? decision.then(asAdmission) : asAdmission(decision)
  }

  const attempt = (
    takes: readonly Take[],
    gate: SharedKey | undefined,
    demand?: Demand,
  ): MaybePromise<Admission> => {
    // Only vendors pause, and only what belongs to one has a gate.
    const learning = gate === undefined ? undefined : pauses.know(takes, gate)
    return learning === undefined ? take(takes, gate, demand) : learning.then(() => take(takes, gate, demand))
  }

  const giveBack = (takes: readonly Take[]): void => {
    limits.release(takes.filter(({ rule }) => rule.kind === 'concurrency'))
    limits.settle(
      takes.filter(({ rule }) => rule.kind !== 'concurrency').map((one) => ({ ...one, cost: -one.cost })),
    )
  }

  const room = createWaitingRoom({
    attempt,
    giveBack,
    ruleOf: (key, declared) => limits.learned.of(key, declared),
    instances,
    now,
    timers,
    mostWaiting: parts.mostWaiting ?? 1_000,
    holdPoll: holdPoll[state.kind],
  })

  const wake = (key: SharedKey): void => {
    leases?.refresh(key)
    if (!room.isEmpty) room.wake(key)
  }

  return {
    tryAcquire: (takes, gate) => attempt(takes, gate),
    acquire(takes, options) {
      const queued = room.isEmpty ? undefined : room.behindOthers(takes, options)
      if (queued !== undefined) return queued
      const admission = attempt(takes, options.gate)
      if (admission instanceof Promise) {
        return admission.then((later) => (later.admitted ? later : room.enter(takes, options, later)))
      }
      return admission.admitted ? admission : room.enter(takes, options, admission)
    },
    settle(takes) {
      limits.settle(takes)
      for (const { key, cost } of takes) if (cost < 0) wake(key)
    },
    release(takes) {
      limits.release(takes)
      for (const { key } of takes) wake(key)
    },
    learn(key, rule, facts) {
      const { left } = facts
      // What was taken in advance is not spent yet, so the vendor still counts it as left.
      const held = leases?.held(key) ?? 0
      limits.learn(key, rule, left === undefined || held === 0 ? facts : { ...facts, left: left - held })
      wake(key)
    },
    pause: (key, duration) => pauses.begin(key, duration),
    pausedFor: (key) => pauses.left(key),
    waiting: (key) => room.waiting(key),
    levels: (buckets) => limits.levels(buckets),
    get isDegraded() {
      return limits.isDegraded
    },
    async close() {
      room.close()
      leases?.close()
      pauses.close()
      limits.close()
    },
  }
}

const nothing: Decision = { admitted: true, taken: [], left: [] }

function asAdmission(decision: Decision): Admission {
  if (decision.admitted) return decision
  return { ...decision, reason: decision.isUnrecorded === true ? 'unrecorded' : 'spent' }
}
