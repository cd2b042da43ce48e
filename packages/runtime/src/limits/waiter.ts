import type { SharedKey } from '../shared-state/shared-key.ts'
import type { Take } from '../shared-state/shared-limits.ts'
import type { Admission, Refusal, WaitOptions } from './limiter.ts'
import type { Waiting, WaitingLine } from './waiting-line.ts'

/** One request that waits. */
export interface Waiter extends Waiting {
  readonly takes: readonly Take[]
  readonly options: WaitOptions
  readonly since: number
  /** When it is no longer worth while, in milliseconds of the clock. */
  readonly until: number
  /** The index of the take that it waits for. */
  readonly take: number
  /** Set when it has left, by admission or otherwise. */
  isGone: boolean
  leave(admission: Admission): void
}

/** Those who wait for one bucket, and when they are tried again. */
export interface Line {
  readonly key: SharedKey
  readonly waiters: WaitingLine<Waiter>
  /** Why the head could not go. */
  refusal: Refusal
  /** When the head is tried again, in milliseconds of the clock. */
  wakesAt: number
  isServing: boolean
  cancelTimer: (() => void) | undefined
}
