/** Milliseconds for which a fleet may be thought larger than it says: after a wipe it counts itself anew. */
const settlesWithin = 10_000

/** How many instances there are, slow to believe in fewer. */
export class InstanceCount {
  #count = 1
  #confirmedAt = -Infinity

  get value(): number {
    return this.#count
  }

  saw(count: number, now: number): void {
    if (count < this.#count && now - this.#confirmedAt < settlesWithin) return
    this.#count = Math.max(1, count)
    this.#confirmedAt = now
  }
}
