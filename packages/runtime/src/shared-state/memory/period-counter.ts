import type { BucketFacts, BucketRule } from '../shared-limits.ts'
import { isForgettable, periodLingers, tolerance, type Meter } from './meter.ts'

type Rule = Extract<BucketRule, { kind: 'period' }>

/** Counts anew in each period. Whoever comes with the name of an earlier one, its clock being late, counts here. */
export class PeriodCounter implements Meter<Rule> {
  rule: Rule
  readonly #wall: () => number
  #period: string
  #endsAt: number
  #used = 0
  #capacity: number | undefined
  #usedAt: number

  constructor(rule: Rule, now: number, wall: () => number) {
    this.rule = rule
    this.#period = rule.period
    this.#endsAt = rule.endsAt
    this.#usedAt = now
    this.#wall = wall
  }

  get capacity(): number {
    return this.#capacity ?? this.rule.amount
  }

  get refillPerSecond(): number {
    return 0
  }

  left(): number {
    this.#turn()
    return this.capacity - this.#used
  }

  wait(cost: number): number {
    if (cost > this.capacity + tolerance) return Infinity
    return this.#untilEnd()
  }

  take(amount: number, now: number): void {
    this.#turn()
    this.#used += amount
    this.#usedAt = now
  }

  settle(amount: number, now: number): void {
    this.#turn()
    this.take(Math.max(amount, -this.#used), now)
  }

  learn({ left, capacity }: BucketFacts, now: number): void {
    this.#turn()
    this.#capacity = capacity ?? this.#capacity
    this.#usedAt = now
    if (left !== undefined) this.#used = Math.max(0, this.capacity - left)
  }

  fullIn(): number {
    this.#turn()
    return this.#used > 0 ? this.#untilEnd() : 0
  }

  isOver(now: number): boolean {
    // Until then an unused one still knows that its period has begun, and one that has ended who comes late.
    const hasEnded = this.#wall() >= this.#endsAt + periodLingers
    return isForgettable(now - this.#usedAt, hasEnded, this.#capacity !== undefined)
  }

  #untilEnd(): number {
    return Math.max(1, Math.ceil(this.#endsAt - this.#wall()))
  }

  #turn(): void {
    const { period, endsAt } = this.rule
    if (period === this.#period || endsAt < this.#endsAt) return
    this.#period = period
    this.#endsAt = endsAt
    this.#used = 0
  }
}
