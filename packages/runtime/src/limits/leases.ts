import type { SharedKey } from '../shared-state/shared-key.ts'
import type { BucketRule, Decision, Take } from '../shared-state/shared-limits.ts'
import type { MaybePromise } from '../shared-state/shared-state.ts'
import { capacityOf } from './learned-rules.ts'
import { createRefusalMemory } from './refusal-memory.ts'
import type { SteadyLimits } from './steady-limits.ts'
import type { Timers } from './timers.ts'

/** Up to this amount every take is asked for, since a lease would be a good part of it. */
const leastAmount = 50
/** Of its amount, what all instances together may hold in leases. */
const mostHeld = 0.02
/** Milliseconds after which the rest of a lease is given back. */
const leaseFor = 100
/** Milliseconds after which an unused lease is forgotten. */
const forgottenAfter = 1_000
/** How often in a row one take waits for what another asks for, before it asks by itself. */
const mostJoins = 2

/** What this instance has taken in advance from one bucket. */
interface Lease {
  readonly rule: BucketRule
  rest: number
  /** What the store had left when it was asked last. */
  left: number
  /** How much to take in advance the next time: twice as much where it was used up in time, less where it was not. */
  size: number
  used: number
  expiresAt: number
  /** The question to the store that is on its way. */
  asking: Promise<unknown> | undefined
  /** What is wanted by those who wait for its answer. */
  awaited: number
}

/** What a line of waiting requests wants of one bucket, all together. */
export interface Demand {
  readonly key: SharedKey
  readonly cost: number
}

/** Takes from the store in batches, because a round trip for each call would cost more than all the rest of it. */
export interface Leases {
  acquire(takes: readonly Take[], demand?: Demand): MaybePromise<Decision>
  /** What is held of a bucket and not used yet. */
  held(key: SharedKey): number
  /** A bucket has got more than it was known to have. */
  refresh(key: SharedKey): void
  /** Gives back what is not used. */
  close(): void
}

export interface LeasesParts {
  readonly limits: SteadyLimits
  readonly instances: () => number
  readonly now: () => number
  readonly timers: Timers
}

export const isLeasable = (rule: BucketRule): boolean =>
  (rule.kind === 'bucket' ||
    rule.kind === 'window' ||
    (rule.kind === 'period' && rule.isLeasable === true)) &&
  capacityOf(rule) > leastAmount

export function createLeases({ limits, instances, now, timers }: LeasesParts): Leases {
  const leases = new Map<SharedKey, Lease>()
  const refusals = createRefusalMemory(now)
  let stopSweeping: (() => void) | undefined

  const giveBack = (key: SharedKey, lease: Lease): void => {
    if (lease.rest > 0) limits.settle([{ key, rule: lease.rule, cost: -lease.rest }])
    lease.rest = 0
  }

  const sweep = (): void => {
    const time = now()
    for (const [key, lease] of leases) {
      if (lease.asking !== undefined || time < lease.expiresAt) continue
      if (lease.rest > 0) lease.size = lease.used
      giveBack(key, lease)
      if (time >= lease.expiresAt + forgottenAfter) leases.delete(key)
    }
    if (leases.size > 0) return
    stopSweeping?.()
    stopSweeping = undefined
  }

  const leaseOf = (key: SharedKey, rule: BucketRule): Lease => {
    let lease = leases.get(key)
    if (lease === undefined) {
      lease = { rule, rest: 0, left: Infinity, size: 0, used: 0, expiresAt: 0, asking: undefined, awaited: 0 }
      leases.set(key, lease)
      stopSweeping ??= timers.every(leaseFor, sweep)
    }
    return lease
  }

  /** How much to take beyond what is needed. */
  const batch = (lease: Lease): number => {
    const count = instances()
    const most = (capacityOf(lease.rule) * mostHeld) / count
    const wanted = lease.expiresAt > now() ? Math.max(1, lease.size * 2) : lease.size
    // As the bucket empties, what one instance has in advance is what another one lacks.
    lease.size = Math.floor(Math.max(0, Math.min(wanted, most, lease.left / (4 * count))))
    return lease.size
  }

  const fromLeases = (takes: readonly Take[]): Decision | undefined => {
    const left: number[] = []
    const taken: number[] = []
    for (let index = 0; index < takes.length; index += 1) {
      const { key, cost } = takes[index] as Take
      const lease = leases.get(key)
      if (lease === undefined || lease.rest < cost) return undefined
      left.push(lease.left + lease.rest - cost)
      taken.push(cost)
    }
    for (let index = 0; index < takes.length; index += 1) {
      const { key, cost } = takes[index] as Take
      const lease = leases.get(key) as Lease
      lease.rest -= cost
      lease.used += cost
    }
    return { admitted: true, taken, left }
  }

  const ask = (takes: readonly Take[], demand: Demand | undefined): Promise<Decision> => {
    const parts = takes.map(({ key, rule, cost }) => {
      const lease = leaseOf(key, rule)
      const own = Math.min(lease.rest, cost)
      lease.rest -= own
      // For those who wait already it is no advance: one question brings all of them what there is.
      const waiting = demand?.key === key ? demand.cost - cost : 0
      return { lease, own, extra: Math.max(batch(lease), lease.awaited, waiting) }
    })
    const asked = takes.map((take, index) => {
      const { own, extra } = parts[index] as (typeof parts)[number]
      const cost = take.cost - own
      return { ...take, cost, upTo: cost + extra }
    })
    const hear = (decision: Decision): Decision => {
      const time = now()
      parts.forEach(({ lease, own }, index) => {
        lease.asking = undefined
        if (!decision.admitted) {
          lease.rest += own
          return
        }
        lease.rest += (decision.taken[index] ?? 0) - (asked[index] as Take).cost
        lease.left = decision.left[index] ?? lease.left
        lease.used = 0
        lease.expiresAt = time + leaseFor
      })
      if (decision.admitted) return { ...decision, taken: takes.map(({ cost }) => cost) }
      refusals.note(asked, decision)
      return decision
    }
    const asking = Promise.resolve(limits.acquire(asked)).then(hear)
    for (const { lease } of parts) lease.asking = asking
    return asking
  }

  const askExactly = (takes: readonly Take[]): MaybePromise<Decision> => {
    const decision = limits.acquire(takes)
    if (!(decision instanceof Promise)) return decision
    return decision.then((decided) => {
      if (!decided.admitted) refusals.note(takes, decided)
      return decided
    })
  }

  const expect = (takes: readonly Take[], sign: 1 | -1): void => {
    for (const { key, rule, cost } of takes) leaseOf(key, rule).awaited += sign * cost
  }

  /** Somebody asks for one of the buckets already, and the next one brings enough for all who wait, if there is enough. */
  const join = (
    takes: readonly Take[],
    demand: Demand | undefined,
    joins: number,
  ): Promise<Decision> | undefined => {
    for (const { key } of takes) {
      const asking = leases.get(key)?.asking
      if (asking === undefined) continue
      expect(takes, 1)
      return asking.then(() => {
        expect(takes, -1)
        return take(takes, demand, joins + 1)
      })
    }
    return undefined
  }

  const take = (
    takes: readonly Take[],
    demand: Demand | undefined,
    joins: number,
  ): MaybePromise<Decision> => {
    if (limits.decidesHere(takes)) return limits.acquire(takes)
    const leased = fromLeases(takes) ?? refusals.find(takes)
    if (leased !== undefined) return leased
    if (joins > mostJoins || !takes.every(({ rule }) => isLeasable(rule))) return askExactly(takes)
    return join(takes, demand, joins) ?? ask(takes, demand)
  }

  return {
    acquire: (takes, demand) => take(takes, demand, 0),
    held: (key) => leases.get(key)?.rest ?? 0,
    refresh: (key) => refusals.forget(key),
    close() {
      stopSweeping?.()
      for (const [key, lease] of leases) giveBack(key, lease)
      leases.clear()
    },
  }
}
