import { sql } from 'kysely'
import type { Database } from '../store/store.ts'
import type { Envelope, WrappedKey } from './envelope/envelope.ts'
import type { SecretVersion } from './envelope/associated-data.ts'
import type { SecretPlace } from './vault.ts'

/** What the next change of a place is made with. */
export interface NextChange {
  readonly version: number
  /** Of the key that wraps new data keys now. */
  readonly keyId: string | undefined
}

export type StoredEnvelope = Envelope & { readonly version: number }

export async function readEnvelope(
  database: Database,
  place: SecretPlace,
): Promise<StoredEnvelope | undefined> {
  const row = await database
    .selectFrom('secrets')
    .select(['version', 'key_id', 'wrapped_key', 'sealed'])
    .where('tenant', '=', place.tenant)
    .where('record', '=', place.record)
    .where('purpose', '=', place.purpose)
    .executeTakeFirst()
  if (row === undefined) return undefined
  return { version: row.version, keyId: row.key_id, wrappedKey: row.wrapped_key, sealed: row.sealed }
}

/** A version above all that any place has had, and above `floor`: what is put back from an earlier day is told by it. */
export async function nextChange(
  database: Database,
  { tenant, record, purpose }: SecretPlace,
  floor: number,
): Promise<NextChange> {
  const { rows } = await sql<{ version: number; key_id: string | null }>`
    select
      greatest(nextval('secret_versions'), 1 + ${floor}::bigint, 1 + (
        select version from secrets where tenant = ${tenant} and record = ${record} and purpose = ${purpose}
      )) as version,
      (select id from vault_keys where is_active) as key_id
  `.execute(database)
  const [row] = rows
  return { version: row?.version ?? 1, keyId: row?.key_id ?? undefined }
}

/** Whether it was written: not if another version was there than `ifVersion`, where that is given. */
export async function writeEnvelope(
  database: Database,
  place: SecretVersion,
  { keyId, wrappedKey, sealed }: Envelope,
  ifVersion: number | undefined,
): Promise<boolean> {
  const { tenant, record, purpose, version } = place
  const change = { version, key_id: keyId, wrapped_key: wrappedKey, sealed, changed_at: sql<Date>`now()` }
  if (ifVersion !== undefined && ifVersion > 0) {
    const { numUpdatedRows } = await database
      .updateTable('secrets')
      .set(change)
      .where('tenant', '=', tenant)
      .where('record', '=', record)
      .where('purpose', '=', purpose)
      .where('version', '=', ifVersion)
      .executeTakeFirst()
    return numUpdatedRows > 0n
  }
  const { numInsertedOrUpdatedRows = 0n } = await database
    .insertInto('secrets')
    .values({ tenant, record, purpose, ...change })
    .onConflict((conflict) => {
      const same = conflict.columns(['tenant', 'record', 'purpose'])
      if (ifVersion === 0) return same.doNothing()
      return same.doUpdateSet(change).whereRef('secrets.version', '<', 'excluded.version')
    })
    .executeTakeFirst()
  // Whoever writes in any case and comes too late has been overwritten at once.
  return ifVersion === undefined || numInsertedOrUpdatedRows > 0n
}

export async function deleteEnvelopes(database: Database, tenant: string, record: string): Promise<void> {
  await database.deleteFrom('secrets').where('tenant', '=', tenant).where('record', '=', record).execute()
}

/** A data key that is to be wrapped anew. */
export type WrappedRow = SecretVersion & WrappedKey

/** Replaces wrapped keys, of rows that the transaction has locked. */
export async function writeWrappedKeys(database: Database, rows: readonly WrappedRow[]): Promise<void> {
  await sql`
    update secrets set key_id = changed.key_id, wrapped_key = changed.wrapped_key
    from unnest(
      ${rows.map(({ tenant }) => tenant)}::text[],
      ${rows.map(({ record }) => record)}::text[],
      ${rows.map(({ purpose }) => purpose)}::text[],
      ${rows.map(({ keyId }) => keyId)}::text[],
      ${rows.map(({ wrappedKey }) => wrappedKey)}::bytea[]
    ) as changed (tenant, record, purpose, key_id, wrapped_key)
    where secrets.tenant = changed.tenant and secrets.record = changed.record and secrets.purpose = changed.purpose
  `.execute(database)
}

/** Locks some secrets that other keys wrap, in the order of their places, leaving out those that others have locked. */
export async function lockOtherwiseWrapped(
  database: Database,
  keyId: string,
  after: SecretPlace,
  limit: number,
): Promise<WrappedRow[]> {
  const { rows } = await sql<SecretVersion & { key_id: string; wrapped_key: Buffer }>`
    select tenant, record, purpose, version, key_id, wrapped_key from secrets
    where key_id <> ${keyId} and (tenant, record, purpose) > (${after.tenant}, ${after.record}, ${after.purpose})
    order by tenant, record, purpose limit ${limit} for update skip locked
  `.execute(database)
  return rows.map(({ key_id, wrapped_key, ...place }) => ({
    ...place,
    keyId: key_id,
    wrappedKey: wrapped_key,
  }))
}

export async function countOtherwiseWrapped(database: Database, keyId: string): Promise<number> {
  const { count } = await database
    .selectFrom('secrets')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('key_id', '!=', keyId)
    .executeTakeFirstOrThrow()
  return count
}
