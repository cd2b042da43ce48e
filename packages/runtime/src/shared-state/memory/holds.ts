import type { BucketRule } from '../shared-limits.ts'
import { tolerance, type Meter } from './meter.ts'

type Rule = Extract<BucketRule, { kind: 'concurrency' }>

interface Hold {
  readonly amount: number
  readonly until: number
}

/** Who holds how much at the moment. A holder that takes again has that instead of what it had. */
export class Holds implements Meter<Rule> {
  rule: Rule
  readonly #holds = new Map<string, Hold>()
  #sum = 0
  #nextEnd = Infinity

  constructor(rule: Rule) {
    this.rule = rule
  }

  get capacity(): number {
    return this.rule.amount
  }

  get refillPerSecond(): number {
    return 0
  }

  left(now: number, holder?: string): number {
    this.#end(now)
    const own = holder === undefined ? 0 : (this.#holds.get(holder)?.amount ?? 0)
    return this.rule.amount - this.#sum + own
  }

  wait(cost: number, now: number): number {
    if (cost > this.rule.amount + tolerance) return Infinity
    let missing = cost - this.left(now)
    const inOrder = [...this.#holds.values()].toSorted((one, other) => one.until - other.until)
    for (const hold of inOrder) {
      missing -= hold.amount
      if (missing <= tolerance) return Math.ceil(hold.until - now)
    }
    return 0
  }

  take(amount: number, now: number, holder: string): void {
    this.release(holder)
    if (amount <= 0) return
    const until = now + this.rule.holdFor
    this.#holds.set(holder, { amount, until })
    this.#sum += amount
    this.#nextEnd = Math.min(this.#nextEnd, until)
  }

  release(holder: string): void {
    const hold = this.#holds.get(holder)
    if (hold === undefined) return
    this.#holds.delete(holder)
    this.#sum = this.#holds.size === 0 ? 0 : this.#sum - hold.amount
  }

  /** Nothing: a hold is what was taken until it is released. */
  settle(): void {}

  /** Nothing: no vendor says how much of this is held. */
  learn(): void {}

  fullIn(now: number): number {
    this.#end(now)
    let last = now
    for (const { until } of this.#holds.values()) last = Math.max(last, until)
    return Math.ceil(last - now)
  }

  isOver(now: number): boolean {
    this.#end(now)
    return this.#holds.size === 0
  }

  #end(now: number): void {
    if (now < this.#nextEnd) return
    this.#nextEnd = Infinity
    for (const [holder, { until }] of this.#holds) {
      if (now >= until) this.release(holder)
      else this.#nextEnd = Math.min(this.#nextEnd, until)
    }
  }
}
