import { tolerance } from '../memory/meter.ts'
import type { SharedKey } from '../shared-key.ts'
import type { BucketRule } from '../shared-limits.ts'
import type { LedgerPage, LimitLedger } from './limit-ledger.ts'

/** Of the amount, what is written ahead at once: what a process that is killed may lose, and never less than 1. */
const blockShare = 0.01

export type LastingRule = Extract<BucketRule, { kind: 'period' }>

export interface LedgerAccountParts {
  readonly key: SharedKey
  readonly rule: LastingRule
  readonly ledger: LimitLedger
  /** The most that may be taken in the period, as far as is known now. */
  readonly capacity: (account: LedgerAccount) => number
  /** So much more was taken than was known here: before a restart, or by others. */
  readonly onHeard: (account: LedgerAccount, amount: number) => void
}

/**
 * What one bucket may take in one period without asking the ledger: what was written ahead, less what was taken since.
 * It writes one thing at a time, so that what others wrote in between can be told from its own.
 */
export class LedgerAccount {
  readonly page: LedgerPage
  /** The rule that the caller has now: a changed one holds from its first use. */
  rule: LastingRule
  readonly #ledger: LimitLedger
  readonly #capacity: () => number
  readonly #onHeard: (amount: number) => void
  /** What the ledger has, as far as is known here. */
  #written = 0
  #isKnown = false
  #rest = 0
  /** What those want together who wait for more to be written. */
  #demand = 0
  #work: Promise<void> | undefined

  constructor({ key, rule, ledger, capacity, onHeard }: LedgerAccountParts) {
    this.page = { key, period: rule.period, endsAt: rule.endsAt }
    this.rule = rule
    this.#ledger = ledger
    this.#capacity = () => capacity(this)
    this.#onHeard = (amount) => onHeard(this, amount)
  }

  /** What may be taken at once; below zero if more was taken than is written. */
  get rest(): number {
    return this.#rest
  }

  /** Whether it is known what was taken before this process has begun. */
  get isKnown(): boolean {
    return this.#isKnown
  }

  get isIdle(): boolean {
    return this.#work === undefined
  }

  covers(cost: number): boolean {
    return this.#rest >= cost - tolerance
  }

  /** So much was taken, or given back if it is negative. */
  take(amount: number): void {
    this.#rest -= amount
  }

  /**
   * Writes ahead, if it can, so that the cost is covered. Resolves with false if no more may be taken. Rejects where the
   * ledger does.
   */
  async cover(cost: number): Promise<boolean> {
    this.#demand += cost
    try {
      await (this.#work ?? this.#begin(() => this.#writeAhead()))
    } finally {
      this.#demand -= cost
    }
    return this.covers(cost) || this.#written < this.#capacity()
  }

  /** Adopts what is read of its page, unless it is about to hear of it. Whoever comes meanwhile waits for it. */
  async adopt(reading: () => Promise<number>): Promise<void> {
    await (this.#work ?? this.#begin(async () => this.#heard(await reading())))
  }

  /** After a correction: writes what is owed, and gives back what is more than a block. Rejects where the ledger does. */
  async balance(): Promise<void> {
    while (this.#isUneven()) await (this.#work ?? this.#begin(() => this.#even()))
  }

  /** Takes out what was written ahead: it is the caller's to give back. */
  takeRest(): number {
    const rest = Math.max(0, this.#rest)
    this.#rest -= rest
    this.#written -= rest
    return rest
  }

  #begin(work: () => Promise<void>): Promise<void> {
    this.#work = work().finally(() => (this.#work = undefined))
    return this.#work
  }

  get #block(): number {
    return Math.max(1, Math.floor(this.#capacity() * blockShare))
  }

  #isUneven(): boolean {
    return this.#rest < -tolerance || (this.#demand === 0 && this.#rest > 2 * this.#block)
  }

  async #writeAhead(): Promise<void> {
    // Who waited for the last one and got nothing comes again in this turn: for all of them it is written once.
    await Promise.resolve()
    if (this.#rest < -tolerance) await this.#even()
    const most = this.#capacity()
    const wanted = Math.max(this.#block, this.#demand) - this.#rest
    const amount = Math.min(wanted, most - this.#written)
    if (amount <= 0) return
    const written = await this.#ledger.add({ ...this.page, amount }, most + tolerance)
    if (written === undefined) {
      const [found = 0] = await this.#ledger.read([this.page])
      this.#heard(found)
      return
    }
    this.#rest += amount
    this.#written += amount
    this.#heard(written)
  }

  async #even(): Promise<void> {
    const owed = -this.#rest
    if (owed > 0) {
      const written = await this.#ledger.add({ ...this.page, amount: owed })
      this.#rest += owed
      this.#written += owed
      this.#heard(written ?? this.#written)
      return
    }
    // What nobody knows to be given back is not taken here any more.
    const amount = -owed - this.#block
    this.#rest -= amount
    this.#written -= amount
    await this.#ledger.giveBack([{ ...this.page, amount }])
  }

  #heard(written: number): void {
    const others = written - this.#written
    this.#written = written
    this.#isKnown = true
    if (Math.abs(others) > tolerance) this.#onHeard(others)
  }
}
