import type { Database } from '../store/store.ts'

/** Where a secret belongs: part of what authenticates it, so that it opens nowhere else. */
export interface SecretPlace {
  /** Id of a tenant that exists; its secrets go with it. */
  readonly tenant: string
  /** What it belongs to, such as the uid of a connection. */
  readonly record: string
  /** What it is for, such as `credentials` or `tokens`. */
  readonly purpose: string
}

export interface StoredSecret {
  readonly text: string
  /** Grows with each change, over all secrets: what is put anew after it was forgotten has a greater one than before. */
  readonly version: number
}

export interface PutOptions {
  /** Only if this is the version that is there; 0: only if nothing is there. Default: in any case. */
  readonly ifVersion?: number
  /** That of a transaction, to write within it. */
  readonly database?: Database
}

/**
 * Keeps secrets in the store, each encrypted with a data key of its own that a key of the ring wraps. Rejects with the
 * problem `secret_unavailable` where a secret was tampered with, belongs elsewhere, or needs a key that the ring lacks.
 */
export interface Vault {
  /**
   * Undefined where there is none. The text is hidden from then on wherever it would show, until thousands of others
   * were used since. Whoever keeps it longer, or stores a document of several secrets, tells the redactor of each.
   */
  get(place: SecretPlace, database?: Database): Promise<StoredSecret | undefined>
  /** The new version; undefined if another version was there than `ifVersion`, and nothing was written. */
  put(place: SecretPlace, text: string, options?: PutOptions): Promise<number | undefined>
  /** All secrets of a record, for good. */
  forget(tenant: string, record: string, database?: Database): Promise<void>
}
