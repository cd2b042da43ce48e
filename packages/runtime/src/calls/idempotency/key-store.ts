import type { SharedKey } from '../../shared-state/shared-key.ts'
import type { SharedState } from '../../shared-state/shared-state.ts'
import { doneRecord, type KeptAnswer, type KeyRecord } from './key-record.ts'

export interface KeyStoreParts {
  readonly state: SharedState
  readonly record: SharedKey
  readonly lease: SharedKey
  /** Who asks: unique to one call. */
  readonly owner: string
  /** Of the input. */
  readonly fingerprint: string
  /** Milliseconds. */
  readonly leaseTtl: number
  /** Milliseconds. */
  readonly ttl: number
}

/** A record as it is kept, with its version. */
interface VersionedRecord {
  readonly record: KeyRecord
  readonly version: number
}

/** What there is when a call looks. */
export interface View {
  readonly record: KeyRecord | undefined
  readonly holdsLease: boolean
  readonly begun: number | undefined
}

/** What one call sees of one key in the shared state. Every verb may reject with `SharedStateUnavailable`. */
export class KeyStore {
  readonly #parts: KeyStoreParts

  constructor(parts: KeyStoreParts) {
    this.#parts = parts
  }

  /**
   * The record, and whether this call now holds the lease, without which it may not begin. `begun` is the version of
   * the record if it is this call's own, of which it was not told that it was written.
   */
  async look(): Promise<View> {
    const [first, holdsLease] = await Promise.all([this.#read(), this.#acquire()])
    // Between the two the one who held the lease may have ended; with the lease in hand the record stands still.
    const isSettled = !holdsLease || first?.record.state === 'done'
    const { record, version } = (isSettled ? first : await this.#read()) ?? {}
    const isOwn = record?.state === 'running' && record.owner === this.#parts.owner
    return { record, holdsLease, begun: holdsLease && isOwn ? version : undefined }
  }

  /** Records that the call begins. The version; undefined if somebody else was faster. */
  async begin(): Promise<number | undefined> {
    const { fingerprint, owner } = this.#parts
    return this.#set({ state: 'running', fingerprint, owner }, 0)
  }

  /** Records how the call ended. Also where the store has lost that it began. */
  async keep(answer: KeptAnswer, version: number): Promise<void> {
    const record = doneRecord(this.#parts.fingerprint, answer)
    if ((await this.#set(record, version)) === undefined) await this.#set(record, 0)
  }

  /** As if the key had never been sent. */
  async free(version: number): Promise<void> {
    await this.#parts.state.values.delete(this.#parts.record, version)
    await this.release()
  }

  /** Takes back whatever this call has left, if it has. */
  async undo(): Promise<void> {
    const found = await this.#read()
    const isOwn = found?.record.state === 'running' && found.record.owner === this.#parts.owner
    if (isOwn) await this.#parts.state.values.delete(this.#parts.record, found.version)
    await this.release()
  }

  async release(): Promise<void> {
    await this.#parts.state.leases.release(this.#parts.lease, this.#parts.owner)
  }

  async #read(): Promise<VersionedRecord | undefined> {
    const found = await this.#parts.state.values.get(this.#parts.record)
    return found && { record: JSON.parse(found.value) as KeyRecord, version: found.version }
  }

  async #acquire(): Promise<boolean> {
    const { state, lease, owner, leaseTtl } = this.#parts
    return (await state.leases.acquire(lease, owner, leaseTtl)) !== undefined
  }

  async #set(record: KeyRecord, ifVersion: number): Promise<number | undefined> {
    const { state, ttl } = this.#parts
    return state.values.set(this.#parts.record, JSON.stringify(record), { ttl, ifVersion })
  }
}
