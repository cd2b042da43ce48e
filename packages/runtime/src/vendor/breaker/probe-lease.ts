import type { Deadline } from '../../calls/deadline.ts'
import type { SharedKey } from '../../shared-state/shared-key.ts'
import type { MaybePromise, SharedState } from '../../shared-state/shared-state.ts'

export interface ProbeLeaseParts {
  readonly state: SharedState
  /** This instance, as the owner of leases. */
  readonly instance: string
  /** Milliseconds of a clock that nobody sets. */
  readonly now: () => number
  /** What the store did not take. Nothing depends on it. */
  readonly onStoreError: (error: unknown) => void
}

/** Milliseconds. A probe that takes longer may be joined by one of another instance. */
const longestProbe = 60_000
// How long a lease outlasts its probe: until all have heard what came of it, or that its call has ended.
const grace = 1_000
// How long not to ask again for what another instance has.
const pause = 250

/** One probe of an origin for the whole fleet: whoever has the lease sends it. */
export class ProbeLease {
  readonly #key: SharedKey
  readonly #parts: ProbeLeaseParts
  #askAgainAt = 0

  constructor(key: SharedKey, parts: ProbeLeaseParts) {
    this.#key = key
    this.#parts = parts
  }

  /** Whether this instance may send the probe. Without the store, each one may send its own. */
  take(deadline: Deadline): MaybePromise<boolean> {
    const { state, instance, now, onStoreError } = this.#parts
    if (now() < this.#askAgainAt) return false
    if (!state.availability.isUp) return true
    const ttl = Math.min(Math.max(0, deadline.left), longestProbe) + grace
    const lease = state.leases.acquire(this.#key, instance, ttl)
    if (!(lease instanceof Promise)) return lease !== undefined || this.#lost()
    return lease.then(
      (held) => held !== undefined || this.#lost(),
      (error: unknown) => {
        onStoreError(error)
        return true
      },
    )
  }

  /** `isDecided`: keeps it for a moment, so that nobody probes who has yet to hear what came of it. */
  async end(isDecided: boolean): Promise<void> {
    const { state, instance, onStoreError } = this.#parts
    if (!state.availability.isUp) return
    try {
      if (isDecided) await state.leases.renew(this.#key, instance, grace)
      else await state.leases.release(this.#key, instance)
    } catch (error) {
      onStoreError(error)
    }
  }

  #lost(): false {
    this.#askAgainAt = this.#parts.now() + pause
    return false
  }
}
