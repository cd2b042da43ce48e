import type { EventEmitter } from 'node:events'
import type CircuitBreaker from 'opossum'

// What opossum divides its window into.
const buckets = 10

/**
 * What opossum has counted in its rolling window. The window is moved on when it is next written or read, by the clock
 * that is passed in: opossum's own timer would run for each breaker, and its `stats` take 16 µs to add up.
 */
export class RollingCounts {
  readonly #circuit: CircuitBreaker
  readonly #rotation: EventEmitter
  readonly #span: number
  readonly #now: () => number
  #bucketEndsAt: number

  constructor(circuit: CircuitBreaker, rotation: EventEmitter, window: number, now: () => number) {
    this.#circuit = circuit
    this.#rotation = rotation
    this.#span = window / buckets
    this.#now = now
    this.#bucketEndsAt = now() + this.#span
  }

  succeeded(): void {
    this.#moveOn()
    this.#circuit.emit('success', undefined, 0)
  }

  failed(): void {
    this.#moveOn()
    this.#circuit.emit('failure', undefined, 0)
  }

  /** Of the whole window, or of the newest of its ten parts. */
  totals(parts = buckets): { failures: number; total: number } {
    this.#moveOn()
    const { window } = this.#circuit.status
    let failures = 0
    let successes = 0
    for (let index = 0; index < parts; index += 1) {
      failures += window[index]?.failures ?? 0
      successes += window[index]?.successes ?? 0
    }
    return { failures, total: failures + successes }
  }

  clear(): void {
    for (let count = 0; count < buckets; count += 1) this.#rotation.emit('rotate')
  }

  #moveOn(): void {
    const now = this.#now()
    if (now < this.#bucketEndsAt) {
      // A clock that was set back must not keep old counts alive for as long as it was set back.
      if (this.#bucketEndsAt - now > this.#span) this.#bucketEndsAt = now + this.#span
      return
    }
    const [bucket] = this.#circuit.status.window
    // opossum keeps a duration of every attempt, also where nobody asked for percentiles.
    if (bucket !== undefined) bucket.latencyTimes.length = 0
    const passed = 1 + Math.floor((now - this.#bucketEndsAt) / this.#span)
    for (let count = Math.min(passed, buckets); count > 0; count -= 1) this.#rotation.emit('rotate')
    this.#bucketEndsAt += passed * this.#span
  }
}
