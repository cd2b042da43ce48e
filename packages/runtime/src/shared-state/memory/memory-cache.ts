import { LRUCache } from 'lru-cache'
import type { CacheEntry, CacheStamp, SharedCache } from '../shared-cache.ts'
import type { SharedKey } from '../shared-key.ts'
import type { Clock } from './clock.ts'
import { roomFor } from '../room-for.ts'

interface Stored {
  readonly bytes: Uint8Array
  readonly tags: readonly SharedKey[]
  readonly stamp: CacheStamp
}

// What an entry takes beside its bytes, roughly.
const overhead = 300
const mostTags = 100_000

export class MemoryCache implements SharedCache {
  readonly #entries: LRUCache<SharedKey, Stored>
  /** When each tag was last invalidated, counted in invalidations. */
  readonly #generations: LRUCache<SharedKey, number>
  #invalidations = 0
  /** The generation of every tag that is not remembered: never earlier than any that was forgotten. */
  #floor = 0

  constructor(maxBytes: number, clock: Clock) {
    this.#entries = new LRUCache({
      maxSize: maxBytes,
      sizeCalculation: ({ bytes, tags }) => bytes.byteLength + overhead * (1 + tags.length),
      perf: clock,
      ttlResolution: 0,
    })
    this.#generations = new LRUCache({
      ...roomFor(mostTags),
      dispose: (generation, _tag, reason) => {
        if (reason === 'evict') this.#floor = Math.max(this.#floor, generation)
      },
    })
  }

  stamp(tags: readonly SharedKey[]): CacheStamp {
    return tags.map((tag) => this.#generations.get(tag) ?? this.#floor)
  }

  get(key: SharedKey): Uint8Array | undefined {
    const stored = this.#entries.get(key)
    if (stored === undefined || this.#isCurrent(stored.tags, stored.stamp)) return stored?.bytes
    this.#entries.delete(key)
    return undefined
  }

  set(key: SharedKey, bytes: Uint8Array, { ttl, tags, stamp }: CacheEntry): boolean {
    if (!this.#isCurrent(tags, stamp) || ttl <= 0) return false
    this.#entries.set(key, { bytes, tags, stamp }, { ttl })
    // One that is larger than the whole cache is not kept.
    return this.#entries.has(key)
  }

  delete(key: SharedKey): void {
    this.#entries.delete(key)
  }

  invalidate(tags: readonly SharedKey[]): void {
    for (const tag of tags) this.#generations.set(tag, (this.#invalidations += 1))
  }

  #isCurrent(tags: readonly SharedKey[], stamp: CacheStamp): boolean {
    for (const [index, tag] of tags.entries())
      if ((this.#generations.get(tag) ?? this.#floor) !== stamp[index]) return false
    return true
  }
}
