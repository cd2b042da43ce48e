import type { SharedKey } from '../shared-key.ts'
import type { Lease, SharedLeases } from '../shared-leases.ts'
import { tokensOf, type Clock } from './clock.ts'
import { ForgetfulMap } from './forgetful-map.ts'

interface Held extends Lease {
  readonly owner: string
  until: number
}

export class MemoryLeases implements SharedLeases {
  readonly #clock: Clock
  readonly #nextFencing: () => number
  readonly #held: ForgetfulMap<SharedKey, Held>

  constructor(clock: Clock) {
    this.#clock = clock
    this.#nextFencing = tokensOf(clock)
    this.#held = new ForgetfulMap(({ until }) => clock.now() >= until)
  }

  acquire(key: SharedKey, owner: string, ttl: number): Lease | undefined {
    const held = this.#held.get(key)
    if (held !== undefined && held.owner !== owner) return undefined
    const fencing = held?.fencing ?? this.#nextFencing()
    this.#held.set(key, { owner, fencing, until: this.#clock.now() + ttl })
    return { fencing }
  }

  renew(key: SharedKey, owner: string, ttl: number): boolean {
    const held = this.#held.get(key)
    if (held?.owner !== owner) return false
    held.until = this.#clock.now() + ttl
    return true
  }

  release(key: SharedKey, owner: string): boolean {
    if (this.#held.get(key)?.owner !== owner) return false
    this.#held.delete(key)
    return true
  }
}
