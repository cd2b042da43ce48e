import type { Database } from '../store/store.ts'

/** Where a secret belongs: part of what authenticates it, so that it opens nowhere else. */
export interface SecretPlace {
  readonly tenant: string
  /** What it belongs to, such as the uid of a connection. */
  readonly record: string
  /** What it is for, such as `credentials` or `tokens`. */
  readonly purpose: string
}

export interface StoredSecret {
  readonly text: string
  /** Grows with each change, from 1. */
  readonly version: number
}

/** Keeps secrets in the store, each encrypted with a data key of its own that a key of the ring wraps. */
export interface Vault {
  /** Undefined where there is none. Rejects if what is stored was tampered with or belongs elsewhere. */
  get(place: SecretPlace, database?: Database): Promise<StoredSecret | undefined>
  /**
   * The new version; undefined if another version was there than `ifVersion` (0: nothing may be there). Give the
   * database of a transaction to write within it.
   */
  put(
    place: SecretPlace,
    text: string,
    options?: { readonly ifVersion?: number; readonly database?: Database },
  ): Promise<number | undefined>
  /** All secrets of a record, for good. */
  forget(tenant: string, record: string, database?: Database): Promise<void>
}
