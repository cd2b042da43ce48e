import type { BucketFacts, BucketRule } from '../shared-limits.ts'
import { exactEntries, isForgettable, tolerance, type Meter } from './meter.ts'

type Rule = Extract<BucketRule, { kind: 'window' }>

/** What was taken from `first` to `last`. All of it counts until a window after the last. */
interface Entry {
  readonly first: number
  last: number
  amount: number
}

/**
 * A log of what was taken, so that no span of the window's length can hold more than the amount, wherever it begins.
 * While the log is short it is exact. When it is long, takes within a hundredth of the window share an entry, which
 * errs to the safe side by at most that hundredth.
 */
export class SlidingLog implements Meter<Rule> {
  rule: Rule
  #log: Entry[] = []
  /** The entries before it are over. */
  #begin = 0
  #sum = 0
  #capacity: number | undefined
  #usedAt: number

  constructor(rule: Rule, now: number) {
    this.rule = rule
    this.#usedAt = now
  }

  get capacity(): number {
    return this.#capacity ?? this.rule.amount
  }

  get refillPerSecond(): number {
    return 0
  }

  left(now: number): number {
    this.#drop(now)
    return this.capacity - this.#sum
  }

  wait(cost: number, now: number): number {
    if (cost > this.capacity + tolerance) return Infinity
    let missing = cost - this.left(now)
    for (let index = this.#begin; index < this.#log.length && missing > tolerance; index += 1) {
      const entry = this.#at(index)
      missing -= entry.amount
      if (missing <= tolerance) return this.#until(entry, now)
    }
    return 0
  }

  take(amount: number, now: number): void {
    this.#drop(now)
    this.#usedAt = now
    if (amount === 0) return
    this.#sum += amount
    const newest = this.#log.length > this.#begin ? this.#log.at(-1) : undefined
    const isLong = this.#log.length - this.#begin >= exactEntries
    const isNear = newest !== undefined && now - newest.first <= (isLong ? this.rule.window / 100 : 0)
    if (isNear) {
      newest.last = now
      newest.amount += amount
    } else {
      this.#log.push({ first: now, last: now, amount })
    }
  }

  settle(amount: number, now: number): void {
    if (amount >= 0) this.take(amount, now)
    else this.#giveBack(-amount, now)
  }

  learn({ left, capacity }: BucketFacts, now: number): void {
    this.#capacity = capacity ?? this.#capacity
    this.#usedAt = now
    if (left !== undefined) this.settle(this.left(now) - left, now)
  }

  fullIn(now: number): number {
    this.#drop(now)
    const newest = this.#log.at(-1)
    return newest === undefined ? 0 : this.#until(newest, now)
  }

  isOver(now: number): boolean {
    this.#drop(now)
    return isForgettable(now - this.#usedAt, this.#log.length === 0, this.#capacity !== undefined)
  }

  #at(index: number): Entry {
    return this.#log[index] as Entry
  }

  #until(entry: Entry, now: number): number {
    return Math.ceil(entry.last + this.rule.window - now)
  }

  /** The oldest first: whichever it was in truth, what stays counts for no shorter than it should. */
  #giveBack(amount: number, now: number): void {
    this.#drop(now)
    let rest = amount
    while (rest > 0 && this.#begin < this.#log.length) {
      const entry = this.#at(this.#begin)
      const part = Math.min(rest, entry.amount)
      entry.amount -= part
      this.#sum -= part
      rest -= part
      if (entry.amount > 0) break
      this.#begin += 1
    }
    this.#tidy()
  }

  #drop(now: number): void {
    const { window } = this.rule
    while (this.#begin < this.#log.length && now >= this.#at(this.#begin).last + window) {
      this.#sum -= this.#at(this.#begin).amount
      this.#begin += 1
    }
    this.#tidy()
  }

  #tidy(): void {
    if (this.#begin === this.#log.length) {
      if (this.#begin === 0) return
      this.#log.length = 0
      this.#begin = 0
      this.#sum = 0
    } else if (this.#begin >= exactEntries) {
      this.#log.splice(0, this.#begin)
      this.#begin = 0
    }
  }
}
