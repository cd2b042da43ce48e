import { tolerance } from '../memory/meter.ts'
import type { Settled } from '../settled.ts'
import type { SharedKey } from '../shared-key.ts'
import type { BucketFacts, BucketLevel, BucketRule, Decision, SharedLimits, Take } from '../shared-limits.ts'
import type { MaybePromise } from '../shared-state.ts'
import { LedgerAccount, type LastingRule } from './ledger-account.ts'
import type { LimitLedger } from './limit-ledger.ts'

type Bucket = Pick<Take, 'key' | 'rule'>
type Counts = Settled<SharedLimits>

export interface LedgeredLimitsParts {
  /** Where everything is counted. */
  readonly counts: Counts
  readonly ledger: LimitLedger
  /** The ledger could not be written or read. */
  readonly onFailure: (error: unknown) => void
}

const isLasting = (rule: BucketRule): rule is LastingRule => rule.kind === 'period' && rule.isLasting === true

/**
 * Limits in memory, of which the lasting ones outlive the process: no more is taken from them than the ledger has as
 * taken already, so a process that is killed loses what it had written ahead, and nothing is taken twice. All verbs
 * answer at once, but where more has to be written or read first.
 */
export class LedgeredLimits implements SharedLimits {
  readonly #counts: Counts
  readonly #ledger: LimitLedger
  readonly #onFailure: (error: unknown) => void
  readonly #accounts = new Map<SharedKey, LedgerAccount>()

  constructor({ counts, ledger, onFailure }: LedgeredLimitsParts) {
    this.#counts = counts
    this.#ledger = ledger
    this.#onFailure = onFailure
  }

  acquire(takes: readonly Take[]): MaybePromise<Decision> {
    if (!takes.some(({ rule }) => isLasting(rule))) return this.#counts.acquire(takes)
    const lacking = this.#lacking(takes)
    return lacking < 0 ? this.#take(takes) : this.#cover(takes, lacking)
  }

  settle(takes: readonly Take[]): void {
    for (const take of takes) this.#correct(take, () => this.#counts.settle([take]))
  }

  release(takes: readonly Take[]): void {
    this.#counts.release(takes)
  }

  learn(key: SharedKey, rule: BucketRule, facts: BucketFacts): MaybePromise<void> {
    const adopt = (heeded: BucketFacts): void =>
      this.#correct({ key, rule }, () => this.#counts.learn(key, rule, heeded))
    const isEarly = facts.left !== undefined && isLasting(rule) && !this.#account(key, rule).isKnown
    if (!isEarly) return adopt(facts)
    // What is left says how much was taken only beside what the ledger has; the vendor will say it again.
    const { left: _left, ...others } = facts
    return this.#meet([{ key, rule }]).then((isMet) => adopt(isMet ? facts : others))
  }

  levels(buckets: readonly Bucket[]): MaybePromise<readonly BucketLevel[]> {
    const areMet = buckets.every(({ key, rule }) => !isLasting(rule) || this.#account(key, rule).isKnown)
    return areMet
      ? this.#counts.levels(buckets)
      : this.#meet(buckets).then(() => this.#counts.levels(buckets))
  }

  /** Writes what is owed, such as after the ledger was away. */
  catchUp(): void {
    for (const account of this.#accounts.values()) this.#balance(account)
  }

  /** Lets go of periods that ended before a time in milliseconds since 1970. */
  forget(before: number): void {
    for (const [key, { page, isIdle }] of this.#accounts) {
      if (isIdle && page.endsAt < before) this.#accounts.delete(key)
    }
  }

  /** Leaves in the ledger exactly what was taken. Nothing is taken any more. Rejects where the ledger does. */
  async close(): Promise<void> {
    const accounts = [...this.#accounts.values()]
    for (const account of accounts) await account.balance()
    const rests = accounts.map((account) => ({ ...account.page, amount: account.takeRest() }))
    await this.#ledger.giveBack(rests.filter(({ amount }) => amount > 0))
  }

  /** The index of the first take that must not be made before more is written; -1 if there is none. */
  #lacking(takes: readonly Take[]): number {
    for (let index = 0; index < takes.length; index += 1) {
      const { key, rule, cost } = takes[index] as Take
      if (isLasting(rule) && cost > 0 && !this.#account(key, rule).covers(cost)) return index
    }
    return -1
  }

  #cover(takes: readonly Take[], lacking: number): MaybePromise<Decision> {
    const take = takes[lacking] as Take
    // What is spent is refused by those who count, and nothing needs to be written for that.
    if (this.#left(take) < take.cost - tolerance) return this.#counts.acquire(takes)
    return this.#account(take.key, take.rule as LastingRule)
      .cover(take.cost)
      .then(
        (isWorthwhile) => (isWorthwhile ? this.acquire(takes) : this.#refuse(take, lacking)),
        (error: unknown) => {
          this.#onFailure(error)
          return { ...this.#refuse(take, lacking), wait: Infinity, isUnrecorded: true }
        },
      )
  }

  #refuse(take: Take, index: number): Extract<Decision, { admitted: false }> {
    const [level] = this.#counts.levels([take])
    return { admitted: false, take: index, left: level?.left ?? 0, wait: Math.max(1, level?.fullIn ?? 0) }
  }

  #take(takes: readonly Take[]): Decision {
    const decision = this.#counts.acquire(
      takes.some(({ upTo }) => upTo !== undefined) ? this.#bounded(takes) : takes,
    )
    if (!decision.admitted) return decision
    for (let index = 0; index < takes.length; index += 1) {
      const { key, rule } = takes[index] as Take
      if (isLasting(rule)) this.#account(key, rule).take(decision.taken[index] ?? 0)
    }
    return decision
  }

  /** Takes no more than the cost of what is not written yet. */
  #bounded(takes: readonly Take[]): Take[] {
    return takes.map((take) => {
      const { key, rule, cost, upTo = cost } = take
      if (!isLasting(rule)) return take
      return { ...take, upTo: Math.max(cost, Math.min(upTo, this.#account(key, rule).rest)) }
    })
  }

  /** Does what changes a count otherwise than by a take. */
  #correct({ key, rule }: Bucket, change: () => void): void {
    if (!isLasting(rule)) {
      change()
      return
    }
    const account = this.#account(key, rule)
    const before = this.#used({ key, rule })
    change()
    account.take(this.#used({ key, rule }) - before)
    this.#balance(account)
  }

  #balance(account: LedgerAccount): void {
    account.balance().catch(this.#onFailure)
  }

  /** Reads what was taken from those that are met for the first time. Resolves with whether that could be read. */
  async #meet(buckets: readonly Bucket[]): Promise<boolean> {
    const accounts = buckets.flatMap(({ key, rule }) => (isLasting(rule) ? this.#account(key, rule) : []))
    const unknown = [...new Set(accounts)].filter(({ isKnown }) => !isKnown)
    const reading = this.#ledger.read(unknown.map(({ page }) => page))
    try {
      await Promise.all([
        reading,
        ...unknown.map((account, index) => account.adopt(async () => (await reading)[index] ?? 0)),
      ])
      return true
    } catch (error) {
      this.#onFailure(error)
      return false
    }
  }

  /** Of the period that has begun; whoever comes with an earlier one, its clock being late, counts in it as well. */
  #account(key: SharedKey, rule: LastingRule): LedgerAccount {
    const known = this.#accounts.get(key)
    if (known !== undefined && known.page.period === rule.period) {
      known.rule = rule
      return known
    }
    if (known !== undefined && rule.endsAt < known.page.endsAt) return known
    const account = new LedgerAccount({
      key,
      rule,
      ledger: this.#ledger,
      capacity: (of) => this.#counts.levels([{ key, rule: of.rule }])[0]?.capacity ?? of.rule.amount,
      onHeard: (by, cost) => {
        if (this.#accounts.get(key) === by) this.#counts.settle([{ key, rule: by.rule, cost }])
      },
    })
    this.#accounts.set(key, account)
    // The count begins with its account, so that nothing late is counted in the one and not in the other.
    if (known !== undefined) this.#counts.settle([{ key, rule, cost: 0 }])
    return account
  }

  #left(bucket: Bucket): number {
    return this.#counts.levels([bucket])[0]?.left ?? 0
  }

  #used(bucket: Bucket): number {
    const [level] = this.#counts.levels([bucket])
    return level === undefined ? 0 : level.capacity - level.left
  }
}
