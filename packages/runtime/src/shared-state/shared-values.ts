import type { SharedKey } from './shared-key.ts'
import type { MaybePromise } from './shared-state.ts'

/** A small text with a version that grows with each change. */
export interface SharedValue {
  readonly value: string
  readonly version: number
}

export interface SetOptions {
  /** Milliseconds until it is forgotten. */
  readonly ttl: number
  /** Sets only if this is the version that is there; 0 means that nothing may be there. Default: in any case. */
  readonly ifVersion?: number
}

/** Small values that several instances change: such as the states of breakers. */
export interface SharedValues {
  get(key: SharedKey): MaybePromise<SharedValue | undefined>
  /** The new version; undefined if another version was there than the one that was expected. */
  set(key: SharedKey, value: string, options: SetOptions): MaybePromise<number | undefined>
  /** Whether it was there, in this version where one is given. */
  delete(key: SharedKey, ifVersion?: number): MaybePromise<boolean>
}
