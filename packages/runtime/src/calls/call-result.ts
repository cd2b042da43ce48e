import type { Content, Warning } from '@patchbay/contract'
import type { CacheMeta, CacheOutcome } from './cache/cache-outcome.ts'
import { weakTag } from './entity-tag.ts'

/** What one limit was expected to be charged, and what the vendor says that it was. */
export interface CostMeta {
  readonly predicted?: number
  readonly actual?: number
}

/** What is said about an answer beside the answer. */
export interface CallMeta {
  requestId: string
  connector: string
  operation: string
  connection: string
  source: 'live' | 'mock'
  next?: string
  partial?: true
  warnings?: Warning[]
  cost?: Record<string, CostMeta>
  /** What was left of each of the vendor's limits that the call took from. Only for callers who look at the content. */
  left?: Record<string, number>
  /** The call was made before with the same key, and this is what it was answered. Not over HTTP, which has a header for it. */
  replayed?: true
  /** The answer was kept, and is not fresh any more. */
  stale?: true
  /** Only for operations with a cache rule. */
  cache?: CacheMeta
}

/** What a call gives, in the form in which it leaves: its data are JSON text already. */
export interface CallResult {
  /** The data as JSON. */
  readonly data: string
  readonly meta: CallMeta
  /** A weak entity tag of the data and the cursor of the next page. Worked out when it is first read. */
  readonly tag: string
  /** Undefined for operations without a cache rule. */
  readonly cache: CacheOutcome | undefined
  /** Requests to the vendor that this call has made. */
  readonly attempts: number
  /** How the answer looks to a reader: of calls that are presented, to operations that say so. */
  content?: readonly Content[]
  /** `{"data":…,"meta":…}` as JSON: text, or bytes in UTF-8 where that is cheaper to send. */
  envelope(): string | Buffer
}

/** A result that was made for this one call. */
export class FreshResult implements CallResult {
  readonly data: string
  readonly meta: CallMeta
  readonly attempts: number
  readonly cache: CacheOutcome | undefined
  declare content?: readonly Content[]
  #tag: string | undefined
  #envelope: string | undefined

  constructor(data: string, meta: CallMeta, attempts: number, cache?: CacheOutcome) {
    this.data = data
    this.meta = meta
    this.attempts = attempts
    this.cache = cache
    if (cache !== undefined) meta.cache = { status: cache.status }
  }

  get tag(): string {
    return (this.#tag ??= weakTag(this.data, this.meta.next))
  }

  envelope(): string {
    return (this.#envelope ??= `{"data":${this.data},"meta":${JSON.stringify(this.meta)}}`)
  }
}
