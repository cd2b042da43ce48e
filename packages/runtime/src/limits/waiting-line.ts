/** Whoever waits for a bucket. */
export interface Waiting {
  readonly fairKey: string
  /** What it wants of this bucket. */
  readonly cost: number
}

interface Group<W> {
  readonly waiters: W[]
  cost: number
}

/** Who waits for one bucket: turns go around by fair key, and within one, first come first served. */
export class WaitingLine<W extends Waiting> {
  // In the order of their turns: a map keeps the order in which its keys were set.
  readonly #groups = new Map<string, Group<W>>()
  #size = 0
  #cost = 0

  get size(): number {
    return this.#size
  }

  /** What all who wait want together. */
  get cost(): number {
    return this.#cost
  }

  /** Whose turn it is; undefined if nobody waits. */
  get head(): W | undefined {
    for (const { waiters } of this.#groups.values()) return waiters[0]
    return undefined
  }

  add(waiter: W): void {
    let group = this.#groups.get(waiter.fairKey)
    if (group === undefined) {
      group = { waiters: [], cost: 0 }
      this.#groups.set(waiter.fairKey, group)
    }
    group.waiters.push(waiter)
    group.cost += waiter.cost
    this.#size += 1
    this.#cost += waiter.cost
  }

  /** Gives it the next turn, for it has waited elsewhere already. */
  addFirst(waiter: W): void {
    const group = this.#groups.get(waiter.fairKey) ?? { waiters: [], cost: 0 }
    group.waiters.unshift(waiter)
    group.cost += waiter.cost
    this.#size += 1
    this.#cost += waiter.cost
    const others = [...this.#groups].filter(([key]) => key !== waiter.fairKey)
    this.#groups.clear()
    this.#groups.set(waiter.fairKey, group)
    for (const [key, other] of others) this.#groups.set(key, other)
  }

  /** Takes it out. If it had its turn, the next turn is another key's. */
  remove(waiter: W, hadItsTurn: boolean): void {
    const group = this.#groups.get(waiter.fairKey)
    const index = group?.waiters.indexOf(waiter) ?? -1
    if (group === undefined || index < 0) return
    group.waiters.splice(index, 1)
    group.cost -= waiter.cost
    this.#size -= 1
    this.#cost = this.#size === 0 ? 0 : this.#cost - waiter.cost
    if (group.waiters.length === 0) this.#groups.delete(waiter.fairKey)
    else if (hadItsTurn) {
      this.#groups.delete(waiter.fairKey)
      this.#groups.set(waiter.fairKey, group)
    }
  }

  /** What is taken before one who comes now with this key has got the cost, the cost included. */
  costUntil(fairKey: string, cost: number): number {
    const own = (this.#groups.get(fairKey)?.cost ?? 0) + cost
    let sum = own
    for (const [key, group] of this.#groups) {
      if (key !== fairKey) sum += Math.min(group.cost, own)
    }
    return sum
  }

  list(): W[] {
    return [...this.#groups.values()].flatMap(({ waiters }) => waiters)
  }
}
