import { holderOf } from '../holder.ts'
import type { SharedKey } from '../shared-key.ts'
import type { BucketFacts, BucketLevel, BucketRule, Decision, SharedLimits, Take } from '../shared-limits.ts'
import type { Clock } from './clock.ts'
import { ForgetfulMap } from './forgetful-map.ts'
import { Holds } from './holds.ts'
import { tolerance, type Meter } from './meter.ts'
import { PeriodCounter } from './period-counter.ts'
import { SlidingLog } from './sliding-log.ts'
import { TokenBucket } from './token-bucket.ts'

/** Limits of this process alone. Every verb answers at once. */
export class MemoryLimits implements SharedLimits {
  readonly #clock: Clock
  readonly #meters: ForgetfulMap<SharedKey, Meter>

  constructor(clock: Clock) {
    this.#clock = clock
    this.#meters = new ForgetfulMap((meter) => meter.isOver(clock.now()))
  }

  /** How many buckets are remembered. */
  get size(): number {
    return this.#meters.size
  }

  acquire(takes: readonly Take[]): Decision {
    const now = this.#clock.now()
    const [only] = takes
    return only !== undefined && takes.length === 1
      ? this.#acquireOne(only, now)
      : this.#acquireAll(takes, now)
  }

  // Most calls take from one bucket, and every request does.
  #acquireOne(take: Take, now: number): Decision {
    const { key, rule, cost, upTo = cost } = take
    const meter = this.#meter(key, rule, now)
    const holder = holderOf(take)
    const left = meter.left(now, holder)
    if (cost > 0 && left < cost - tolerance) {
      return { admitted: false, take: 0, left, wait: meter.wait(cost, now) }
    }
    const taken = Math.max(cost, Math.min(upTo, left))
    meter.take(taken, now, holder)
    this.#meters.set(key, meter)
    return { admitted: true, taken: [taken], left: [meter.left(now)] }
  }

  #acquireAll(takes: readonly Take[], now: number): Decision {
    const meters = takes.map(({ key, rule }) => this.#meter(key, rule, now))
    const taken: number[] = []
    let refusal: Extract<Decision, { admitted: false }> | undefined
    for (const [index, take] of takes.entries()) {
      const { cost, upTo = cost } = take
      const meter = meters[index] as Meter
      const left = meter.left(now, holderOf(take))
      if (cost > 0 && left < cost - tolerance) {
        const wait = meter.wait(cost, now)
        if (refusal === undefined || wait > refusal.wait)
          refusal = { admitted: false, take: index, left, wait }
      }
      taken.push(Math.max(cost, Math.min(upTo, left)))
    }
    if (refusal !== undefined) return refusal
    const left = takes.map((take, index) => {
      const meter = meters[index] as Meter
      meter.take(taken[index] as number, now, holderOf(take))
      this.#meters.set(take.key, meter)
      return meter.left(now)
    })
    return { admitted: true, taken, left }
  }

  settle(takes: readonly Take[]): void {
    const now = this.#clock.now()
    for (const { key, rule, cost } of takes) {
      const meter = this.#meter(key, rule, now)
      meter.settle(cost, now)
      this.#meters.set(key, meter)
    }
  }

  release(takes: readonly Take[]): void {
    const now = this.#clock.now()
    for (const take of takes) {
      const holder = holderOf(take)
      if (holder === undefined) continue
      const meter = this.#meter(take.key, take.rule, now)
      if (meter instanceof Holds) meter.release(holder)
    }
  }

  learn(key: SharedKey, rule: BucketRule, facts: BucketFacts): void {
    const now = this.#clock.now()
    const meter = this.#meter(key, rule, now)
    meter.learn(facts, now)
    this.#meters.set(key, meter)
  }

  levels(buckets: readonly Pick<Take, 'key' | 'rule'>[]): BucketLevel[] {
    const now = this.#clock.now()
    return buckets.map(({ key, rule }) => {
      const meter = this.#meter(key, rule, now)
      const { capacity, refillPerSecond } = meter
      return { left: meter.left(now), capacity, refillPerSecond, fullIn: meter.fullIn(now) }
    })
  }

  /**
   * One that is new is kept only when something has happened to it: until then it is as good as over. One whose rule is of
   * another kind now begins anew.
   */
  #meter(key: SharedKey, rule: BucketRule, now: number): Meter {
    const meter = this.#meters.get(key)
    if (meter === undefined || meter.rule.kind !== rule.kind) return this.#create(rule, now)
    meter.rule = rule
    return meter
  }

  #create(rule: BucketRule, now: number): Meter {
    switch (rule.kind) {
      case 'bucket':
        return new TokenBucket(rule, now)
      case 'window':
        return new SlidingLog(rule, now)
      case 'period':
        return new PeriodCounter(rule, now, this.#clock.wall)
      case 'concurrency':
        return new Holds(rule)
    }
  }
}
