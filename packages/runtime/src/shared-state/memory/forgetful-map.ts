/**
 * A map that lets go of what is over. Each addition looks at two other entries, so what is over goes without a timer,
 * and no addition pays for many.
 */
export class ForgetfulMap<K, V> {
  readonly #entries = new Map<K, V>()
  readonly #isOver: (value: V) => boolean
  #rounds: Iterator<[K, V]>

  constructor(isOver: (value: V) => boolean) {
    this.#isOver = isOver
    this.#rounds = this.#entries.entries()
  }

  get size(): number {
    return this.#entries.size
  }

  /** Undefined if it is not there, or over. */
  get(key: K): V | undefined {
    const value = this.#entries.get(key)
    if (value === undefined || !this.#isOver(value)) return value
    this.#entries.delete(key)
    return undefined
  }

  set(key: K, value: V): void {
    if (!this.#entries.has(key)) {
      this.#look()
      this.#look()
    }
    this.#entries.set(key, value)
  }

  delete(key: K): void {
    this.#entries.delete(key)
  }

  #look(): void {
    const { done, value: entry } = this.#rounds.next()
    if (done === true) this.#rounds = this.#entries.entries()
    else if (this.#isOver(entry[1])) this.#entries.delete(entry[0])
  }
}
