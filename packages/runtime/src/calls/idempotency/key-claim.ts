import type { KeptAnswer } from './key-record.ts'
import type { KeyStore } from './key-store.ts'
import type { PendingWrites } from './pending-writes.ts'

/** The right of one call to run, and its duty to say how it ended. */
export class KeyClaim {
  readonly #store: KeyStore
  readonly #pending: PendingWrites
  readonly #onEnd: () => void

  constructor(store: KeyStore, pending: PendingWrites, onEnd: () => void) {
    this.#store = store
    this.#pending = pending
    this.#onEnd = onEnd
  }

  /** From now on the key gets this answer. Resolves also while the store is away, and records it later. */
  async keep(answer: KeptAnswer): Promise<void> {
    await this.#end(() => this.#store.keep(answer))
  }

  /** Nothing has happened at the vendor, so the key may be sent again. */
  async free(): Promise<void> {
    await this.#end(() => this.#store.free())
  }

  async #end(write: () => Promise<void>): Promise<void> {
    try {
      await this.#pending.write(write)
    } finally {
      this.#onEnd()
    }
  }
}
