import type { BucketFacts, BucketRule } from '../shared-limits.ts'
import { isForgettable, tolerance, type Meter } from './meter.ts'

type Rule = Extract<BucketRule, { kind: 'bucket' }>

/** Refills steadily. */
export class TokenBucket implements Meter<Rule> {
  rule: Rule
  #level: number
  #at: number
  #capacity: number | undefined
  #refill: number | undefined

  constructor(rule: Rule, now: number) {
    this.rule = rule
    this.#level = rule.capacity
    this.#at = now
  }

  get capacity(): number {
    return this.#capacity ?? this.rule.capacity
  }

  get refillPerSecond(): number {
    return this.#refill ?? this.rule.refillPerSecond
  }

  left(now: number): number {
    return Math.min(this.capacity, this.#level + ((now - this.#at) * this.refillPerSecond) / 1_000)
  }

  wait(cost: number, now: number): number {
    if (cost > this.capacity + tolerance) return Infinity
    return this.#until(cost, now)
  }

  take(amount: number, now: number): void {
    this.#set(this.left(now) - amount, now)
  }

  settle(amount: number, now: number): void {
    this.#set(Math.min(this.capacity, this.left(now) - amount), now)
  }

  learn({ left, capacity, refillPerSecond }: BucketFacts, now: number): void {
    const before = this.left(now)
    this.#capacity = capacity ?? this.#capacity
    this.#refill = refillPerSecond ?? this.#refill
    this.#set(Math.min(this.capacity, left ?? before), now)
  }

  fullIn(now: number): number {
    return this.#until(this.capacity, now)
  }

  isOver(now: number): boolean {
    const hasFacts = this.#capacity !== undefined || this.#refill !== undefined
    return isForgettable(now - this.#at, this.left(now) >= this.capacity, hasFacts)
  }

  #set(level: number, now: number): void {
    this.#level = level
    this.#at = now
  }

  #until(level: number, now: number): number {
    const missing = level - this.left(now)
    if (missing <= tolerance) return 0
    // What rounding adds to a wait must not make it a millisecond longer.
    return Math.ceil((missing / this.refillPerSecond) * 1_000 - tolerance)
  }
}
