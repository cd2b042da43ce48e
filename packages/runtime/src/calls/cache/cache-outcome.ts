import type { ProblemCode } from '@patchbay/contract'

/**
 * How the cache took part in a call: `hit`, an answer that was kept and is fresh; `stale`, one that is not fresh any
 * more; `miss`, asked of the vendor for this call; `joined`, asked of the vendor for an identical call that was in
 * flight; `refreshed`, asked because the caller wanted no kept answer; `bypassed`, asked, and not kept either.
 */
export type CacheStatus = (typeof cacheStatuses)[number]

export const cacheStatuses = ['hit', 'stale', 'miss', 'joined', 'refreshed', 'bypassed'] as const

/** What `meta.cache` says. */
export interface CacheMeta {
  readonly status: CacheStatus
  /** Seconds since the vendor was asked; only where the answer was kept. */
  readonly age?: number
}

/** What a face needs to tell its caller about the cache. Times are in milliseconds. */
export interface CacheOutcome {
  readonly status: CacheStatus
  /** Since the vendor was asked. */
  readonly age: number
  /** How long the answer counts as fresh, from when the vendor was asked; 0 if it is not kept. */
  readonly freshFor: number
  /** Whether an answer that could not be used any more was there. */
  readonly wasStale: boolean
  /** Whether the vendor's answer was kept. */
  readonly isStored: boolean
  /** Of the failure that a stale answer stands in for. */
  readonly failure?: ProblemCode
}
