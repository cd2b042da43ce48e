import type { SharedKey } from './shared-key.ts'
import type { MaybePromise } from './shared-state.ts'

/** A lease that is held. `fencing` grows with each holder, so what it protects can refuse an earlier one. */
export interface Lease {
  readonly fencing: number
}

/** Who may do a thing alone, for a while. */
export interface SharedLeases {
  /** Undefined if somebody else holds it. The owner who holds it already renews it and keeps its fencing token. */
  acquire(key: SharedKey, owner: string, ttl: number): MaybePromise<Lease | undefined>
  /** Whether the owner still held it; `ttl` is in milliseconds from now. */
  renew(key: SharedKey, owner: string, ttl: number): MaybePromise<boolean>
  /** Whether the owner still held it. Nobody can release what is another's. */
  release(key: SharedKey, owner: string): MaybePromise<boolean>
}
