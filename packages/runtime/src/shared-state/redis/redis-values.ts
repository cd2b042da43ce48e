import type { SharedKey } from '../shared-key.ts'
import type { VerbMeter } from '../shared-state-metrics.ts'
import type { SetOptions, SharedValue, SharedValues } from '../shared-values.ts'
import type { RedisClient } from './connect-redis.ts'
import type { Store } from './store.ts'

export class RedisValues implements SharedValues {
  readonly #client: RedisClient
  readonly #store: Store
  readonly #verbs: Readonly<Record<'get' | 'set' | 'delete', VerbMeter>>

  constructor(client: RedisClient, store: Store) {
    this.#client = client
    this.#store = store
    this.#verbs = store.verbs('values', ['get', 'set', 'delete'])
  }

  async get(key: SharedKey): Promise<SharedValue | undefined> {
    const name = this.#store.keyOf(key, 'value')
    const [value, version] = await this.#store.link.ask(this.#verbs.get, () =>
      this.#client.hmget(name, 'value', 'version'),
    )
    return typeof value === 'string' ? { value, version: Number(version) } : undefined
  }

  async set(key: SharedKey, value: string, { ttl, ifVersion }: SetOptions): Promise<number | undefined> {
    const keys = [this.#store.keyOf(key, 'value')]
    const version = await this.#store.link.ask(this.#verbs.set, () =>
      this.#store.scripts.valueSet(keys, [value, Math.ceil(ttl), ifVersion ?? '']),
    )
    return version === null ? undefined : Number(version)
  }

  async delete(key: SharedKey, ifVersion?: number): Promise<boolean> {
    const keys = [this.#store.keyOf(key, 'value')]
    const deleted = await this.#store.link.ask(this.#verbs.delete, () =>
      this.#store.scripts.valueDelete(keys, [ifVersion ?? '']),
    )
    return deleted === 1
  }
}
