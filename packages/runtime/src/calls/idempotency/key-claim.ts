import type { KeptAnswer } from './key-record.ts'
import type { KeyStore } from './key-store.ts'
import type { PendingWrites } from './pending-writes.ts'

/** The right of one call to run, and its duty to say how it ended. */
export class KeyClaim {
  readonly #store: KeyStore
  readonly #version: number
  readonly #pending: PendingWrites
  readonly #onEnd: () => void

  constructor(store: KeyStore, version: number, pending: PendingWrites, onEnd: () => void) {
    this.#store = store
    this.#version = version
    this.#pending = pending
    this.#onEnd = onEnd
  }

  /** From now on the key gets this answer. Resolves also while the store is away, and records it later. */
  async keep(answer: KeptAnswer): Promise<void> {
    await this.#end(() => this.#store.keep(answer, this.#version))
  }

  /** Nothing has happened at the vendor, so the key may be sent again. */
  async free(): Promise<void> {
    await this.#end(() => this.#store.free(this.#version))
  }

  async #end(write: () => Promise<void>): Promise<void> {
    try {
      await this.#pending.write(write)
    } finally {
      this.#onEnd()
    }
  }
}
