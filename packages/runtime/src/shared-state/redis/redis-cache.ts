import type { CacheEntry, CacheStamp, SharedCache } from '../shared-cache.ts'
import type { SharedKey } from '../shared-key.ts'
import type { VerbMeter } from '../shared-state-metrics.ts'
import { groupByScope } from './scopes.ts'
import type { Store } from './store.ts'

export class RedisCache implements SharedCache {
  readonly #store: Store
  readonly #verbs: Readonly<Record<'stamp' | 'get' | 'set' | 'delete' | 'invalidate', VerbMeter>>

  constructor(store: Store) {
    this.#store = store
    this.#verbs = store.verbs('cache', ['stamp', 'get', 'set', 'delete', 'invalidate'])
  }

  async stamp(tags: readonly SharedKey[]): Promise<CacheStamp> {
    if (tags.length === 0) return []
    const { link, scripts } = this.#store
    const keys = this.#namesOf(tags)
    const stamp = await link.ask(this.#verbs.stamp, () => scripts.cacheStamp(keys, []))
    return (stamp as string[]).map(Number)
  }

  async get(key: SharedKey): Promise<Uint8Array | undefined> {
    const { link, scripts } = this.#store
    const keys = [this.#store.keyOf(key, 'cached')]
    const bytes = await link.ask(this.#verbs.get, () => scripts.cacheGet(keys, []))
    return bytes === null ? undefined : (bytes as Buffer)
  }

  async set(key: SharedKey, bytes: Uint8Array, { ttl, tags, stamp }: CacheEntry): Promise<boolean> {
    if (ttl <= 0) return false
    const { link, scripts } = this.#store
    const keys = [this.#store.keyOf(key, 'cached'), ...this.#namesOf(tags)]
    // ioredis takes bytes for a text unless they are a Buffer.
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const stored = await link.ask(this.#verbs.set, () =>
      scripts.cacheSet(keys, [buffer, Math.ceil(ttl), ...stamp]),
    )
    return stored === 1
  }

  async delete(key: SharedKey): Promise<void> {
    const { link, scripts } = this.#store
    const keys = [this.#store.keyOf(key, 'cached')]
    await link.ask(this.#verbs.delete, () => scripts.cacheDelete(keys, []))
  }

  async invalidate(tags: readonly SharedKey[]): Promise<void> {
    const { link, scripts } = this.#store
    await Promise.all(
      groupByScope(tags.map((key) => ({ key }))).map(({ members }) => {
        const keys = this.#namesOf(members.map(({ key }) => key))
        return link.ask(this.#verbs.invalidate, () => scripts.cacheInvalidate(keys, []))
      }),
    )
  }

  #namesOf(tags: readonly SharedKey[]): string[] {
    return tags.map((tag) => this.#store.keyOf(tag, 'tag'))
  }
}
