import type { Selectable, Updateable } from 'kysely'
import type { Database } from '../store/store.ts'
import type { ConnectionState } from './connection.ts'
import type { ConnectionRow } from './connection-tables.ts'

/** Of the news about connections; their key is the uid. */
export const connectionTopic = 'connection'

/** A connection as it is stored. */
export interface ConnectionRecord {
  readonly uid: string
  readonly tenant: string
  readonly id: string
  readonly connector: string
  readonly auth: string
  /** What of it is secret is masked. */
  readonly config: Readonly<Record<string, unknown>>
  readonly origins: Readonly<Record<string, string>>
  readonly state: ConnectionState
  readonly stateReason: string
  readonly grantedScopes: readonly string[] | undefined
  /** Of credentials, config and addresses. */
  readonly generation: number
  readonly version: number
  readonly createdAt: Date
  readonly updatedAt: Date
}

export interface RecordFilter {
  readonly connector?: string | undefined
  readonly state?: ConnectionState | undefined
}

function toRecord(row: Selectable<ConnectionRow>): ConnectionRecord {
  const { state_reason, granted_scopes, created_at, updated_at, ...same } = row
  return {
    ...same,
    stateReason: state_reason,
    grantedScopes: granted_scopes ?? undefined,
    createdAt: created_at,
    updatedAt: updated_at,
  }
}

/** All that a tenant has, by id. */
export async function recordsOf(database: Database, tenant: string): Promise<ConnectionRecord[]> {
  const query = database.selectFrom('connections').selectAll().where('tenant', '=', tenant)
  return (await query.orderBy('id').execute()).map(toRecord)
}

/** Those behind `after` in the order of their ids, as many as `limit` at most. */
export async function pageOfRecords(
  database: Database,
  tenant: string,
  { connector, state }: RecordFilter,
  after: string,
  limit: number,
): Promise<ConnectionRecord[]> {
  let query = database
    .selectFrom('connections')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('id', '>', after)
  if (connector !== undefined) query = query.where('connector', '=', connector)
  if (state !== undefined) query = query.where('state', '=', state)
  return (await query.orderBy('id').limit(limit).execute()).map(toRecord)
}

export async function findRecord(
  database: Database,
  tenant: string,
  by: { readonly id: string } | { readonly uid: string },
): Promise<ConnectionRecord | undefined> {
  const query = database.selectFrom('connections').selectAll().where('tenant', '=', tenant)
  const row = await (
    'id' in by ? query.where('id', '=', by.id) : query.where('uid', '=', by.uid)
  ).executeTakeFirst()
  return row && toRecord(row)
}

/** Whether it is stored; then nobody deletes it until the transaction ends. */
export async function holdRecord(
  database: Database,
  { tenant, uid }: Pick<ConnectionRecord, 'tenant' | 'uid'>,
): Promise<boolean> {
  const held = await database
    .selectFrom('connections')
    .select('uid')
    .where('tenant', '=', tenant)
    .where('uid', '=', uid)
    .forKeyShare()
    .executeTakeFirst()
  return held !== undefined
}

/** Those that are not stored have uids of another form. */
export const isStoredUid = (uid: string): boolean => /^[0-9a-f-]{36}$/.test(uid)

export async function countRecords(database: Database, tenant: string): Promise<number> {
  const { count } = await database
    .selectFrom('connections')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('tenant', '=', tenant)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Whether it was stored; false if the tenant has one of this id. */
export async function insertRecord(database: Database, record: ConnectionRecord): Promise<boolean> {
  const { uid, tenant, id, connector, auth, config, origins, state, stateReason, createdAt, updatedAt } =
    record
  const inserted = await database
    .insertInto('connections')
    .values({
      uid,
      tenant,
      id,
      connector,
      auth,
      config: JSON.stringify(config),
      origins: JSON.stringify(origins),
      state,
      state_reason: stateReason,
      granted_scopes: null,
      created_at: createdAt,
      updated_at: updatedAt,
    })
    .onConflict((conflict) => conflict.columns(['tenant', 'id']).doNothing())
    .returning('uid')
    .executeTakeFirst()
  return inserted !== undefined
}

/** The record as it is now; undefined if it has changed since `before` was read, or is gone. */
export async function updateRecord(
  database: Database,
  before: ConnectionRecord,
  change: Partial<Omit<ConnectionRecord, 'uid' | 'tenant' | 'id' | 'connector' | 'version' | 'createdAt'>>,
): Promise<ConnectionRecord | undefined> {
  const { config, origins, stateReason, grantedScopes, updatedAt, ...same } = change
  const set: Updateable<ConnectionRow> = { ...same, version: before.version + 1 }
  if (config !== undefined) set.config = JSON.stringify(config)
  if (origins !== undefined) set.origins = JSON.stringify(origins)
  if (stateReason !== undefined) set.state_reason = stateReason
  if (updatedAt !== undefined) set.updated_at = updatedAt
  if ('grantedScopes' in change) {
    set.granted_scopes = grantedScopes === undefined ? null : JSON.stringify(grantedScopes)
  }
  const row = await database
    .updateTable('connections')
    .set(set)
    .where('tenant', '=', before.tenant)
    .where('uid', '=', before.uid)
    .where('version', '=', before.version)
    .returningAll()
    .executeTakeFirst()
  return row && toRecord(row)
}

/** Whether it was there, in this version. */
export async function deleteRecord(
  database: Database,
  { tenant, uid, version }: ConnectionRecord,
): Promise<boolean> {
  const deleted = await database
    .deleteFrom('connections')
    .where('tenant', '=', tenant)
    .where('uid', '=', uid)
    .where('version', '=', version)
    .returning('uid')
    .executeTakeFirst()
  return deleted !== undefined
}
