import type { Logger } from 'pino'
import { isStoreAway } from '../../store/outages.ts'

export type PendingWrite = () => Promise<unknown>

/** Milliseconds between two tries of what could not be written. */
const retryEvery = 500
/** More could only be waiting after hours without the store, when the keys themselves are about to expire. */
const mostPending = 10_000

/** Writes to the store that must not get lost while it is away. Each must bear being done twice. */
export class PendingWrites {
  readonly #log: Logger
  readonly #waiting = new Set<PendingWrite>()
  #timer: NodeJS.Timeout | undefined

  constructor(log: Logger) {
    this.#log = log
  }

  get size(): number {
    return this.#waiting.size
  }

  /** Writes now if the store is there, and later if it is not. Never rejects: what is recorded has happened already. */
  async write(write: PendingWrite): Promise<void> {
    try {
      await write()
    } catch (error) {
      if (isStoreAway(error)) this.add(write)
      else this.#report(error)
    }
  }

  /** Writes later. */
  add(write: PendingWrite): void {
    const [oldest] = this.#waiting
    if (oldest !== undefined && this.#waiting.size >= mostPending) {
      this.#waiting.delete(oldest)
      this.#log.error({ waiting: mostPending }, 'the record of an idempotency key is given up')
    } else if (oldest === undefined) {
      this.#log.warn('records of idempotency keys wait for the store')
    }
    this.#waiting.add(write)
    this.#schedule()
  }

  /** Tries once more, and gives up what still cannot be written. */
  async close(): Promise<void> {
    await this.#flush()
    clearTimeout(this.#timer)
    if (this.#waiting.size === 0) return
    this.#log.error({ waiting: this.#waiting.size }, 'records of idempotency keys are given up')
    this.#waiting.clear()
  }

  #schedule(): void {
    if (this.#timer !== undefined || this.#waiting.size === 0) return
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      void this.#flush().finally(() => this.#schedule())
    }, retryEvery)
    this.#timer.unref()
  }

  async #flush(): Promise<void> {
    for (const write of this.#waiting) {
      try {
        await write()
      } catch (error) {
        if (isStoreAway(error)) return
        this.#report(error)
      }
      this.#waiting.delete(write)
    }
  }

  #report(error: unknown): void {
    this.#log.error({ err: error }, 'the record of an idempotency key could not be written')
  }
}
