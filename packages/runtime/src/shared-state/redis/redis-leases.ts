import type { SharedKey } from '../shared-key.ts'
import type { Lease, SharedLeases } from '../shared-leases.ts'
import type { VerbMeter } from '../shared-state-metrics.ts'
import type { Store } from './store.ts'

export class RedisLeases implements SharedLeases {
  readonly #store: Store
  readonly #verbs: Readonly<Record<'acquire' | 'renew' | 'release', VerbMeter>>

  constructor(store: Store) {
    this.#store = store
    this.#verbs = store.verbs('leases', ['acquire', 'renew', 'release'])
  }

  async acquire(key: SharedKey, owner: string, ttl: number): Promise<Lease | undefined> {
    const { link, scripts } = this.#store
    const keys = [this.#store.keyOf(key, 'lease'), this.#store.keyOf(key, 'fencing')]
    const fencing = await link.ask(this.#verbs.acquire, () =>
      scripts.leaseAcquire(keys, [owner, Math.ceil(ttl)]),
    )
    return fencing === null ? undefined : { fencing: Number(fencing) }
  }

  async renew(key: SharedKey, owner: string, ttl: number): Promise<boolean> {
    const { link, scripts } = this.#store
    const keys = [this.#store.keyOf(key, 'lease')]
    return (await link.ask(this.#verbs.renew, () => scripts.leaseRenew(keys, [owner, Math.ceil(ttl)]))) === 1
  }

  async release(key: SharedKey, owner: string): Promise<boolean> {
    const { link, scripts } = this.#store
    const keys = [this.#store.keyOf(key, 'lease')]
    return (await link.ask(this.#verbs.release, () => scripts.leaseRelease(keys, [owner]))) === 1
  }
}
