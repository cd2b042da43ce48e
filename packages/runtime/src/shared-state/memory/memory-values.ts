import type { SharedKey } from '../shared-key.ts'
import type { SetOptions, SharedValue, SharedValues } from '../shared-values.ts'
import { tokensOf, type Clock } from './clock.ts'
import { ForgetfulMap } from './forgetful-map.ts'

interface Kept extends SharedValue {
  readonly until: number
}

export class MemoryValues implements SharedValues {
  readonly #clock: Clock
  readonly #nextVersion: () => number
  readonly #values: ForgetfulMap<SharedKey, Kept>

  constructor(clock: Clock) {
    this.#clock = clock
    this.#nextVersion = tokensOf(clock)
    this.#values = new ForgetfulMap(({ until }) => clock.now() >= until)
  }

  get(key: SharedKey): SharedValue | undefined {
    const kept = this.#values.get(key)
    return kept === undefined ? undefined : { value: kept.value, version: kept.version }
  }

  set(key: SharedKey, value: string, { ttl, ifVersion }: SetOptions): number | undefined {
    if (ifVersion !== undefined && (this.#values.get(key)?.version ?? 0) !== ifVersion) return undefined
    const version = this.#nextVersion()
    this.#values.set(key, { value, version, until: this.#clock.now() + ttl })
    return version
  }

  delete(key: SharedKey, ifVersion?: number): boolean {
    const kept = this.#values.get(key)
    if (kept === undefined || (ifVersion !== undefined && kept.version !== ifVersion)) return false
    this.#values.delete(key)
    return true
  }
}
