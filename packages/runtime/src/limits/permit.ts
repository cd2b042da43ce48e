import type { LimitObservation, Problem } from '@patchbay/contract'
import type { SharedKey } from '../shared-state/shared-key.ts'
import type { BucketFacts, Take } from '../shared-state/shared-limits.ts'
import type { About, BucketsOfLimit, LimitBucket } from './limit-bucket.ts'
import type { Limiter } from './limiter.ts'
import type { Charge } from './operation-charges.ts'

type Observations = Readonly<Record<string, LimitObservation>>

export interface PermitContext {
  readonly limiter: Limiter
  readonly limits: ReadonlyMap<string, BucketsOfLimit>
}

/** Leave to send one request. What it has taken is in flight until the request has ended. */
export class Permit {
  readonly #context: PermitContext
  readonly #charge: Charge
  readonly #gate: SharedKey
  readonly #input: unknown
  readonly #about: About
  #left: readonly number[] = []
  #isOver = false

  /** The gate is what is paused where the vendor does not say which limit is spent. */
  constructor(context: PermitContext, charge: Charge, gate: SharedKey, input: unknown, about: About) {
    this.#context = context
    this.#charge = charge
    this.#gate = gate
    this.#input = input
    this.#about = about
  }

  /** The request begins. `left`: what its buckets have left after it, as far as this instance knows. */
  begin(left: readonly number[] = []): this {
    this.#left = left
    const { takes, buckets } = this.#charge
    for (let index = 0; index < buckets.length; index += 1) {
      const bucket = buckets[index] as LimitBucket
      bucket.inFlight += (takes[index] as Take).cost
    }
    return this
  }

  /** By limit: what was left when the request began. */
  get left(): Readonly<Record<string, number>> {
    const left: Record<string, number> = {}
    for (const [index, { id }] of this.#charge.buckets.entries()) {
      const amount = this.#left[index]
      if (amount !== undefined && Number.isFinite(amount)) left[id] = Math.max(0, amount)
    }
    return left
  }

  /**
   * The request has ended in any way, and its socket with it. What was not sent has cost nothing. Only the first end
   * counts.
   */
  end(wasSent: boolean): void {
    if (this.#isOver) return
    this.#isOver = true
    const { limiter } = this.#context
    const { takes, buckets, holds } = this.#charge
    for (let index = 0; index < buckets.length; index += 1) {
      const bucket = buckets[index] as LimitBucket
      bucket.inFlight = Math.max(0, bucket.inFlight - (takes[index] as Take).cost)
    }
    if (holds.length > 0) limiter.release(holds)
    if (wasSent || takes.length === holds.length) return
    const unused = takes.filter(({ rule }) => rule.kind !== 'concurrency')
    limiter.settle(unused.map((take) => ({ ...take, cost: -take.cost })))
  }

  /** Adopts what the answer tells of limits, and keeps away from a vendor that asks for that. */
  heed(observations: Observations | undefined, problem: Problem | undefined): void {
    let isExplained = false
    for (const id in observations) {
      const observed = observations[id]
      if (observed === undefined) continue
      if (observed.left !== undefined || observed.pausedFor !== undefined) isExplained = true
      this.#adopt(id, observed)
    }
    if (problem?.code !== 'vendor_rate_limited' || isExplained) return
    if (problem.retryAfter !== undefined) {
      this.#context.limiter.pause(this.#gate, problem.retryAfter * 1_000)
    }
  }

  #adopt(id: string, { cost, left, capacity, refillPerSecond, pausedFor }: LimitObservation): void {
    const { limiter, limits } = this.#context
    const charge = this.#charge
    const index = charge.buckets.findIndex((bucket) => bucket.id === id)
    const bucket = charge.buckets[index] ?? limits.get(id)?.find(this.#input, this.#about)
    if (bucket === undefined) return
    const rule = charge.takes[index]?.rule ?? bucket.rule()
    if (pausedFor !== undefined && pausedFor > 0) limiter.pause(bucket.key, pausedFor * 1_000)
    if (rule.kind === 'concurrency') return
    const facts: BucketFacts = {
      // What is on its way has been taken here, and is not known to the vendor yet.
      ...(isAmount(left) ? { left: left - bucket.inFlight } : {}),
      ...(isAmount(capacity) && capacity > 0 ? { capacity } : {}),
      ...(isAmount(refillPerSecond) && refillPerSecond > 0 ? { refillPerSecond } : {}),
    }
    if (Object.keys(facts).length > 0) limiter.learn(bucket.key, rule, facts)
    if (facts.left !== undefined || !isAmount(cost)) return
    const difference = cost - (charge.takes[index]?.cost ?? 0)
    if (difference !== 0) limiter.settle([{ key: bucket.key, rule, cost: difference }])
  }
}

// What a vendor says, a connector reads, and either may be wrong.
const isAmount = (value: number | undefined): value is number => value !== undefined && Number.isFinite(value)
