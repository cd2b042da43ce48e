import type { KeptAnswer } from './key-record.ts'
import type { KeyStore } from './key-store.ts'
import type { PendingWrites } from './pending-writes.ts'

/** The right of one call to run, and its duty to say how it ended. */
export class KeyClaim {
  readonly #store: KeyStore
  readonly #pending: PendingWrites
  readonly #onEnd: () => void
  readonly #endedAt: Date | undefined

  /** `endedAt`: when an earlier call with the key ended of which nobody knows how. */
  constructor(store: KeyStore, pending: PendingWrites, onEnd: () => void, endedAt?: Date) {
    this.#store = store
    this.#pending = pending
    this.#onEnd = onEnd
    this.#endedAt = endedAt
  }

  /** Whether it is there to find out what an earlier call did. */
  get isRecovery(): boolean {
    return this.#endedAt !== undefined
  }

  /** From now on the key gets this answer. Resolves also while the store is away, and records it later. */
  async keep(answer: KeptAnswer): Promise<void> {
    await this.#end(() => this.#store.keep(answer))
  }

  /** Nothing has happened at the vendor, so the key may be sent again. */
  async free(): Promise<void> {
    await this.#end(() => this.#store.free())
  }

  /** Nobody knows how it ended, so whoever sends the key again has to find out, from this call or the one before it. */
  async leave(): Promise<void> {
    await this.#end(() => this.#store.leave(this.#endedAt))
  }

  async #end(write: () => Promise<void>): Promise<void> {
    try {
      await this.#pending.write(write)
    } finally {
      this.#onEnd()
    }
  }
}
