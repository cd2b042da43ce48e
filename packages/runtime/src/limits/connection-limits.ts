import type { LimitLevel, Problem } from '@patchbay/contract'
import type { Deadline } from '../calls/deadline.ts'
import type { SharedKey } from '../shared-state/shared-key.ts'
import type { MaybePromise } from '../shared-state/shared-state.ts'
import type { About, BucketsOfLimit, LimitBucket } from './limit-bucket.ts'
import type { LimitMetrics } from './limit-metrics.ts'
import { limitProblem } from './limit-problem.ts'
import type { Admission, Limiter } from './limiter.ts'
import type { Charge, ChargedCall, ChargedRequest, OperationCharges } from './operation-charges.ts'
import { Permit } from './permit.ts'

/** What a call brings to its limits. */
export interface LimitedCall extends ChargedCall {
  readonly operation: string
  readonly deadline: Deadline
}

/** The limits on the way from one connection to its vendor. */
export interface ConnectionLimits {
  /**
   * Takes what one attempt needs, waiting for it if that fits the call. `isFirst` says that the request bears the cost
   * of its call, unless it states its own. Throws or rejects with `vendor_rate_limited` where waiting is useless.
   */
  acquire(call: LimitedCall, origin: string, isFirst: boolean, request?: ChargedRequest): MaybePromise<Permit>
  /** How the limits are, by id, that the first request of such a call would take from. Takes nothing. */
  levels(call: Omit<LimitedCall, 'deadline'>): Promise<Readonly<Record<string, LimitLeft>>>
  /** How all limits are that apply to a request of the call which is about this. */
  about(call: Pick<LimitedCall, 'input'>, about: About): Promise<Readonly<Record<string, LimitLevel>>>
}

/** How much of a limit is there. */
export type LimitLeft = Pick<LimitLevel, 'left' | 'capacity'>

export interface ConnectionLimitsParts {
  readonly limiter: Limiter
  /** Whether anything is held back. */
  readonly isEnforced: boolean
  /** Whose turn it is goes around by this. */
  readonly fairKey: string
  readonly limits: ReadonlyMap<string, BucketsOfLimit>
  readonly charges: ReadonlyMap<string, OperationCharges>
  readonly gateOf: (origin: string) => SharedKey
  readonly metrics: LimitMetrics
}

/** The attempt that is waited for gets as long as the wait: one that is let in too late to succeed is only a cost. */
const waitingShare = 0.5

const nothing: Charge = { takes: [], buckets: [], holds: [] }
const free: OperationCharges = { first: () => nothing, later: () => nothing }

export function createConnectionLimits(parts: ConnectionLimitsParts): ConnectionLimits {
  const { limiter, isEnforced, fairKey, limits, charges, gateOf, metrics } = parts
  const context = { limiter, limits }
  const gates = new Map<string, SharedKey>()

  const gateFor = (origin: string): SharedKey => {
    let gate = gates.get(origin)
    if (gate === undefined) {
      gate = gateOf(origin)
      gates.set(origin, gate)
    }
    return gate
  }

  const refuse = (charge: Charge, refusal: Admission & { admitted: false }): Problem => {
    const bucket: LimitBucket | undefined = charge.buckets[refusal.take]
    metrics.refused(bucket?.id, isEnforced ? refusal.reason : 'observed')
    return limitProblem({ refusal, bucket, cost: charge.takes[refusal.take]?.cost ?? 0 })
  }

  const admit = (charge: Charge, permit: Permit, admission: Admission): Permit => {
    if (!admission.admitted) throw refuse(charge, admission)
    if (admission.waited !== undefined) {
      metrics.waited(charge.buckets[admission.waitedFor ?? -1]?.id, admission.waited / 1_000)
    }
    return permit.begin(admission.left)
  }

  /** Counts what would have been refused, and lets it through. */
  const watch = (charge: Charge, admission: Admission): void => {
    if (!admission.admitted) refuse(charge, admission)
  }

  return {
    acquire(call, origin, isFirst, request) {
      const plan = charges.get(call.operation) ?? free
      const charge = isFirst ? plan.first(call, request) : plan.later(call, request)
      const gate = gateFor(origin)
      const permit = new Permit(context, charge, gate, call.input, request?.about)
      if (!isEnforced) {
        const seen = limiter.tryAcquire(charge.takes, gate)
        if (seen instanceof Promise) void seen.then((admission) => watch(charge, admission))
        else watch(charge, seen)
        return permit.begin()
      }
      const admission = limiter.acquire(charge.takes, {
        deadline: call.deadline,
        share: waitingShare,
        fairKey,
        gate,
      })
      return admission instanceof Promise
        ? admission.then((later) => admit(charge, permit, later))
        : admit(charge, permit, admission)
    },
    async levels(call) {
      const { takes, buckets } = (charges.get(call.operation) ?? free).first(call)
      const levels = await limiter.levels(takes)
      return Object.fromEntries(
        levels.map(({ left, capacity }, index) => [buckets[index]?.id ?? '', { left, capacity }]),
      )
    },
    async about({ input }, about) {
      const buckets = [...limits.values()].flatMap((one) => one.find(input, about) ?? [])
      const levels = await limiter.levels(buckets.map(({ key, rule }) => ({ key, rule: rule() })))
      return Object.fromEntries(
        levels.map(({ left, capacity, fullIn }, index) => {
          const { id, key } = buckets[index] as LimitBucket
          const pausedFor = limiter.pausedFor(key) / 1_000
          return [id, { left, capacity, fullIn: fullIn / 1_000, pausedFor }]
        }),
      )
    },
  }
}
