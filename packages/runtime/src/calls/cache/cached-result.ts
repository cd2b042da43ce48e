import type { Content, Warning } from '@patchbay/contract'
import type { CallMeta, CallResult, CostMeta } from '../call-result.ts'
import type { Answer } from './answer.ts'
import type { CacheMeta, CacheOutcome } from './cache-outcome.ts'

/** What a call adds to an answer that others may be given as well. */
export interface CallAdditions {
  readonly warning?: Warning
  readonly cost?: Record<string, CostMeta> | undefined
  readonly attempts?: number
}

const nothing: CallAdditions = Object.freeze({})

/** An answer as one call is given it. */
export class CachedResult implements CallResult {
  readonly cache: CacheOutcome
  declare content?: readonly Content[]
  readonly #answer: Answer
  readonly #requestId: string
  readonly #additions: CallAdditions

  constructor(answer: Answer, requestId: string, cache: CacheOutcome, additions: CallAdditions = nothing) {
    this.#answer = answer
    this.#requestId = requestId
    this.cache = cache
    this.#additions = additions
  }

  get data(): string {
    return this.#answer.data
  }

  get tag(): string {
    return this.#answer.tag
  }

  get attempts(): number {
    return this.#additions.attempts ?? 0
  }

  get meta(): CallMeta {
    const { place, next, partial } = this.#answer
    const { warning, cost } = this.#additions
    const warnings = [...(this.#answer.warnings ?? []), ...(warning === undefined ? [] : [warning])]
    return {
      requestId: this.#requestId,
      ...place,
      ...(next === undefined ? {} : { next }),
      ...(partial === undefined ? {} : { partial }),
      ...(warnings.length === 0 ? {} : { warnings }),
      ...(cost === undefined ? {} : { cost }),
      ...(this.cache.status === 'stale' ? { stale: true } : {}),
      cache: this.#cacheMeta,
    }
  }

  envelope(): string | Buffer {
    const { warning, cost } = this.#additions
    if (warning !== undefined) return `{"data":${this.data},"meta":${JSON.stringify(this.meta)}}`
    const { head } = this.#answer
    const { status, age } = this.cache
    const tail =
      status === 'hit'
        ? `${this.#requestId}","cache":{"status":"hit","age":${Math.floor(age / 1_000)}}}}`
        : `${this.#requestId}",${status === 'stale' ? '"stale":true,' : ''}${
            cost === undefined ? '' : `"cost":${JSON.stringify(cost)},`
          }"cache":${JSON.stringify(this.#cacheMeta)}}}`
    return typeof head === 'string' ? head + tail : Buffer.concat([head, Buffer.from(tail)])
  }

  get #cacheMeta(): CacheMeta {
    const { status, age } = this.cache
    return status === 'hit' || status === 'stale' ? { status, age: Math.floor(age / 1_000) } : { status }
  }
}
