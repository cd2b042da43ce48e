import type { SharedKey } from './shared-key.ts'
import type { MaybePromise } from './shared-state.ts'

/** Which generation each of some tags is in; another one begins with each invalidation. */
export type CacheStamp = readonly number[]

export interface CacheEntry {
  /** Milliseconds until it is forgotten. */
  readonly ttl: number
  readonly tags: readonly SharedKey[]
  /** Of the tags, taken before the data was read: an entry whose data may be older than an invalidation is not stored. */
  readonly stamp: CacheStamp
}

/** Bytes by key, forgotten by time or by tag. Key and tags of an entry are of one scope. */
export interface SharedCache {
  stamp(tags: readonly SharedKey[]): MaybePromise<CacheStamp>
  /** The bytes may be the cache's own: nobody writes to them. */
  get(key: SharedKey): MaybePromise<Uint8Array | undefined>
  /** Whether it was stored. */
  set(key: SharedKey, bytes: Uint8Array, entry: CacheEntry): MaybePromise<boolean>
  delete(key: SharedKey): MaybePromise<void>
  /** Forgets every entry with one of these tags, stored or on its way. */
  invalidate(tags: readonly SharedKey[]): MaybePromise<void>
}
