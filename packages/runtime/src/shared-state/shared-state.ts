import type { SharedCache } from './shared-cache.ts'
import type { SharedLeases } from './shared-leases.ts'
import type { SharedLimits } from './shared-limits.ts'
import type { SharedMessages } from './shared-messages.ts'
import type { SharedValues } from './shared-values.ts'

/** What a verb answers: at once where the state is in this process, later where it is not. */
export type MaybePromise<T> = T | Promise<T>

/**
 * What the instances of a fleet know together. Nothing in it is durable truth: whoever uses it works on without it.
 * Keys come from `sharedKey`. While the store is away every verb rejects with `SharedStateUnavailable`, at once or
 * within the budget of a store call, and never hangs.
 */
export interface SharedState {
  readonly kind: 'memory' | 'redis'
  readonly limits: SharedLimits
  readonly values: SharedValues
  readonly leases: SharedLeases
  readonly cache: SharedCache
  readonly messages: SharedMessages
  readonly availability: Availability
  close(): Promise<void>
}

/** Whether the store can be asked. Memory always can. */
export interface Availability {
  readonly isUp: boolean
  /** How many instances share the state, this one included; the last known number while the store is away. */
  readonly instances: number
  /** Calls back on every change of `isUp`. Returns what ends that. */
  onChange(listener: (isUp: boolean) => void): () => void
}

/** The store could not be asked, or did not answer in time. What was asked may or may not have happened. */
export class SharedStateUnavailable extends Error {
  constructor(reason: string, cause?: unknown) {
    super(`The shared state is unavailable: ${reason}.`, { cause })
    this.name = 'SharedStateUnavailable'
  }
}
