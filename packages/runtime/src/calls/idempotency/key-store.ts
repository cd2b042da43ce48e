import { sql } from 'kysely'
import type { Store } from '../../store/store.ts'
import { mostKept, type KeptAnswer, type KeyRecord } from './key-record.ts'
import type { SealedBodies } from './sealed-bodies.ts'

export interface KeyStoreParts {
  readonly store: Store
  readonly bodies: SealedBodies
  /** Digest of the key in its scope. */
  readonly id: string
  readonly tenant: string
  /** Who asks: unique to one call. */
  readonly owner: string
  /** Of the input. */
  readonly fingerprint: string
  /** Milliseconds. */
  readonly leaseTtl: number
  /** Milliseconds. */
  readonly ttl: number
}

// The clock of the database, which is one for all instances.
const inTime = (milliseconds: number) => sql<Date>`now() + ${milliseconds} * interval '1 millisecond'`

/** What one call sees and says of one key. Every verb may reject with `state_unavailable`, and bears being done twice. */
export class KeyStore {
  readonly #parts: KeyStoreParts

  constructor(parts: KeyStoreParts) {
    this.#parts = parts
  }

  /** Records that this call begins, unless another has: then what that one has left. */
  async begin(): Promise<KeyRecord | undefined> {
    for (;;) {
      if (await this.#insert()) return undefined
      const record = await this.#read()
      // Between the two the other one may have freed it.
      if (record !== undefined) return record
    }
  }

  /** Records how the call ended, even if it was forgotten that it began. */
  async keep({ status, contentType, body }: KeptAnswer): Promise<void> {
    const { store, bodies, id, tenant, fingerprint, owner, ttl } = this.#parts
    const kept = body.length > mostKept ? undefined : await bodies.seal(id, body)
    const answer = {
      status,
      content_type: contentType,
      key_id: kept?.keyId ?? null,
      sealed: kept?.sealed ?? null,
      ends: inTime(ttl),
    }
    await store.database
      .insertInto('idempotency_records')
      .values({ id, tenant, fingerprint, owner, lease_ends: sql<Date>`now()`, ...answer })
      .onConflict((conflict) =>
        conflict
          .column('id')
          .doUpdateSet(answer)
          .where('idempotency_records.tenant', '=', tenant)
          .where('idempotency_records.owner', '=', owner),
      )
      .execute()
  }

  /** As if this call had never sent the key. */
  async free(): Promise<void> {
    const { store, id, tenant, owner } = this.#parts
    await store.database
      .deleteFrom('idempotency_records')
      .where('tenant', '=', tenant)
      .where('id', '=', id)
      .where('owner', '=', owner)
      .where('status', 'is', null)
      .execute()
  }

  /**
   * Leaves the record as that of a call of which nobody knows how it ended: now, or when an earlier one did that this call
   * was to find out about.
   */
  async leave(endedAt?: Date): Promise<void> {
    const { store, id, tenant, fingerprint, owner, ttl } = this.#parts
    const ended = endedAt ?? sql<Date>`now()`
    const unanswered = { status: null, content_type: null, key_id: null, sealed: null }
    await store.database
      .insertInto('idempotency_records')
      .values({ id, tenant, fingerprint, owner, lease_ends: ended, ends: inTime(ttl), ...unanswered })
      .onConflict((conflict) =>
        conflict
          .column('id')
          .doUpdateSet({ lease_ends: ended })
          .where('idempotency_records.tenant', '=', tenant)
          .where('idempotency_records.owner', '=', owner)
          .where('idempotency_records.status', 'is', null),
      )
      .execute()
  }

  /**
   * Makes the record of a call that has ended, and of which nobody knows how, that of this one: by one call at a time.
   * Tells when the other had ended, and how many milliseconds ago.
   */
  async takeOver(): Promise<{ readonly at: Date; readonly ago: number } | undefined> {
    const { store, id, tenant, owner, leaseTtl, ttl } = this.#parts
    const { rows } = await sql<{ at: Date; ago: number }>`
      update idempotency_records as record
      set owner = ${owner}, lease_ends = ${inTime(leaseTtl)}, ends = ${inTime(ttl)}
      from (
        select id, lease_ends from idempotency_records
        where tenant = ${tenant} and id = ${id} and status is null and lease_ends <= now()
        for update
      ) as before
      where record.id = before.id
      returning before.lease_ends as at, extract(epoch from now() - before.lease_ends)::float8 * 1000 as ago
    `.execute(store.database)
    return rows[0]
  }

  /** False if another call has left a record that still counts. */
  async #insert(): Promise<boolean> {
    const { store, id, tenant, fingerprint, owner, leaseTtl, ttl } = this.#parts
    const unanswered = { status: null, content_type: null, key_id: null, sealed: null }
    const record = { fingerprint, owner, lease_ends: inTime(leaseTtl), ends: inTime(ttl), ...unanswered }
    const inserted = await store.database
      .insertInto('idempotency_records')
      .values({ id, tenant, ...record })
      .onConflict((conflict) =>
        conflict
          .column('id')
          .doUpdateSet(record)
          .where('idempotency_records.tenant', '=', tenant)
          .where((is) =>
            is.or([
              is('idempotency_records.ends', '<=', sql<Date>`now()`),
              // This call's own, of which it was not told that it was written.
              is.and([
                is('idempotency_records.owner', '=', owner),
                is('idempotency_records.status', 'is', null),
              ]),
            ]),
          ),
      )
      .returning('id')
      .executeTakeFirst()
    return inserted !== undefined
  }

  async #read(): Promise<KeyRecord | undefined> {
    const { store, bodies, id, tenant } = this.#parts
    const row = await store.database
      .selectFrom('idempotency_records')
      .select(['fingerprint', 'status', 'content_type', 'key_id', 'sealed'])
      .select(sql<boolean>`lease_ends > now()`.as('holds_lease'))
      .where('tenant', '=', tenant)
      .where('id', '=', id)
      .executeTakeFirst()
    if (row === undefined) return undefined
    const { fingerprint, status, content_type: contentType, key_id: keyId, sealed } = row
    if (status === null) return { fingerprint, state: row.holds_lease ? 'running' : 'cut_off' }
    if (sealed === null || keyId === null || contentType === null) {
      return { fingerprint, state: 'not_kept', status }
    }
    const body = await bodies.open(id, { keyId, sealed: Buffer.from(sealed) })
    if (body === undefined) return { fingerprint, state: 'not_kept', status }
    return { fingerprint, state: 'done', answer: { status, contentType, body } }
  }
}
