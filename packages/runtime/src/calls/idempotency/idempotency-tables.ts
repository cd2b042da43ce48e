/** What is known of one key. While `status` is null, a call has begun with it and has not said how it ended. */
export interface IdempotencyRecordRow {
  /** Digest of the key in its scope. */
  id: string
  tenant: string
  /** Of the input. */
  fingerprint: string
  /** The call that has begun. */
  owner: string
  /** From then on a call that has not said how it ended never will. */
  lease_ends: Date
  /** When the key is forgotten. */
  ends: Date
  status: number | null
  content_type: string | null
  /** Of the ring: what `sealed` is sealed with comes from it. */
  key_id: string | null
  /** The body. Null where the answer was too large to be kept. */
  sealed: Uint8Array | null
}

export interface IdempotencyTables {
  idempotency_records: IdempotencyRecordRow
}
