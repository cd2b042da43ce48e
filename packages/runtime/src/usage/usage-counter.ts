import type { ProblemCode } from '@patchbay/contract'
import type { CacheStatus } from '../calls/cache/cache-outcome.ts'
import { bucketOf, upperBounds } from '../telemetry/duration-histogram.ts'
import { faultOf } from './fault-of.ts'

/** What is counted together. */
export interface UsageSeries {
  readonly tenant: string
  readonly connector: string
  readonly operation: string
}

/** What was counted. All of them only grow. */
export interface UsageCounts {
  /** All calls, however they ended. */
  calls: number
  /** Calls that were let through: those that a quota counts. */
  admitted: number
  callerErrors: number
  vendorErrors: number
  ownErrors: number
  /** Calls that an answer from the cache was good enough for. */
  cacheHits: number
  /** Of these, answers that were not fresh any more. */
  staleAnswers: number
  /** Requests that were sent to the vendor, repeated ones included. */
  vendorRequests: number
  /** Durations of calls that did not end with a caller's error, by the buckets of `upperBounds`, not cumulative. */
  readonly buckets: number[]
  /** What the calls took from each limit of the vendor, in its unit: as the vendor says, else as predicted. */
  readonly costs: Map<string, number>
}

const noBuckets = (): number[] => Array.from({ length: upperBounds.length + 1 }, () => 0)

export const noCounts = (): UsageCounts => ({
  calls: 0,
  admitted: 0,
  callerErrors: 0,
  vendorErrors: 0,
  ownErrors: 0,
  cacheHits: 0,
  staleAnswers: 0,
  vendorRequests: 0,
  buckets: noBuckets(),
  costs: new Map(),
})

/** Counts in plain numbers, so that a call costs a few nanoseconds. */
export class UsageCounter implements UsageCounts {
  readonly series: UsageSeries
  readonly #onTouch: (counter: UsageCounter) => void
  #isTouched = false
  calls = 0
  admitted = 0
  callerErrors = 0
  vendorErrors = 0
  ownErrors = 0
  cacheHits = 0
  staleAnswers = 0
  vendorRequests = 0
  readonly buckets = noBuckets()
  readonly costs = new Map<string, number>()

  /** Tells of the first count after each reset. */
  constructor(series: UsageSeries, onTouch: (counter: UsageCounter) => void) {
    this.series = series
    this.#onTouch = onTouch
  }

  admit(): void {
    this.#touch()
    this.admitted += 1
  }

  succeeded(cache: CacheStatus | undefined, seconds: number): void {
    this.#touch()
    this.calls += 1
    this.#took(seconds)
    if (cache === 'hit') this.cacheHits += 1
    else if (cache === 'stale') {
      this.cacheHits += 1
      this.staleAnswers += 1
    }
  }

  failed(code: ProblemCode, seconds: number): void {
    this.#touch()
    this.calls += 1
    const fault = faultOf[code]
    if (fault === 'caller') {
      this.callerErrors += 1
      return
    }
    if (fault === 'vendor') this.vendorErrors += 1
    else this.ownErrors += 1
    this.#took(seconds)
  }

  /** What one run of the operation has cost at the vendor. */
  spent(
    requests: number,
    costs: Readonly<Record<string, { readonly predicted?: number; readonly actual?: number }>> | undefined,
  ): void {
    if (requests === 0) return
    this.#touch()
    this.vendorRequests += requests
    for (const limit in costs) {
      const { actual, predicted = 0 } = costs[limit] ?? {}
      const cost = actual ?? predicted
      if (cost !== 0 && Number.isFinite(cost)) this.costs.set(limit, (this.costs.get(limit) ?? 0) + cost)
    }
  }

  /** Moves what was counted to what is given. */
  moveTo(counts: UsageCounts): void {
    addCounts(counts, this)
    this.calls = 0
    this.admitted = 0
    this.callerErrors = 0
    this.vendorErrors = 0
    this.ownErrors = 0
    this.cacheHits = 0
    this.staleAnswers = 0
    this.vendorRequests = 0
    this.buckets.fill(0)
    this.costs.clear()
    this.#isTouched = false
  }

  #took(seconds: number): void {
    const bucket = bucketOf(seconds)
    this.buckets[bucket] = (this.buckets[bucket] ?? 0) + 1
  }

  #touch(): void {
    if (this.#isTouched) return
    this.#isTouched = true
    this.#onTouch(this)
  }
}

export function addCounts(to: UsageCounts, from: UsageCounts): void {
  to.calls += from.calls
  to.admitted += from.admitted
  to.callerErrors += from.callerErrors
  to.vendorErrors += from.vendorErrors
  to.ownErrors += from.ownErrors
  to.cacheHits += from.cacheHits
  to.staleAnswers += from.staleAnswers
  to.vendorRequests += from.vendorRequests
  for (const [bucket, count] of from.buckets.entries()) to.buckets[bucket] = (to.buckets[bucket] ?? 0) + count
  for (const [limit, cost] of from.costs) to.costs.set(limit, (to.costs.get(limit) ?? 0) + cost)
}
